// SPDX-License-Identifier: MIT
// The preprocessor, through what programs print.
#include <stdio.h>

#define STR_(x) #x
#define STR(x) STR_(x)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define EMPTY
#define ID(x) x
#define TWICE(x) x x
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define COUNT_(a, b, c, d, e, n, ...) n
#define SHOW(fmt, ...) printf(fmt __VA_OPT__(,) __VA_ARGS__)
#define f(x) (x + f)
#define OBJECT (1, 2)
#define FIRST(a, b) a
#define APPLY(m, args) m args
#define LIST(X) X(one, 1) X(two, 2) X(three, 3)
#define AS_ENUM(name, value) name = value,
#define AS_CASE(name, value) case name: return #name;

enum { LIST(AS_ENUM) last };

static const char *name(int n)
{
	switch (n) {
	LIST(AS_CASE)
	}
	return "?";
}

#if defined(STR) && !defined(NOPE) && (1 ? 2 : 0) == 2 && -1 < 0 && 0xffffffffffffffff > 0
#define VERDICT "yes"
#elif 1
#define VERDICT "elif"
#else
#error not reached
#endif

#ifdef NOPE
#include "no-such-file.h"
#error not reached
#endif

int main(void)
{
	int x = 2;
	int f = 3;

	printf("%s %s\n", STR(CAT(a, 1)), STR_(CAT(a, 1)));
	printf("%s|%s\n", STR( a   +  "q\n" 'c' ), STR());
	printf("%d %d\n", CAT(1, 2) + CAT(, 3), COUNT(a, b, c));
	SHOW("plain\n");
	SHOW("%d %d\n", 1, 2);
	printf("%d\n", f(x));
	printf("%d\n", APPLY(FIRST, OBJECT));
	printf("%s %s %d\n", name(two), name(9), last);
	printf("%s %d\n", VERDICT, __LINE__);
	printf("%d%s\n", ID(EMPTY 5 EMPTY), TWICE("ha"));
	printf("%s\n", STR(ID(ID)(7)));
#line 100
	printf("%d\n", __LINE__);
	return 0;
}
// expect: a1 CAT(a, 1)
// expect: a + "q\n" 'c'|
// expect: 15 3
// expect: plain
// expect: 1 2
// expect: 5
// expect: 1
// expect: two ? 4
// expect: yes 59
// expect: 5haha
// expect: ID(7)
// expect: 100
// exit: 0
