// SPDX-License-Identifier: MIT
// One item: a step of an inner loop over arrays of 32-bit numbers.
unsigned int a[1024];
unsigned int b[1024];

unsigned long kernel(unsigned long n)
{
	unsigned int rounds = n / 1024, round, i, sum = 0;

	for (i = 0; i < 1024; i++) {
		a[i] = i * 7 + 3;
		b[i] = i ^ 21;
	}
	for (round = 0; round < rounds; round++) {
		for (i = 0; i < 1024; i++) {
			a[i] = a[i] * 5 + b[i] + round;
			if (a[i] & 16)
				sum = sum + a[i];
			else
				sum = sum ^ b[i];
		}
	}
	return sum;
}
