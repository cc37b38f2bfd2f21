// SPDX-License-Identifier: MIT
// The alignment of a declaration may be more than its type's; of a packed member it is less.
#include <stdio.h>

struct wide { char c; int x __attribute__((aligned(32))); };
struct packed { char c; int x; } __attribute__((packed));
typedef int slow __attribute__((aligned(8)));

_Alignas(16) int first;
int second __attribute__((aligned(64)));

int main(void)
{
	_Alignas(32) char local;
	char buffer[3] __attribute__((aligned(16)));
	struct wide wide;
	struct packed packed;
	slow number;

	printf("%d %d\n", (int)__alignof__(first), (int)_Alignof(second));
	printf("%d %d\n", (int)__alignof__(local), (int)__alignof__(buffer));
	printf("%d %d\n", (int)__alignof__(wide.x), (int)__alignof__(packed.x));
	printf("%d %d\n", (int)__alignof__(number), (int)_Alignof(slow));
	printf("%d\n", (int)((unsigned long)&local % 32 + (unsigned long)buffer % 16));
	return 0;
}
// expect: 16 64
// expect: 32 16
// expect: 32 1
// expect: 8 8
// expect: 0
