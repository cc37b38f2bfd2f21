// SPDX-License-Identifier: MIT
// C before prototypes, as old drivers and test programs still have it.
#include <stdio.h>

struct point { int x, y; };

static narrow(c, s, u, p)
	char c;
	short s;
	unsigned char u;
	struct point *p;
{
	printf("%d %d %d %d\n", c, s, u, p->y);
	return c + s;
}

int later();

old_int = 3;

main()
{
	struct point p = { y: 4, x: 1 };
	int table[4] = { [1] 7, [2 ... 3] 9 };
	register i = 2;

	printf("%d %d\n", narrow(300, 70000, -1, &p), old_int);
	printf("%d %d %d\n", table[1], table[3], i);
	printf("%d\n", later(5, 6L));
	return 0;
}

int later(a, b)
	long b;
{
	return a * b;
}
// expect: 44 4464 255 4
// expect: 4508 3
// expect: 7 9 2
// expect: 30
