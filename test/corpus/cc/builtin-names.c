// SPDX-License-Identifier: MIT
// abs and its like are gcc's own, whoever defines a function of the name; an attribute's alignment
// of a function is known.
#include <stdio.h>
#include <stdlib.h>

static void aligned(void) __attribute__((aligned(256)));
static void aligned(void) { }

int main(void)
{
	int n = -4;

	printf("%d %d\n", (int)llabs(-7LL), (int)llabs(n));
	n = abs(n++);
	printf("%d\n", n);
	aligned();
	printf("%d\n", (int)__alignof__(aligned));
	return 0;
}

long long llabs(long long value)
{
	return value * 100;
}
// expect: 7 4
// expect: 4
// expect: 256
