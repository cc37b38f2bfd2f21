// SPDX-License-Identifier: MIT
// Initialisers that begin with a later field, and values that are given anew.
#include <stdio.h>
struct s { int x, y, z; }; union u { long l; char c[8]; int i; struct { short a, b; } h; };
static int k; static int t(int v) { printf("%d ", v); k++; return v; }
static struct s mk(int v) { printf("mk "); return (struct s){ v, v + 1, v + 2 }; }
int main(void)
{
	struct s a = { .z = t(1), .x = t(2), .y = t(3) }; printf("| %d %d %d\n", a.x, a.y, a.z);
	struct { struct s p; int q; } b = { .q = t(1), .p = mk(5), .p.y = t(9) }; printf("| %d %d %d %d\n", b.p.x, b.p.y, b.p.z, b.q);
	union u u = { .l = -1, .c[1] = 7 }; printf("%lx\n", u.l);
	union u v = { .h.b = 3, .h.a = 2 }; printf("%x\n", v.i);
	int arr[5] = { [3] = t(3), t(4), [0] = t(0), t(1) }; for (int i = 0; i < 5; i++) printf("%d,", arr[i]); printf("\n");
	int over[3] = { t(1), t(2), [0] = t(5), [0 ... 1] = t(6) }; for (int i = 0; i < 3; i++) printf("%d,", over[i]); printf("\n");
	struct s *pp = (struct s[]){ [1] = mk(3), [0] = { .y = t(8), .x = t(7) } }; printf("%d %d %d\n", pp->x, pp->y, pp[1].z);
	int range[6] = { [1 ... 3] = t(4), [2] = t(5) }; for (int i = 0; i < 6; i++) printf("%d,", range[i]); printf("\n");
	struct s two[2] = { [0] = a, [0].y = 77, [1] = { 1, 2, 3 }, [1].x = 5 }; printf("%d %d %d %d %d\n", two[0].x, two[0].y, two[0].z, two[1].x, two[1].z);
	static union u su = { .l = -1, .i = 7 }; printf("%lx\n", su.l);
	static struct s st[2] = { [0] = { 1, 2, 3 }, [0].y = 77 }; printf("%d %d\n", st[0].x, st[0].y);
	int f = t(1) + t(2) * t(3); f = (t(4), t(5)) - t(6); printf("%d\n", f);
	int *p = arr; p[t(1)] = t(2); *(p + t(0)) += t(3); printf("%d %d\n", p[0], p[1]);
	int i = 0; i = i++ + 1; printf("%d\n", i); arr[i] = i++; printf("%d %d\n", arr[1], i); i += i++; printf("%d\n", i); i = i-- - --i; printf("%d\n", i); 
	int m[2][2] = {{0}}; m[t(0)][t(1)] = t(2) ? t(3) : t(4); printf("%d\n", m[0][1]); printf("%d %d %d\n", t(1), t(2), t(3)); a = mk(t(3)); (t(1) ? a : b.p).x; *(t(1) ? &a : &b.p) = mk(t(2)); printf("%d\n", a.x);
	return k;
}
// expect: 2 3 1 | 2 3 1
// expect: 9 1 | 0 9 0 1
// expect: 700
// expect: 30002
// expect: 0 1 3 4 0,1,0,3,4,
// expect: 6 6,6,0,
// expect: 7 8 mk 7 8 5
// expect: 4 5 0,4,5,4,0,0,
// expect: 0 77 0 5 3
// expect: 7
// expect: 1 77
// expect: 1 2 3 4 5 6 -1
// expect: 1 2 3 0 3 2
// expect: 1
// expect: 2 2
// expect: 5
// expect: 2
// expect: 2 3 0 1 3
// expect: 3 2 1 1 2 3
// expect: 3 mk 1 2 1 mk 2
// exit: 35
