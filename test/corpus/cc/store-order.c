// SPDX-License-Identifier: MIT
// What is computed first, the place that is stored to or what is stored there.
#include <stdio.h>
static int t(int v) { printf("%d ", v); return v; }
struct s { int x, y; }; static struct s mk(int v) { printf("mk%d ", v); return (struct s){ v, v }; }
#define L(...) __VA_ARGS__; printf("  %d: %s\n", __LINE__, #__VA_ARGS__)
int main(void)
{
	int a[4] = {0}, m[2][2] = {{0}}, *p = a, k; struct s s[3], *q = s; int (*pm)[2] = m; long l[3]; unsigned char c[3]; struct s v; int **pp = &p;
	L(a[t(0)] = t(1));
	L(m[t(0)][t(1)] = t(2));
	L(m[t(0)][t(1)] = t(2) ? t(3) : t(4));
	L(a[t(1)] = t(2) ? t(3) : t(4));
	L(p[t(1)] = t(2) ? t(3) : t(4));
	L(*(p + t(1)) = t(2) && t(3));
	L(a[t(1)] = t(2) && t(3));
	L(a[t(1)] = (t(2), t(3)));
	L(a[t(1)] = ({ t(2); t(3); }));
	L(a[t(1)] = !t(2));
	L(a[t(1)] = t(2) + t(3));
	L(l[t(1)] = t(2));
	L(c[t(1)] = t(2));
	L(s[t(1)].x = t(2));
	L(s[t(1)] = mk(t(2)));
	L(q[t(1)] = mk(t(2)));
	L(*(t(1) ? q : q + 1) = mk(t(2)));
	L((t(1) ? q : q + 1)->x = t(2));
	L((t(1) ? q : q + 1)->x = t(2) ? t(3) : 0);
	L(s[t(1)] = (t(2) ? mk(t(3)) : mk(4)));
	L(s[t(1)] = *(t(2) ? q : q + 1));
	L(s[t(1)] = q[t(2)]);
	L(s[t(1)] = (struct s){ t(2), t(3) });
	L(a[t(1)] += t(2));
	L(a[t(1)] += t(2) ? t(3) : 0);
	L(m[t(0)][t(1)] += t(2) ? t(3) : 0);
	L(*pp[t(0)] = t(2));
	L(pp[t(0)][t(1)] = t(2));
	L(pm[t(0)][t(1)] = t(2));
	L(pm[t(0)][t(1)] = t(2) ? 1 : 2);
	L(k = a[t(1)] + m[t(0)][t(1)]);
	L(k = a[t(1)] = a[t(2)] = t(3));
	L(k = t(1) < t(2));
	L(k = t(1) * (t(2) ? t(3) : 0));
	L(k = (t(2) ? t(3) : 0) * t(1));
	L(k = (t(1) && t(2)) + t(3));
	L(k = t(1) - (t(2) && t(3)));
	L(k = t(1) + (t(2), t(3)));
	L(k = a[t(0)]++ + a[t(1)]--);
	L(v = mk(t(2)));
	L(printf("%d", a[t(1)]++ + t(2)));
	L(k = (a[t(0)] = t(1)) + (m[t(1)][t(1)] = t(3)));
	L(q[t(1)].x = a[t(2)]);
	L(*p++ = t(2)); L(*++p = t(1)); L(p = a);
	return 0;
}
// expect: 0 1   10: a[t(0)] = t(1)
// expect: 0 1 2   11: m[t(0)][t(1)] = t(2)
// expect: 2 3 0 1   12: m[t(0)][t(1)] = t(2) ? t(3) : t(4)
// expect: 2 3 1   13: a[t(1)] = t(2) ? t(3) : t(4)
// expect: 2 3 1   14: p[t(1)] = t(2) ? t(3) : t(4)
// expect: 2 3 1   15: *(p + t(1)) = t(2) && t(3)
// expect: 2 3 1   16: a[t(1)] = t(2) && t(3)
// expect: 2 1 3   17: a[t(1)] = (t(2), t(3))
// expect: 2 3 1   18: a[t(1)] = ({ t(2); t(3); })
// expect: 2 1   19: a[t(1)] = !t(2)
// expect: 2 3 1   20: a[t(1)] = t(2) + t(3)
// expect: 2 1   21: l[t(1)] = t(2)
// expect: 2 1   22: c[t(1)] = t(2)
// expect: 1 2   23: s[t(1)].x = t(2)
// expect: 2 1 mk2   24: s[t(1)] = mk(t(2))
// expect: 2 1 mk2   25: q[t(1)] = mk(t(2))
// expect: 2 1 mk2   26: *(t(1) ? q : q + 1) = mk(t(2))
// expect: 1 2   27: (t(1) ? q : q + 1)->x = t(2)
// expect: 2 3 1   28: (t(1) ? q : q + 1)->x = t(2) ? t(3) : 0
// expect: 1 2 3 mk3   29: s[t(1)] = (t(2) ? mk(t(3)) : mk(4))
// expect: 2 1   30: s[t(1)] = *(t(2) ? q : q + 1)
// expect: 2 1   31: s[t(1)] = q[t(2)]
// expect: 1 2 3   32: s[t(1)] = (struct s){ t(2), t(3) }
// expect: 2 1   33: a[t(1)] += t(2)
// expect: 2 3 1   34: a[t(1)] += t(2) ? t(3) : 0
// expect: 2 3 0 1   35: m[t(0)][t(1)] += t(2) ? t(3) : 0
// expect: 0 2   36: *pp[t(0)] = t(2)
// expect: 0 1 2   37: pp[t(0)][t(1)] = t(2)
// expect: 0 1 2   38: pm[t(0)][t(1)] = t(2)
// expect: 2 0 1   39: pm[t(0)][t(1)] = t(2) ? 1 : 2
// expect: 1 0 1   40: k = a[t(1)] + m[t(0)][t(1)]
// expect: 2 3 1   41: k = a[t(1)] = a[t(2)] = t(3)
// expect: 1 2   42: k = t(1) < t(2)
// expect: 1 2 3   43: k = t(1) * (t(2) ? t(3) : 0)
// expect: 2 3 1   44: k = (t(2) ? t(3) : 0) * t(1)
// expect: 1 2 3   45: k = (t(1) && t(2)) + t(3)
// expect: 1 2 3   46: k = t(1) - (t(2) && t(3))
// expect: 2 1 3   47: k = t(1) + (t(2), t(3))
// expect: 0 1   48: k = a[t(0)]++ + a[t(1)]--
// expect: 2 mk2   49: v = mk(t(2))
// expect: 1 2 4  50: printf("%d", a[t(1)]++ + t(2))
// expect: 0 1 1 1 3   51: k = (a[t(0)] = t(1)) + (m[t(1)][t(1)] = t(3))
// expect: 2 1   52: q[t(1)].x = a[t(2)]
// expect: 2   53: *p++ = t(2)
// expect: 1   53: *++p = t(1)
// expect:   53: p = a
// exit: 0
