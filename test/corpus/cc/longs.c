// SPDX-License-Identifier: MIT
// 64-bit arithmetic: carries, products, quotients and shifts across the middle.
#include <stdio.h>

static unsigned long mix(unsigned long x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdUL;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53UL;
	return x ^ x >> 33;
}

int main(void)
{
	static const unsigned long values[] = {
		0, 1, 2, 3, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x1fffffffffffff,
		0x20000000000000, 0x7fffffffffffffff, 0x8000000000000000, 0xfffffffffffffffe, ~0UL,
	};
	unsigned int count = sizeof(values) / sizeof(values[0]);
	unsigned long sum = 0;

	for (unsigned int a = 0; a < count; a++)
		for (unsigned int b = 0; b < count; b++) {
			unsigned long x = values[a], y = values[b];
			long sx = x, sy = y;

			sum = mix(sum + x + y);
			sum = mix(sum ^ (x - y));
			sum = mix(sum ^ x * y);
			if (y) {
				sum = mix(sum ^ x / y);
				sum = mix(sum ^ x % y);
			}
			if (y && !(sy == -1 && x == 0x8000000000000000)) {
				sum = mix(sum ^ sx / sy);
				sum = mix(sum ^ sx % sy);
			}
			sum = mix(sum + (x < y) + 2 * (x <= y) + 4 * (sx < sy) + 8 * (sx <= sy) + 16 * (x == y));
			sum = mix(sum + (x > y) + 2 * (x >= y) + 4 * (sx > sy) + 8 * (sx >= sy) + 16 * (x != y));
			if (x > y)
				sum++;
			if (sx >= sy)
				sum += 3;
		}
	printf("%lx\n", sum);
	for (int n = 0; n < 64; n++) {
		sum = mix(sum ^ (0x9e3779b97f4a7c15UL << n));
		sum = mix(sum ^ (0x9e3779b97f4a7c15UL >> n));
		sum = mix(sum ^ ((long)0x9e3779b97f4a7c15UL >> n));
	}
	printf("%lx\n", sum);
	printf("%ld %ld\n", -sum, ~(long)sum);
	sum = 5;
	sum -= 6;
	printf("%lu %d\n", sum, sum > 0xffffffff);
	long step = -3;
	int array[10] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	int *p = array + 9;
	printf("%d %d %ld\n", p[step], *(p + step * 2), p + step - array);
	printf("%ld %ld\n", 1000000007L * 998244353L, -1000000007L * 998244353L % 97);
	return 0;
}
// expect: 2e58f9aef270d93c
// expect: b232f8f4eaa8052a
// expect: 5606144855330257622 5606144855330257621
// expect: 18446744073709551615 1
// expect: 6 3 6
// expect: 998244359987710471 -75
// exit: 0
