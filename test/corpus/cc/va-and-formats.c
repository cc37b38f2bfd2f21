// SPDX-License-Identifier: MIT
// Variable arguments of every kind, and the formats of printf.
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
struct pt { int x, y; }; struct bg { long a[5]; }; union uu { int i; char c[12]; };
static int sum(int n, ...) { va_list ap, aq; int s = 0; va_start(ap, n); va_copy(aq, ap); while (n--) s += va_arg(ap, int); s = s * 100 + va_arg(aq, int); va_end(aq); va_end(ap); return s; }
static void mix(const char *f, ...) { va_list ap; va_start(ap, f); for (; *f; f++) switch (*f) { case 'i': printf("%d ", va_arg(ap, int)); break; case 'l': printf("%ld ", va_arg(ap, long)); break; case 's': printf("%s ", va_arg(ap, char *)); break; case 'p': { struct pt p = va_arg(ap, struct pt); printf("(%d,%d) ", p.x, p.y); break; } case 'b': printf("%ld ", va_arg(ap, struct bg).a[4]); break; case 'u': printf("%s ", va_arg(ap, union uu).c); break; case 'f': printf("%d ", va_arg(ap, int (*)(int, ...))(2, 3, 4)); break; case 'c': printf("%c ", va_arg(ap, int)); } va_end(ap); printf("\n"); }
static int vf(char *b, size_t n, const char *f, va_list ap) { int r = vsnprintf(b, n, f, ap); return r; }
static int fmt(char *b, size_t n, const char *f, ...) { va_list ap; va_start(ap, f); int r = vf(b, n, f, ap); va_end(ap); return r; }
static int deep(va_list *ap) { return va_arg(*ap, int); }
static int two(int n, ...) { va_list ap; va_start(ap, n); int a = deep(&ap), b = deep(&ap); va_end(ap); va_start(ap, n); int c = va_arg(ap, int); va_end(ap); return a * 100 + b * 10 + c; }
static int kr(a, b, c) int a; char b; short *c; { return a + b + *c; }
int main(void)
{
	printf("%d\n", sum(4, 1, 2, 3, 4)); short sh = 5; signed char sc = -3; printf("%d\n", sum(3, sh, sc, 'a'));
	mix("ilspbufcil", -1, 1L << 40, "str", (struct pt){ 3, 4 }, (struct bg){ { [4] = 77 } }, (union uu){ .c = "union text" }, sum, 'q', 12, -5L);
	char b[16]; printf("%d %s\n", fmt(b, sizeof b, "%s-%d-%c-%lx", "long text here", 5, 'z', 255L), b); printf("%d\n", fmt(NULL, 0, "%5d", 3)); printf("%d\n", two(1, 7, 8, 9)); sh = 4; printf("%d\n", kr(1, 'a', &sh));
	printf("[%5d] [%-5d] [%05d] [%+d] [% d] [%x] [%#x] [%#o] [%X] [%.3d] [%8.3d] [%-8.3dx]\n", 42, 42, 42, 42, 42, 255, 255, 8, 0xABC, 5, 5, 5);
	printf("[%*d] [%-*d] [%.*s] [%10.3s] [%-10s] [%c%c] [%%] [%5c]\n", 6, 42, 6, 42, 2, "abcdef", "abcdef", "ab", 'x', 'y', 'z'); printf("[%hhd] [%hd] [%ld] [%lld] [%zu] [%jd] [%td] [%hhu] [%hx]\n", 300, 70000, -1L, -2LL, sizeof(int), (long)5, (long)6, 511, 0x12345);
	printf("[%#5x] [%-#8xq] [%08x] [%+5d] [%+05d] [% 05d] [%.0d] [%.d] [%5.0d]\n", 10, 10, 0xbeef, 3, 3, 3, 0, 0, 0); printf("[%p] [%p]\n", (void *)0, (void *)0x1234); printf("[%s]\n", (char *)"" ); printf("[%i] [%u] [%o]\n", -5, -5, 64); printf("[%lu] [%llx] [%-20lx]\n", -1UL, 0x123456789abcULL, 0xfeedUL); printf("%-3c|%3s|%.1s|\n", 'a', "b", "cd");
	return strlen(b);
}
// expect: 1001
// expect: 9905
// expect: -1 1099511627776 str (3,4) 77 union text 703 q 12 -5 
// expect: 21 long text here-
// expect: 5
// expect: 787
// expect: 102
// expect: [   42] [42   ] [00042] [+42] [ 42] [ff] [0xff] [010] [ABC] [005] [     005] [005     x]
// expect: [    42] [42    ] [ab] [       abc] [ab        ] [xy] [%] [    z]
// expect: [44] [4464] [-1] [-2] [4] [5] [6] [255] [2345]
// expect: [  0xa] [0xa     q] [0000beef] [   +3] [+0003] [ 0003] [] [] [     ]
// expect: [(nil)] [0x1234]
// expect: []
// expect: [-5] [4294967291] [100]
// expect: [18446744073709551615] [123456789abc] [feed                ]
// expect: a  |  b|c|
// exit: 15
