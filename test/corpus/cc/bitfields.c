// SPDX-License-Identifier: MIT
// Bit-fields: layout, sign, wrap, neighbours, assignment values.
#include <stdio.h>
#include <string.h>

struct flags {
	unsigned int a : 3;
	int b : 5;
	unsigned int c : 1;
	unsigned int : 0;
	unsigned long d : 40;
	long e : 20;
	_Bool f : 1;
	unsigned char g : 4, h : 4;
	short k : 9;
};

union view {
	struct flags f;
	unsigned char bytes[sizeof(struct flags)];
};

struct __attribute__((packed)) tight {
	unsigned int a : 3;
	unsigned long b : 61;
	unsigned int c : 11;
	long d : 50;
};

static void dump(const void *p, unsigned long size)
{
	const unsigned char *byte = p;

	while (size--)
		printf("%02x", *byte++);
	printf("\n");
}

int main(void)
{
	union view v;
	struct tight t;
	struct flags init = { 1, -1, 1, 0x123456789a, -5, 1, 10, 11, -200 };

	memset(&v, 0, sizeof(v));
	printf("%lu %lu\n", sizeof(struct flags), sizeof(struct tight));
	v.f.a = 9;
	v.f.b = -3;
	v.f.c = 3;
	v.f.d = 0xffffffffffffffff;
	v.f.e = 1 << 19;
	v.f.f = 4;
	v.f.g = 0x1f;
	v.f.h = 5;
	v.f.k = 256;
	dump(v.bytes, sizeof(v));
	printf("%u %d %u %lx %ld %d %d %d %d\n", v.f.a, v.f.b, v.f.c, (unsigned long)v.f.d, (long)v.f.e,
	       v.f.f, v.f.g, v.f.h, v.f.k);
	printf("%d %d\n", (v.f.a = 12), (v.f.b = 17));
	printf("%d %d %d\n", v.f.a++, ++v.f.a, v.f.b--);
	v.f.d += 2;
	v.f.e -= 1;
	v.f.k *= 3;
	v.f.h <<= 1;
	printf("%lx %ld %d %d\n", (unsigned long)v.f.d, (long)v.f.e, v.f.k, v.f.h);
	printf("%d\n", v.f.a - 7 < 0);
	memset(&t, 0xff, sizeof(t));
	t.b = 0x1234567812345678;
	t.c = 0x2aa;
	t.d = -2;
	dump(&t, sizeof(t));
	printf("%u %lx %x %ld\n", t.a, (unsigned long)t.b, t.c, (long)t.d);
	t.d = 0x1ffffffffffff;
	t.b++;
	printf("%lx %ld\n", (unsigned long)t.b, (long)t.d);
	v.f = init;
	printf("%u %d %u %lx %ld %d %d %d %d\n", v.f.a, v.f.b, v.f.c, (unsigned long)v.f.d, (long)v.f.e,
	       v.f.f, v.f.g, v.f.h, v.f.k);
	return 0;
}
// expect: 24 16
// expect: e901000000000000ffffffffff0000185f00000100000000
// expect: 1 -3 1 ffffffffff -524288 1 15 5 -256
// expect: 4 -15
// expect: 5 5 -15
// expect: 1 524287 -256 10
// expect: 1
// expect: c7b3a291c0b3a291aaf2ffffffffffff
// expect: 7 1234567812345678 2aa -2
// expect: 1234567812345679 562949953421311
// expect: 1 -1 1 123456789a -5 1 10 11 -200
// exit: 0
