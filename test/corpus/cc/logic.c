// SPDX-License-Identifier: MIT
// && || ! ?: and comma: what is evaluated, and what the value is.
#include <stdio.h>

static int trace(int value)
{
	printf("[%d]", value);
	return value;
}

int main(void)
{
	int x = 0, *null = 0;
	long big = 0x100000000;
	unsigned char c = 0;

	printf(" %d\n", trace(1) && trace(0) && trace(2));
	printf(" %d\n", trace(0) || trace(3) || trace(4));
	printf(" %d\n", (trace(0) || trace(1)) && !(trace(2) && trace(0)));
	printf(" %d\n", !trace(7) ? trace(1) : trace(2));
	printf(" %d\n", trace(5) ?: trace(6));
	printf(" %d\n", trace(0) ?: trace(6));
	printf(" %d\n", (trace(1), trace(2), trace(3)));
	printf("%d %d %d %d\n", !big, !!big, big && 1, !null);
	printf("%d\n", null && *null);
	if (big)
		printf("big\n");
	while (c < 3 && (x += c, ++c))
		;
	printf("%d %d\n", x, c);
	printf("%d %d\n", 1 ? 2 : 3 ? 4 : 5, 0 ? 2 : 0 ? 4 : 5);
	printf("%d\n", (x == 3) + (x != 3) * 2 + (x > 3) * 4 + (x <= 3) * 8);
	x = x > 2 ? x < 4 ? 10 : 20 : 30;
	printf("%d\n", x);
	printf("%d\n", (x & 8) == 8 && (x | 1) != 10 && (x ^ 10) == 0);
	printf("%ld\n", (x ? 1 : 2L));
	return !(x == 10);
}
// expect: [1][0] 0
// expect: [0][3] 1
// expect: [0][1][2][0] 1
// expect: [7][2] 2
// expect: [5] 5
// expect: [0][6] 6
// expect: [1][2][3] 3
// expect: 0 1 1 1
// expect: 0
// expect: big
// expect: 3 3
// expect: 2 5
// expect: 9
// expect: 10
// expect: 1
// expect: 1
// exit: 0
