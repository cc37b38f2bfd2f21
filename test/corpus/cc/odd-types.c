// SPDX-License-Identifier: MIT
// Layouts, scopes and types in odd combination.
#include <stdio.h>
typedef struct { unsigned char b[3]; } __attribute__((packed)) t3; struct al { char c; int i __attribute__((aligned(16))); char t; } __attribute__((packed)); struct ap { char a; struct { short s; int i; } __attribute__((packed)) in; long l; }; struct be { char c; long l; } __attribute__((packed, aligned(4)));
#pragma pack(push, 2)
struct pp { char c; int i; long l; };
#pragma pack(pop)
struct nested { struct { int a; union { int b; struct { char c, d; }; }; }; int e; } n1 = { { 1, { .c = 2, .d = 3 } }, 4 }; enum big { BIGV = 0x100000000L, SM = -1 }; enum __attribute__((packed)) tiny { TA, TB = 200 }; struct hasenum { enum tiny t; enum big b; }; typedef int fnt(int); fnt decl; static fnt *fpt = decl; int decl(int x) { return x + 1; } struct fl { int n; struct { int k; } e[]; } ; static struct fl flx = { 2, { { 1 }, { 2 } } }; int arr[2][3][4]; typedef typeof(arr[0]) sub; extern typeof(arr) arr; struct self { struct self *s; int (*cb)(struct self *); }; static int cb(struct self *s) { return s->s == s; } struct bf { int a:1; unsigned b:1; long c:33; unsigned long d:31; char e:4; _Bool f:1; } ; char strs[][3] = { "ab", "c" }; unsigned char uc = -1; int i2 = (signed char)200; unsigned long mask = ~0U; long neg = -1U; long lshift = 1L << 40 | 1 << 3; int cmp = (unsigned char)-1 == 255 ? sizeof(long) : 0; short trunc = 0x12345;
int main(void)
{
	printf("%zu %zu %zu %zu %zu %zu\n", sizeof(t3), sizeof(struct al), sizeof(struct ap), sizeof(struct be), sizeof(struct pp), _Alignof(struct pp)); printf("%zu %zu %zu %zu\n", __builtin_offsetof(struct al, i), __builtin_offsetof(struct ap, in.i), __builtin_offsetof(struct ap, l), __builtin_offsetof(struct pp, l)); printf("%d %d %d %d\n", n1.a, n1.b & 0xffff, n1.d, n1.e); printf("%zu %zu %zu %d\n", sizeof(enum big), sizeof(enum tiny), sizeof(struct hasenum), (enum tiny)-1); printf("%d %d %d\n", fpt(3), (*fpt)(4), decl(5)); printf("%zu %d\n", sizeof flx, flx.e[1].k); printf("%zu %zu\n", sizeof(sub), sizeof(arr[0][0])); struct self s = { &s, cb }; printf("%d\n", s.cb(&s)); struct bf f = { -1, 1, -5, 6, 7, 2 }; printf("%d %u %ld %lu %d %d %zu\n", f.a, f.b, (long)f.c, (unsigned long)f.d, f.e, f.f, sizeof f); printf("%s %zu\n", strs[1], sizeof strs); printf("%d %d %lx %lx %lx %d %x\n", uc, i2, mask, neg, lshift, cmp, trunc);
	{ typedef int T; { long T = 5; printf("%ld\n", T); } T x = 3; printf("%d\n", x); struct S { int a; } s1 = { 1 }; { struct S; struct S { char b[7]; }; printf("%zu\n", sizeof(struct S)); } printf("%zu\n", sizeof s1); } int (*pa)[3][4] = arr; printf("%d\n", (int)((char *)(pa + 1) - (char *)pa)); printf("%d\n", (int)(&arr[1][2][3] - &arr[0][0][0])); const volatile int cv = 3; typeof(cv) *pc = &cv; printf("%d\n", *pc); register int reg = 5; auto int au = 6; printf("%d\n", reg * au); for (struct { int i; char c; } it = { 0, 'a' }; it.i < 3; it.i++, it.c++) printf("%c", it.c); printf("\n"); printf("%d\n", sizeof(int) == 4 ? 1 : sizeof(struct { char c[sizeof(long)]; })); printf("%s\n", __func__); static int st = sizeof(struct bf) * 2; printf("%d\n", st); int y = ({ int y = 5; y * 2; }) + ({ struct { int q; } z = { 3 }; z; }).q; printf("%d\n", y); int z = (y, y > 3) ? y-- - --y : 0; printf("%d\n", z != 99); char *msg = y > 5 ? "big" : "small"; printf("%s\n", msg); unsigned u = 5; printf("%d %d\n", -u > 0, (int)-u >> 1); printf("%d\n", 3 > 2 > 1); printf("%d\n", 1 << 2 + 1); printf("%d\n", 6 & 3 == 3); printf("%d\n", -2 * -3 - -1); printf("%d\n", !1 + ~0); printf("%ld\n", (long)&((struct ap *)0)->in.i); return 0;
}
// expect: 3 32 16 12 14 2
// expect: 16 3 8 6
// expect: 1 770 3 4
// expect: 8 1 16 255
// expect: 4 5 6
// expect: 4 2
// expect: 48 16
// expect: 1
// expect: -1 1 -5 6 7 1 16
// expect: c 6
// expect: 255 -56 ffffffff ffffffff 10000000008 8 2345
// expect: 5
// expect: 3
// expect: 7
// expect: 4
// expect: 48
// expect: 23
// expect: 3
// expect: 30
// expect: abc
// expect: 1
// expect: main
// expect: 32
// expect: 13
// expect: 1
// expect: big
// expect: 1 -3
// expect: 0
// expect: 8
// expect: 0
// expect: 7
// expect: -1
// expect: 3
// exit: 0
