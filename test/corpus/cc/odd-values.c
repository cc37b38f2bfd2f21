// SPDX-License-Identifier: MIT
// Values in odd combination: unions, narrow types, records by value, small machines.
#include <stdio.h>
#include <string.h>
/* vectors of the odd: 14 */
union ov { unsigned char b[8]; unsigned short h[4]; unsigned w[2]; unsigned long l; struct { unsigned long x:12, y:20, z:32; }; };
static unsigned long rot(unsigned long v, int n) { return v << (n & 63) | v >> (-n & 63); }
static int tern(int a) { return a < 0 ? -1 : a > 0 ? 1 : 0; }
struct list { struct list *n; int v; }; static struct list *merge(struct list *a, struct list *b) { struct list h, *t = &h; while (a && b) { struct list **m = a->v <= b->v ? &a : &b; t = t->n = *m; *m = (*m)->n; } t->n = a ? a : b; return h.n; } static struct list *sort(struct list *l) { if (!l || !l->n) return l; struct list *s = l, *f = l->n; while (f && f->n) s = s->n, f = f->n->n; f = s->n; s->n = 0; return merge(sort(l), sort(f)); }
typedef struct { unsigned char *p; int n; } buf; static buf put(buf b, int c) { *b.p++ = c; b.n++; return b; } static buf run_length(const char *s) { static unsigned char out[64]; buf b = { out }; while (*s) { int n = 1; while (s[n] == *s) n++; b = put(put(b, *s), '0' + n); s += n; } return put(b, 0); }
struct vm { const unsigned char *pc; long st[16], *sp; }; static long vm(const unsigned char *code) { struct vm m = { .pc = code, .sp = m.st }; static long (*const ops[4])(long, long); for (;;) switch (*m.pc++) { case 0: return *--m.sp; case 1: *m.sp++ = *m.pc++; continue; case 2: m.sp--; m.sp[-1] += *m.sp; break; case 3: --m.sp; m.sp[-1] *= m.sp[0]; break; case 4: m.sp[-1] = -m.sp[-1]; break; case 5: if (m.sp[-1]) { m.pc += (signed char)*m.pc; } else m.pc++; break; case 6: m.sp[-1]--; break; case 7: *m.sp = m.sp[-1]; m.sp++; break; default: return -99 - !ops[0]; } }
int main(void)
{
	union ov o = { .l = 0x0123456789abcdefUL }; printf("%x %x %x %x %x %lx\n", o.b[0], o.h[3], o.w[1], (int)o.x, (int)o.y, (long)o.z); o.y++; o.b[7] ^= 0xff; printf("%lx\n", o.l); printf("%lx %lx %lx\n", rot(o.l, 4), rot(1, 64), rot(3, -1)); printf("%d%d%d\n", tern(-5), tern(0), tern(9)); struct list n[7]; for (int i = 0; i < 7; i++) n[i] = (struct list){ i < 6 ? &n[i + 1] : 0, i * 37 % 11 - 5 }; for (struct list *p = sort(n); p; p = p->n) printf("%d ", p->v); buf b = run_length("aaabccdddd"); printf("%s %d\n", (char *)b.p - b.n, b.n); printf("%ld\n", vm((const unsigned char[]){ 1, 6, 1, 7, 3, 4, 1, 2, 2, 0 })); printf("%ld\n", vm((const unsigned char[]){ 1, 3, 6, 7, 5, -3, 0 }));
	long acc = 0; for (int i = -3; i <= 3; i++) for (unsigned char j = 253; j != 2; j++) acc = acc * 31 + (i * j >> 1 ^ (i - j)) % (j | 1); printf("%ld\n", acc); unsigned long h = 5381; for (const char *s = "kernel"; *s; ) h = (h << 5) + h + *s++; printf("%lu\n", h); short a[] = { -1, 32767, -32768 }; int sum = 0; for (short *p = a; p - a < 3; ) { *p += 1; sum += *p++; } printf("%d\n", sum); char c = 'A'; c += 300; printf("%d\n", c); c = c << 1 | c >> 7; printf("%d\n", c); unsigned q = 7; q /= -2; printf("%u\n", q); int s = -7; s /= 2u; printf("%d\n", s); s = -7; s %= 4; printf("%d\n", s); s = -7; s >>= 1; printf("%d\n", s); long big = 1; for (int i = 0; i < 70; i++) big = big * 3 - i; printf("%ld\n", big); printf("%d\n", (int)(big % 1000 / -7)); unsigned char arr[4] = { 1, 2, 3, 4 }; unsigned v; memcpy(&v, arr, 4); printf("%x\n", v); printf("%d\n", arr[arr[arr[0]]]); int x = 0; x += x++ || ++x && x--; printf("%d\n", x > -9); int t2[2][2] = { { 1, 2 }, { 3, 4 } }, (*r)[2] = t2; printf("%d %d %d\n", **r, *r[1], (*r)[1]); printf("%d\n", (*(r + 1))[0]); char *strs[] = { "one", "two", 0 }, **ss = strs; while (*ss) printf("%c%s ", **ss, *ss + 1), ss++; printf("%c\n", *ss[-1]); return 0;
}
// expect: ef 123 1234567 def 89abc 1234567
// expect: fe23456789abddef
// expect: e23456789abddeff 1 8000000000000001
// expect: -101
// expect: -5 -4 -3 -1 0 3 4 a3b1c2d4 9
// expect: -40
// expect: 0
// expect: -6322022320279867668
// expect: 6953700626310
// expect: -65535
// expect: 109
// expect: -38
// expect: 0
// expect: 2147483644
// expect: -3
// expect: -4
// expect: 1719802506226051590
// expect: -84
// expect: 4030201
// expect: 3
// expect: 1
// expect: 1 3 2
// expect: 3
// expect: one two t
// exit: 0
