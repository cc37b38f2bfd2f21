// SPDX-License-Identifier: MIT
// Storage and scope: statics, externs, shadowing, tentative definitions, recursion, enumeration in
// scope.
#include <stdio.h>

int tentative;
int tentative;
extern int later;
static int counter(void) { static int n = 10; static int *p = &n; return (*p)++; }
static int other(void) { static int n; return ++n; }
int later = 5;

static int depth(int n)
{
	int here[4] = { n };

	if (n == 0)
		return here[0];
	here[3] = depth(n - 1);
	return here[0] + here[3];
}

static unsigned ackermann(unsigned m, unsigned n)
{
	return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static int even(int n);
static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }

typedef int number;
static number use(number number) { return number + 1; }

int main(void)
{
	int i;

	for (i = 0; i < 3; i++)
		printf("%d %d ", counter(), other());
	printf("\n%d %d\n", tentative, later);
	printf("%d %u %d %d\n", depth(10), ackermann(2, 3), even(10), odd(10));
	enum { red = 3, green };
	{
		enum { red = 30 };
		struct later { int later; } later = { red };
		extern int tentative;

		tentative = 9;
		printf("%d %d\n", later.later, green);
	}
	printf("%d %d\n", tentative, red);
	for (int i = 0; i < 2; i++) {
		static int kept;
		int fresh = i;

		kept += fresh + 1;
		printf("%d ", kept);
	}
	printf("%d\n", i);
	printf("%d\n", use(4));
	goto end;
	printf("never\n");
end:
	return tentative;
}
// expect: 10 1 11 2 12 3 
// expect: 0 5
// expect: 55 9 1 0
// expect: 30 4
// expect: 9 3
// expect: 1 3 3
// expect: 5
// exit: 9
