// SPDX-License-Identifier: MIT
// Locals may be aligned more than a frame is: in recursion, in loops, in what is passed by value.
#include <stdio.h>
struct big { char c; int x; } __attribute__((aligned(64)));
typedef struct { int v __attribute__((aligned(128))); } m128;
static int rec(int n)
{
	char c = n;
	int a __attribute__((aligned(64))) = n;
	_Alignas(4096) char page[3];
	struct big b = { 'a', n };
	m128 m = { n };
	int bad = 0;
	page[0] = 1;
	if ((unsigned long)&a & 63) bad |= 1;
	if ((unsigned long)page & 4095) bad |= 2;
	if ((unsigned long)&b & 63) bad |= 4;
	if ((unsigned long)&m & 127) bad |= 8;
	if (n > 0) bad |= rec(n - 1);
	if (a != n || b.x != n || m.v != n || c != (char)n || page[0] != 1) bad |= 16;
	return bad;
}
struct __attribute__((aligned(64))) pass { long a[10]; };
static long takes(int x, struct pass p, struct pass q)
{
	return p.a[9] + q.a[1] + x + (((unsigned long)&p | (unsigned long)&q) & 63);
}
static struct pass gives(void)
{
	struct pass p = { { [9] = 4, [1] = 5 } };

	return p;
}
int g __attribute__((aligned(256))) = 3;
int main(void)
{
	int x;
	struct pass p = gives();
	struct pass *lit = &(struct pass){ { 1 } };
	printf("%d %d\n", rec(0), rec(9));
	printf("%ld\n", takes(1, p, gives()));
	printf("%d %d\n", (int)((unsigned long)&g & 255), (int)((unsigned long)lit & 63));
	for (int i = 0; i < 3; i++) {
		_Alignas(512) int y = i;

		x = ((unsigned long)&y & 511);
		if (x || y != i)
			printf("bad\n");
	}
	printf("%d\n", ({ _Alignas(64) int z = 0; (int)((unsigned long)&z & 63); }));
	return 0;
}
// expect: 0 0
// expect: 10
// expect: 0 0
// expect: 0
