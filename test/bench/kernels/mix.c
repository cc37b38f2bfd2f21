// SPDX-License-Identifier: MIT
// One item: a 64-bit value shifted, xored and multiplied, as hashes and random numbers are made.
unsigned long kernel(unsigned long n)
{
	unsigned long x = 0x9e3779b97f4a7c15UL, sum = 0, i;

	for (i = 0; i < n; i++) {
		x ^= x >> 12;
		x ^= x << 25;
		x ^= x >> 27;
		sum += x * 0x2545f4914f6cdd1dUL;
	}
	return sum;
}
