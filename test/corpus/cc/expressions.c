// SPDX-License-Identifier: MIT
// Expressions that only GNU C has, or that only look simple.
#include <stdio.h>

union number { int i; long l; char *text; };
struct pair { int a, b; };
struct nest { struct pair p[2]; union { int u; char c[4]; }; };

static int calls;
static int count(int n) { calls++; return n; }
static struct pair make(int a, int b) { return (struct pair){ a, b }; }
static long of(union number n) { return n.l; }
static int sum(struct pair *p, int n) { int s = 0; while (n--) s += p[n].a * p[n].b; return s; }

int main(void)
{
	int i = 3, *p = &i, a[] = { 1, 2, 3, 4 };
	unsigned char small = 255;
	char *text = "abc" "def";

	printf("%d %d %d\n", count(7) ?: 1, count(0) ?: 2, calls);
	printf("%ld\n", of((union number)5L));
	printf("%d %d\n", make(4, 5).b, sum((struct pair[]){ { 1, 2 }, { .b = 3, .a = 4 } }, 2));
	printf("%d\n", ({ int t = i; for (; t < 10; t++) ; t; }) + ({ i++; }));
	printf("%c %c %c\n", 2[text], *(text + 4), "xyz"[1]);
	printf("%d %d\n", small + 1, (unsigned char)(small + 1));
	printf("%d %d\n", small++, small);
	printf("%ld %d\n", &a[3] - a, (int)(a + 1 < &a[2]));
	printf("%lu %lu\n", sizeof(i++), sizeof(char[2 > 0 ? 3 : 4]) / sizeof(char));
	printf("%d\n", (i = 5, *p += 2, i));
	printf("%d %d\n", -1 < 0u, -1L < 0u);
	printf("%d\n", 1 ? small ? 2 : 3 : 4);
	printf("%d\n", (struct nest){ .p[1].b = 8, .c = { 1, 2 } }.p[1].b);
	printf("%d\n", (struct nest){ { { 1 } }, .c = { 1, 2 } }.u);
	switch (i) {
	case -5 ... 0: printf("low\n"); break;
	case 1 ... 6: printf("six\n");
	case 7: printf("seven\n");
	default: printf("through\n");
	}
	{
		int k = 0;

		goto in;
		while (k < 3) {
			printf("%d ", k);
in:
			k++;
		}
		printf("%d\n", k);
	}
	return i == 7 ? 0 : 1;
}
// expect: 7 2 0
// expect: 5
// expect: 5 14
// expect: 13
// expect: c e y
// expect: 256 0
// expect: 255 255
// expect: 3 1
// expect: 4 3
// expect: 7
// expect: 0 1
// expect: 3
// expect: 8
// expect: 513
// expect: seven
// expect: through
// expect: 1 2 3
