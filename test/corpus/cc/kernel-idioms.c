// SPDX-License-Identifier: MIT
// How a kernel is written: operations, lists, guards, masks and tables out of macros.
#include <stdio.h>
struct dev; struct ops { int (*open)(struct dev *, int); void (*close)(struct dev *); const char *name; unsigned flags:4, :0, more:9; };
struct dev { const struct ops *ops; struct { struct dev *next, **pprev; } l; unsigned long state[2]; union { int i; void *p; } priv[]; };
#define list_for_each(p, h) for (p = *(h); p; p = p->l.next)
#define guard_(c) __attribute__((cleanup(c)))
#define min_t(t, a, b) ({ t __a = (a); t __b = (b); __a < __b ? __a : __b; })
#define clamp(v, lo, hi) min_t(typeof(v), (v) < (lo) ? (lo) : (v), hi)
#define BIT(n) (1UL << (n))
#define GENMASK(h, l) ((~0UL << (l)) & (~0UL >> (63 - (h))))
#define FIELD_GET(m, v) ((typeof(m))(((v) & (m)) >> (__builtin_ffsll(m) - 1)))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]) + sizeof(struct { int:(-!!(__builtin_types_compatible_p(typeof(a), typeof(&(a)[0])))); }))
#define BUILD_BUG_ON(c) ((void)sizeof(char[1 - 2 * !!(c)]))
#define __same(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))
#define swab16(x) ((unsigned short)((((unsigned short)(x) & 0xff) << 8) | ((unsigned short)(x) >> 8)))
#define FOR_EACH_1(m, x, ...) m(x) __VA_OPT__(FOR_EACH_2(m, __VA_ARGS__))
#define FOR_EACH_2(m, x, ...) m(x) __VA_OPT__(FOR_EACH_3(m, __VA_ARGS__))
#define FOR_EACH_3(m, x, ...) m(x)
#define NAME(x) [x] = #x,
enum st { IDLE, BUSY, DEAD, NR }; static const char *const names[] = { FOR_EACH_1(NAME, IDLE, BUSY, DEAD) };
#define DEFINE_OPS(n, o) static int n##_open(struct dev *d, int f) { return o; } static const struct ops n##_ops = { .open = n##_open, .name = #n, .flags = 0xf, .more = sizeof #n }
DEFINE_OPS(alpha, d->priv[0].i += f); DEFINE_OPS(beta, ({ int r = -1; if (f & 1) r = d->priv[1].i; r; }));
static int held; static void unlock(int **l) { if (*l) --**l; } static int *lock(int *l) { ++*l; return l; }
static int locked(int n) { guard_(unlock) int *g = lock(&held); if (n > 3) return held; for (int i = 0; i < n; i++) { guard_(unlock) int *h = lock(&held); if (i == 2) goto out; if (i == 1) continue; n += held; } switch (n) { default: { guard_(unlock) int *k = lock(&held); return held * 100 + n; } } out: return held * 1000; }
static struct dev *head; static void add(struct dev *d) { d->l.next = head; if (head) head->l.pprev = &d->l.next; head = d; d->l.pprev = &head; }
static void del(struct dev *d) { if ((*d->l.pprev = d->l.next)) d->l.next->l.pprev = d->l.pprev; }
int main(void)
{
	static union { struct dev d; char room[sizeof(struct dev) + 2 * sizeof(void *)]; } a = { .d = { .ops = &alpha_ops } }, b = { { &beta_ops, { 0 }, { [1] = BIT(63) | GENMASK(7, 4) } } };
	add(&a.d); add(&b.d); struct dev *p; b.d.priv[1].i = 77; list_for_each(p, &head) printf("%s %d %u %u\n", p->ops->name, p->ops->open(p, 3), p->ops->flags, p->ops->more); del(&b.d); list_for_each(p, &head) printf("left %s\n", p->ops->name);
	printf("%s %s %zu %d\n", names[BUSY], names[DEAD], ARRAY_SIZE(names), NR); printf("%lx %lx %d\n", FIELD_GET(GENMASK(11, 4), 0xabcdUL), GENMASK(63, 60), clamp(15, 3, 9)); BUILD_BUG_ON(sizeof(struct ops) != 32); printf("%d %d %d\n", locked(1), locked(3), locked(9)); printf("%d\n", held); printf("%x\n", swab16(0x1234)); printf("%d%d\n", __same(p, &a.d), __same(a, b));
	for (unsigned long m = b.d.state[1], i; m && (i = __builtin_ctzl(m), 1); m &= m - 1) printf("%lu ", i); printf("\n"); if (({ int e = b.d.ops->close ? 1 : -22; e; }) < 0) goto fail; return 1;
fail:	{ __label__ x; int r = 0; x: if (r++ < 2) goto x; return r; }
}
// expect: beta 77 15 5
// expect: alpha 3 15 6
// expect: left alpha
// expect: BUSY DEAD 3 3
// expect: bc f000000000000000 9
// expect: 1000 1000 1
// expect: 0
// expect: 3412
// expect: 11
// expect: 4 5 6 7 63 
// exit: 3
