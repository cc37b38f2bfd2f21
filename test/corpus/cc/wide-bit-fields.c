// SPDX-License-Identifier: MIT
// Bit-fields of over 32 bits compute in their own width, as gcc has it.
#include <stdio.h>

struct wide {
	unsigned long u33 : 33, u40 : 40;
	long s48 : 48;
	unsigned long u63 : 63;
};

struct wide a = { 0x1ffffffffUL, 0x100000UL, -5, 1UL << 62 };

int main(void)
{
	struct wide b = a;

	printf("%lx\n", (unsigned long)(a.u33 + 1));
	printf("%lx\n", (unsigned long)(a.u33 << 4));
	printf("%lx\n", (unsigned long)(a.u40 * a.u40));
	printf("%lx\n", (unsigned long)~a.u33);
	printf("%lx\n", (unsigned long)-a.u40);
	printf("%d %d\n", a.u33 + 1 == 0, a.u33 > -1);
	printf("%ld %ld\n", (long)(a.s48 * 2), (long)(a.s48 / 2));
	printf("%lx\n", (unsigned long)(a.u63 * 2));
	printf("%lx\n", (unsigned long)(a.u33 + 1UL));
	b.u33 += 2;
	b.u40 -= 0x100001;
	b.s48 <<= 44;
	printf("%lx %lx %ld\n", (unsigned long)b.u33, (unsigned long)b.u40, (long)b.s48);
	printf("%lx %lx\n", (unsigned long)b.u33++, (unsigned long)--b.u40);
	return 0;
}
// expect: 0
// expect: 1fffffff0
// expect: 0
// expect: 0
// expect: fffff00000
// expect: 1 0
// expect: -10 -2
// expect: 0
// expect: 200000000
// expect: 1 ffffffffff -87960930222080
// expect: 1 fffffffffe
