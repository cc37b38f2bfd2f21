// SPDX-License-Identifier: MIT
// Conversions between integer types, promotion, and what wraps.
#include <stdio.h>
#include <stdint.h>
#include <limits.h>

static void narrow(long v)
{
	printf("%d %d %d %u %u %u\n", (signed char)v, (short)v, (int)v, (unsigned char)v,
	       (unsigned short)v, (unsigned int)v);
}

int main(void)
{
	signed char c = -1;
	unsigned char uc = 255;
	short s = -30000;
	unsigned short us = 65535;
	int i = INT_MIN;
	unsigned int u = UINT_MAX;
	long l = LONG_MIN;
	unsigned long ul = ULONG_MAX;
	_Bool b = 256;

	narrow(0x123456789abcdef0);
	narrow(-1);
	narrow(0x80);
	narrow(0x8000);
	narrow(0x80000000);
	printf("%d %d %d\n", c == uc, (unsigned char)c == uc, c < (int)u);
	printf("%d %d %d\n", -1 < 0u, -1L < 0u, (short)us < 0);
	printf("%ld %lu %ld\n", (long)u, (unsigned long)i, (long)(int)u);
	printf("%d %d\n", c + uc, s * 3);
	printf("%d %d %d\n", b, (_Bool)0.0f == 0, (_Bool)(void *)&i);
	u += 1;
	ul += 2;
	printf("%u %lu %d\n", u, ul, (int)(i - 1u));
	printf("%ld %ld\n", l / 2, (long)((unsigned long)l >> 1));
	printf("%d %d %d %d\n", -7 / 2, -7 % 2, 7 / -2, 7 % -2);
	printf("%u %u\n", -7u / 2, -7u % 2);
	printf("%d %d\n", us << 4, (unsigned short)(us << 4));
	printf("%d %d\n", -8 >> 1, (int)(-8u >> 1));
	uc++;
	c--;
	printf("%d %d\n", uc, c);
	c = 127;
	c += 1;
	printf("%d\n", c);
	s = 32767;
	s++;
	printf("%d\n", s);
	b = 0;
	b--;
	printf("%d\n", b);
	b += 5;
	printf("%d\n", b);
	printf("%d %ld %d\n", 'a' + 1, 'a' * 1000000000L, '\377');
	printf("%lu %lu %lu\n", sizeof(char), sizeof('a'), sizeof(c + c));
	return 0;
}
// expect: -16 -8464 -1698898192 240 57072 2596069104
// expect: -1 -1 -1 255 65535 4294967295
// expect: -128 128 128 128 128 128
// expect: 0 -32768 32768 0 32768 32768
// expect: 0 0 -2147483648 0 0 2147483648
// expect: 0 1 0
// expect: 0 1 1
// expect: 4294967295 18446744071562067968 -1
// expect: 254 -90000
// expect: 1 1 1
// expect: 0 1 2147483647
// expect: -4611686018427387904 4611686018427387904
// expect: -3 -1 -3 1
// expect: 2147483644 1
// expect: 1048560 65520
// expect: -4 2147483644
// expect: 0 -2
// expect: -128
// expect: -32768
// expect: 1
// expect: 1
// expect: 98 97000000000 -1
// expect: 1 4 4
// exit: 0
