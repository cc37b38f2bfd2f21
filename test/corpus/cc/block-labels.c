// SPDX-License-Identifier: MIT
// Labels declared with __label__ are their block's own.
#include <stdio.h>

#define FIRST_ABOVE(values, count, limit) ({				\
	__label__ found, end;						\
	int at, result;							\
									\
	for (at = 0; at < (count); at++)				\
		if ((values)[at] > (limit))				\
			goto found;					\
	result = -1;							\
	goto end;							\
found:									\
	result = at;							\
end:									\
	result;								\
})

int main(void)
{
	int values[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
	int rounds = 0;

again:
	printf("%d %d\n", FIRST_ABOVE(values, 8, 4), FIRST_ABOVE(values, 8, 9));
	{
		__label__ again;

		if (rounds)
			goto again;
		rounds++;
again:
		printf("inner %d\n", rounds);
	}
	if (rounds++ < 2)
		goto again;
	return FIRST_ABOVE(values, 2, 100) + 1;
}
// expect: 4 -1
// expect: inner 1
// expect: 4 -1
// expect: inner 2
