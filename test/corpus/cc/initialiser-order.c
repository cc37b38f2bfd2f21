// SPDX-License-Identifier: MIT
// Designators out of order and given twice: what is computed when, and what is left of it.
#include <stdio.h>
static int n; static int t(int v) { printf("%d ", v); n++; return v; }
struct s { int x, y, z; }; static struct s mk(int v) { printf("mk%d ", v); n++; return (struct s){ v, v, v }; }
int main(void)
{
	struct s a[4] = { [1 ... 2] = { t(1), t(2) }, [0] = mk(3) }; printf("%d %d %d\n", a[2].x, a[0].z, a[1].y);
	struct s b[3] = { [0 ... 2] = mk(4), [1].y = t(5) }; printf("%d %d %d\n", b[1].x, b[1].y, b[2].x);
	struct s c = { .x = 1 }, d[2], *p = d; d[0] = *p++ = c; printf("%d %td\n", d[0].x, p - d);
	struct s e; e = d[n++ & 1] = mk(9); printf("%d %d\n", e.x, n); printf("%d\n", (d[t(0)] = mk(t(1))).z);
	struct { struct s q; int r; } f = { .q = c, .q.z = 5, 8 }; printf("%d %d %d\n", f.q.x, f.q.z, f.r);
	struct { struct s q; int r; } g = { .q = (struct s){ 1, 2, 3 }, .q.y = 5, .r = 8 }; printf("%d %d %d\n", g.q.x, g.q.y, g.r);
	struct { union { int i; char c; struct { short h, k; }; }; int w; } u = { .i = -1, .c = 1 }, v = { .h = 1, .k = 2, .w = 3 }, w = { .w = 7, .i = -1, .k = 3 }; printf("%x %x %x %d\n", u.i, v.i, w.i, w.w);
	char s[6] = { "hello", }, m[][3] = { [1] = "ab", [0][1] = 'x', [0][0] = 'y' }; printf("%s %s\n", m[0], m[1]); int z[3] = { [2] = t(2), [1] = t(1), [0] = t(0) }; printf("%d\n", z[1]); unsigned char bits = t(3) + (t(4), t(5)); printf("%d\n", bits); int k = t(9) < (t(8), t(7)); printf("%d\n", k);
	struct { unsigned a:3, b:5; } bf = { .b = t(7), .a = t(2) }; printf("%d %d\n", bf.a, bf.b);
	return n;
}
// expect: mk3 1 2 1 3 2
// expect: mk4 5 0 5 4
// expect: 1 1
// expect: mk9 9 7
// expect: 1 0 mk1 1
// expect: 0 5 8
// expect: 0 5 8
// expect: 1 20001 30000 7
// expect: yx ab
// expect: 0 1 2 1
// expect: 4 3 5 8
// expect: 8 9 7 0
// expect: 2 7 2 7
// exit: 21
