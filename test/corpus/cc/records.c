// SPDX-License-Identifier: MIT
// Structs and unions by value: parameters, results, copies, nesting, anonymous members.
#include <stdio.h>

struct point { int x, y; };
struct small { char c; };
struct odd { char text[5]; short n; };
struct large { long v[6]; struct point p; };
union number { int i; unsigned char b[4]; struct { short low, high; }; };
struct outer { int kind; union { struct { int a, b; }; long whole; }; struct point at[2]; };
struct empty { };

static struct point add(struct point a, struct point b)
{
	a.x += b.x;
	a.y += b.y;
	return a;
}

static struct large grow(struct large l, int by, struct small s)
{
	for (int i = 0; i < 6; i++)
		l.v[i] += by + s.c;
	l.p = add(l.p, (struct point){ by, -by });
	return l;
}

static struct odd make(const char *text, short n)
{
	struct odd o = { .n = n };
	int i = 0;

	while (*text && i < 5)
		o.text[i++] = *text++;
	return o;
}

static struct point pick(int which, struct point a, struct point b)
{
	return which ? a : b;
}

static struct empty nothing(struct empty e) { return e; }

int main(void)
{
	struct point p = { 1, 2 }, q = { .y = 5 }, r;
	struct large l = { { 1, 2, 3, 4, 5, 6 }, { 7, 8 } }, m;
	struct odd o = make("abc", 300);
	union number n = { 0x01020304 };
	struct outer t = { 1, { { 2, 3 } }, { { 4, 5 }, { 6, 7 } } }, copy;
	struct empty e, f;
	struct point *pp = &p;

	r = add(p, q);
	printf("%d %d\n", r.x, r.y);
	r = p = q;
	printf("%d %d %d %d\n", r.x, r.y, p.x, p.y);
	m = grow(grow(l, 10, (struct small){ 1 }), 100, (struct small){ 'a' });
	printf("%ld %ld %d %d %ld\n", m.v[0], m.v[5], m.p.x, m.p.y, l.v[0]);
	printf("%s %d %lu\n", o.text, o.n, sizeof(o));
	printf("%d %d %d %d\n", n.b[0], n.b[3], n.low, n.high);
	n.high = -1;
	printf("%x\n", n.i);
	copy = t;
	copy.at[1].x = 60;
	copy.a = 20;
	printf("%d %d %d %d %lx\n", copy.a, t.a, copy.at[1].x, t.at[1].x, t.whole);
	printf("%d %d\n", add(p, r).x, pick(0, p, add(q, q)).y);
	*pp = pick(1, (struct point){ 9, 9 }, p);
	printf("%d %d\n", p.x, (*pp).y);
	r = (p.x ? q : p);
	printf("%d\n", r.y);
	e = nothing(f);
	printf("%lu %lu %lu\n", sizeof(e), sizeof(struct outer), sizeof(union number));
	l.p = (q.x++, l.p);
	t.at[0] = t.at[1];
	printf("%d %d %d\n", q.x, t.at[0].x, ((struct point[]){ { 1, 2 }, { 3, 4 } })[1].y);
	return 0;
}
// expect: 1 7
// expect: 0 5 0 5
// expect: 209 214 117 -102 1
// expect: abc 300 8
// expect: 4 1 772 258
// expect: ffff0304
// expect: 20 2 60 6 300000002
// expect: 0 10
// expect: 9 9
// expect: 5
// expect: 0 32 4
// expect: 1 6 4
// exit: 0
