// SPDX-License-Identifier: MIT
// Attributes, initialisers and selections in places where they are seldom seen.
#include <stdio.h>

struct guard { int id; };
static void unlock(struct guard *g) { printf("unlock %d\n", g->id); }

#define guard(n) struct guard __attribute__((cleanup(unlock))) guard##n = { n }

static int behind_tag(int x)
{
	guard(1);
	if (x) {
		struct { int id; } __attribute__((cleanup(unlock))) own = { 2 };

		return own.id + x;
	}
	return 0;
}

struct inner { int x, y[3]; };
struct outer { struct inner a[2]; int n; };

struct fields { unsigned a : 5; unsigned b : 32; _Bool c : 1; };
#define NAME(x) _Generic((x), unsigned : "unsigned", int : "int", _Bool : "bool", default : "?")

int main(void)
{
	printf("%d\n", behind_tag(3));

	struct inner given = { 1, { 2, 3, 4 } };
	int i = 8;
	// Members are evaluated as they lie; a part given again takes the whole record away.
	struct outer o = { given, .n = i, .a[0].y[1] = 77, .a[1] = { i++, { i++ } } };

	printf("%d %d %d\n", o.a[0].x, o.a[0].y[0], o.a[0].y[1]);
	printf("%d %d %d\n", o.a[1].x, o.a[1].y[0], o.n);

	struct fields f = { 1, 2, 1 };

	printf("%s %s %s %s\n", NAME(f.a), NAME(+f.a), NAME(f.b), NAME(f.c));
	int count;
	printf("abc%n", &count);
	printf(" %d\n", count);
	return 0;
}
// expect: unlock 1
// expect: 5
// expect: 0 0 77
// expect: 8 9 10
// expect: ? int unsigned bool
// expect: abc 3
