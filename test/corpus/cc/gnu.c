// SPDX-License-Identifier: MIT
// GNU extensions the kernel lives on.
#include <stdio.h>
#include <stddef.h>
#include <string.h>

#define min(x, y) ({ typeof(x) _x = (x); typeof(y) _y = (y); _x < _y ? _x : _y; })
#define swap(a, b) do { typeof(a) __t = (a); (a) = (b); (b) = __t; } while (0)
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define __same(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))
#define kind(x) _Generic((x), int: "int", unsigned long: "ulong", char *: "text", \
	const char *: "const text", default: "other")
#define log(fmt, ...) printf("log: " fmt "\n", ##__VA_ARGS__)

static int calls;
static int next(void) { return ++calls; }

static void done(int *p) { printf("done %d\n", *p); }

static int guarded(int n)
{
	int a __attribute__((cleanup(done))) = n;

	if (n > 2)
		return a++;
	for (int i = 0; i < 2; i++) {
		int b __attribute__((cleanup(done))) = i * 10;

		if (i == n)
			break;
	}
	if (n == 1)
		goto out;
	{
		int c __attribute__((cleanup(done))) = 100;
		if (n == 2)
			goto out;
	}
out:
	return n;
}

struct buffer { int length; char data[]; };
struct zero { int n; int tail[0]; };
struct __attribute__((packed)) wire { char kind; int value; short crc; };
struct aligned { char c; int x __attribute__((aligned(16))); };

int main(void)
{
	int a = 3, b = 4;
	long value;
	int result;
	unsigned char small;
	__auto_type deduced = 5UL;
	struct wire w = { 1, 0x01020304, 5 };
	struct { char bytes[sizeof(struct wire)]; } raw;

	printf("%d %d\n", min(next(), 10), calls);
	swap(a, b);
	printf("%d %d\n", a, b);
	printf("%d %lu\n", ({ int t = a; t *= 2; t + 1; }), ARRAY_SIZE("abc"));
	printf("%d %d\n", __same(a, b), __same(a, value));
	printf("%s %s %s %s\n", kind(a), kind(deduced), kind("x"), kind(2.0f));
	log("plain");
	log("%d and %d", a, b);
	for (int n = 0; n < 4; n++)
		printf("= %d\n", guarded(n));
	printf("%lu %lu %lu %lu\n", sizeof(struct buffer), sizeof(struct zero), sizeof(struct wire),
	       sizeof(struct aligned));
	memcpy(&raw, &w, sizeof(raw));
	printf("%d %d %lu\n", raw.bytes[1], raw.bytes[4], offsetof(struct wire, crc));
	w.value += 0x10;
	printf("%x\n", w.value);
	printf("%d %d %d %d\n", __builtin_clz(1), __builtin_ctzl(1UL << 40), __builtin_ffs(0),
	       __builtin_popcountl(0xff00ff00ff00ff00));
	printf("%d %d %d\n", __builtin_clzl(1), __builtin_parity(7), __builtin_ffsl(1L << 35));
	printf("%x %x %lx\n", __builtin_bswap16(0x1234), __builtin_bswap32(0x12345678),
	       __builtin_bswap64(0x0102030405060708));
	printf("%d ", __builtin_add_overflow(0x7fffffffffffffffL, 1L, &value));
	printf("%ld ", value);
	printf("%d ", __builtin_mul_overflow(100000, 100000, &result));
	printf("%d ", result);
	printf("%d ", __builtin_sub_overflow(5, 6, &small));
	printf("%d ", small);
	printf("%d ", __builtin_mul_overflow(0xffffffffffffffffUL, 0xffffffffffffffffUL, &value));
	printf("%d\n", __builtin_add_overflow(-1, 2u, &result));
	printf("%d %d\n", __builtin_constant_p(4), __builtin_choose_expr(1, 2, 3));
	printf("%lu %d\n", __builtin_offsetof(struct aligned, x), (int)__builtin_expect(a, 1));
	if (__builtin_expect(!!(a > b), 0))
		printf("unlikely\n");
	char *area = __builtin_alloca(a);
	memset(area, 'x', a);
	printf("%.*s\n", a, area);
	switch (a) {
	case 0 ... 3: printf("low\n"); break;
	case 4 ... 9: printf("high\n");
	}
	printf("%d\n", (int){ a } + a ?: 1);
	return 0;
}
// expect: 1 0
// expect: 4 3
// expect: 9 4
// expect: 1 0
// expect: int ulong text other
// expect: log: plain
// expect: log: 4 and 3
// expect: done 0
// expect: done 100
// expect: done 0
// expect: = 0
// expect: done 0
// expect: done 10
// expect: done 1
// expect: = 1
// expect: done 0
// expect: done 10
// expect: done 100
// expect: done 2
// expect: = 2
// expect: done 4
// expect: = 3
// expect: 4 4 7 32
// expect: 4 1 5
// expect: 1020314
// expect: 31 40 0 32
// expect: 63 1 36
// expect: 3412 78563412 807060504030201
// expect: 1 -9223372036854775808 1 1410065408 1 255 1 0
// expect: 1 2
// expect: 16 4
// expect: unlikely
// expect: xxxx
// expect: high
// expect: 8
// exit: 0
