// SPDX-License-Identifier: MIT
// Orders of evaluation that C leaves open and gcc -O0 takes; and those C fixes.
#include <stdio.h>

static int g = 1;
static int array[20];
static int *here = &g;

static int mark(int n) { printf("%d ", n); return n; }
static int set(void) { g = 10; return 5; }
static int *place(void) { printf("place "); return array; }
static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }

int main(void)
{
	int i = 0;

	printf("%d\n", three(mark(1), mark(2), mark(3)));
	*place() = mark(4);
	*place() += mark(5);
	place()[mark(2)] = mark(6);
	printf("\n");
	g = 1; printf("%d ", g + set());
	g = 1; printf("%d ", g - set());
	g = 1; printf("%d ", set() - g);
	g = 1; printf("%d ", *here + set());
	g = 1; printf("%d ", g < set());
	g = 1; printf("%d ", g * set());
	g = 1; g += set(); printf("%d ", g);
	g = 1; g -= set(); printf("%d ", g);
	g = 1; *here *= set(); printf("%d\n", g);
	g = 1; array[g] = set(); printf("%d %d\n", array[1], array[10]);
	g = 1; array[1] = 0; array[10] = 100; array[g] += set(); printf("%d %d\n", array[1], array[10]);
	i = mark(1) + mark(2) * mark(3);
	printf("= %d\n", i);
	i = mark(1), mark(2);
	printf("= %d\n", i);
	i = 3;
	i = i++ + 0 * mark(9);
	printf("%d %d\n", array[mark(2)], mark(3) ? mark(4) : mark(5));
	return 0;
}
// expect: 3 2 1 123
// expect: place 4 5 place place 2 6 
// expect: 15 -4 -5 6 0 50 15 5 50
// expect: 5 0
// expect: 0 105
// expect: 1 2 3 = 7
// expect: 1 2 = 1
// expect: 9 3 4 2 6 4
// exit: 0
