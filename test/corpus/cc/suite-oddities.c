// SPDX-License-Identifier: MIT
// What small suites of C programs are made of: odd texts for the preprocessor, declarators,
// initialisers, scopes and statements, all in one program.
#define HEAD "h.h"
#define glue(a, b) a ## b
#define xglue(a, b) glue(a, b)
#define str(x) #x
#define xstr(x) str(x)
#define EMPTY
#define f(x, ...) #x #__VA_ARGS__
#define LPAREN (
#define RPAREN )
#define g(x) x + 1
#define twice(x) (2*(x))
#define t(x,y,z) x ## y ## z
#define showlist(...) xstr((__VA_ARGS__))
int printf(const char *, ...);
int strcmp(const char *, const char *);
typedef int (*fn)(int);
static int inc(int x) { return x + 1; }
static int dec(int x) { return x - 1; }
static fn pick(int up) { return up ? inc : dec; }
static int (*pick2(int up))(int) { return pick(up); }
static int (*(*table[2])(int))(int) = { pick, pick2 };
static int (*(*pp)(int))(int) = &pick2;
int old(a, b, c) char a; long b; { return a + b + c; }
implicit(x) { return x; }
static register_like() { return 4; }
struct T; struct T { int x; struct { int y, z; } n; union { int u; char c[4]; }; } gs = { 1, { 2, 3 }, { 0x01020304 } };
struct T arr[] = { { .n.z = 4, .x = 5 }, [2] = { .n = { 6, 7 }, .c = { 1, 2 } }, { 9 } };
union U { struct { char a, b; } s; short h; } gu = { .h = 0x4142 };
char s1[] = "abc" "def", s2[3] = "xyz", s3[8] = { "in" }, s4[][4] = { "a", "bc", { 'd', 'e' } };
int m[2][3] = { 1, 2, 3, 4 }, mm[][2] = { { 1 }, { 2, 3 }, 4 };
enum A { A0, A1 = 5, A2, A3 = A1 + 10 }; enum { B = -1 };
int w[] = { L'a', L'\x41', U'\U0001F600', u'\u00e9' };
int tern(int x) { return x ?: 7; }
void vla_free(void) {}
#if defined X || (1 ? 2 : 0) && -1 < 0u || 'a' == 97 && !0x10ul >> 1 << 2 % 3 ^ 1 | 0 & ~0
#define IF1 1
#else
#define IF1 0
#endif
#if 0
 ' unbalanced " quotes
#elif (2 || 1/0) && __LINE__
#define IF2 2
#endif
%:define DIGRAPH 3
int dg<:2:> = <% 1, DIGRAPH %>;
int li\
ne = __LINE__; /* sp\
lit */ // com\
ment continues
int main(int argc, char **argv)
{
	int i, j = 0, x = 1; char *p; unsigned char uc = 255; signed char sc = -1; short sh = -32768;
	{ enum A { A0 = 100 }; x += A0; } x += A0;
	printf("%s %s %s\n", xstr(xglue(ab, cd)), f(a b, c, "d\n"), showlist(1, 2 ,3));
	printf("%d %c %s [%s] %s\n", g(2), xstr(g LPAREN 2 RPAREN)[0], xstr(g(g)(2)), xstr(t(,,)) xstr(t(1,,2)), str( a  "b\t" '\'' ));
	printf("%d %d %d %d\n", pick(1)(3), table[0](0)(3), (*pp)(1)(9), (**table[1])(0)(1));
	printf("%d %d %d\n", old(1, 2L, 3), implicit(8), register_like());
	printf("%d %d %d %d %d %d %d\n", (int)(sizeof arr / sizeof *arr), arr[0].n.z, arr[2].c[1], arr[3].x, gu.s.a, gs.c[0], arr[1].u);
	printf("%d %d %.3s %d %s %d\n", (int)sizeof s1, (int)sizeof s2, s2, s3[7], s4[2], (int)sizeof s4);
	for (i = 0; i < 2; i++) for (j = 0; j < 3; j++) printf("%d ", m[i][j]);
	printf("%d %d\n", (int)sizeof mm, mm[2][0]);
	printf("%d %d %d %d %x %x %x %x\n", A2, A3, B, x, w[0], w[1], w[2], w[3]);
	printf("%d %d %d %d %d %d\n", IF1, IF2, dg[1], line, tern(0), tern(3));
	switch (argc) { int unused; case 1: if (0) { case 2: printf("two\n"); } printf("one\n"); default: break; case 3 ... 5: printf("many\n"); }
	for (;;) { if (++x > 110) break; if (x & 1) continue; goto next; next: ; }
	do x--; while (x > 105); while (x-- > 100);
	printf("%d %d %d %d %d\n", x, uc++ + uc, sc >> 1, (unsigned char)sc, (short)(sh - 1));
	printf("%u %ld %lu %d\n", -1 > 0u, -1L / 2, (unsigned long)-1 % 10, -7 % 3);
	p = "str" + 1; j = *p++; printf("%c%c%s %d\n", j, 1[p - 1], p, (int)(&arr[3] - arr));
	printf("%d %d\n", (int)sizeof(int[3][4]), (int)sizeof(char (*)[5]));
	{ int a[3] = { 1, 2, 3 }, *q = a, (*r)[3] = &a; *q++ += 5; printf("%d %d %d %d\n", a[0], *q, (*r)[2], q[-1]); }
	{ struct B { unsigned a : 3, : 0, b : 5; int c : 4; } b = { 9, 33, -9 }; printf("%d %d %d %d\n", b.a, b.b, b.c, (int)sizeof b); }
	{ struct S { int a[2]; char c; } s = { { 1, 2 }, 'x' }, u; u = s; printf("%d%c %d\n", u.a[1], u.c, (struct S){ .a = { 3 } }.a[0]); }
	printf("%d\n", _Generic(1L, int: 1, long: 2, default: 3) + _Alignof(long) + (int)sizeof(_Bool));
	printf("%d %s\n", ({ int z = 4; z * 2; }), __func__);
	{ extern int dg[]; static int st = 5; st++; printf("%d %d\n", dg[0], st); }
	printf("%o %#x %5s|%-5d|%05d|%c%%\n", 8, 255, "r", 3, -42, 65);
	return strcmp("a", "b") < 0 ? 0 : 1;
}
// expect: abcd a bc, "d\n" (1, 2 ,3)
// expect: 3 g g + 1(2) [12] a "b\t" '\''
// expect: 4 2 10 0
// expect: 6 8 4
// expect: 4 4 2 9 66 4 0
// expect: 7 3 xyz 0 de 12
// expect: 1 2 3 4 0 0 24 4
// expect: 6 15 -1 101 61 41 1f600 e9
// expect: 1 2 3 51 7 3
// expect: one
// expect: 99 255 -1 255 32767
// expect: 1 0 5 -1
// expect: trr 3
// expect: 48 8
// expect: 6 2 3 6
// expect: 1 1 7 8
// expect: 2x 3
// expect: 11
// expect: 8 main
// expect: 1 6
// expect: 10 0xff     r|3    |-0042|A%
