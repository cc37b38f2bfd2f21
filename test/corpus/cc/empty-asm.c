// SPDX-License-Identifier: MIT
// asm with an empty text: barriers, and values hidden from the optimiser.
#include <stdio.h>

static int calls;

static int *counted(void)
{
	static int value = 4;

	calls++;
	return &value;
}

int main(void)
{
	int x = 5, y;
	unsigned long z;

	asm volatile("" ::: "memory");
	asm("" : "+r"(x));
	asm("" : "=r"(y) : "0"(x + 1));
	__asm__("" : [out] "=r"(z) : "[out]"(&x), "m"(*counted()));
	asm("" : "+r"(*counted()));
	printf("%d %d %d %d\n", x, y, *(int *)z, calls);
	return 0;
}
// expect: 5 6 5 2
