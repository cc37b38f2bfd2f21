// SPDX-License-Identifier: MIT
// Bit-fields under #pragma pack: what an aligned attribute asks for is capped as well.
#include <stdio.h>
#include <string.h>

#define SHOW(name, set)								\
	do {									\
		struct name v;							\
		unsigned char *p = (void *)&v;					\
		unsigned i;							\
										\
		memset(&v, 0, sizeof(v));					\
		set;								\
		printf("%s %d %d:", #name, (int)sizeof(v), (int)_Alignof(struct name));	\
		for (i = 0; i < sizeof(v); i++)					\
			printf(" %02x", p[i]);					\
		printf("\n");							\
	} while (0)

#pragma pack(1)
struct one { int x:12; long long y:45 __attribute__((aligned(8))); int z:6; };
struct mixed { char x; int y:5 __attribute__((aligned(2))); char z; };
struct empty { int x:3; int :0; int z:6; };
#pragma pack(2)
struct two { int x:12; long long y:45 __attribute__((aligned(8))); int z:6; };
struct long_row { int x:30; int y:30; int z:6; };
#pragma pack(4)
struct four { char x; long long y:5 __attribute__((aligned(16))); int z:6; };
#pragma pack()
struct plain { int x:12; long long y:45 __attribute__((aligned(8))); int z:6; };
struct both { int x:12; int z:6 __attribute__((aligned(8))); } __attribute__((packed));

int main(void)
{
	SHOW(one, (v.x = -1, v.y = -1, v.z = -1));
	SHOW(mixed, (v.x = -1, v.y = -1, v.z = -1));
	SHOW(empty, (v.x = -1, v.z = -1));
	SHOW(two, (v.x = -1, v.y = -1, v.z = -1));
	SHOW(long_row, (v.x = -1, v.y = -1, v.z = -1));
	SHOW(four, (v.x = -1, v.y = -1, v.z = -1));
	SHOW(plain, (v.x = -1, v.y = -1, v.z = -1));
	SHOW(both, (v.x = -1, v.z = -1));
	return 0;
}
// expect: one 9 1: ff 0f ff ff ff ff ff ff 07
// expect: mixed 3 1: ff 1f ff
// expect: empty 5 1: 07 00 00 00 3f
// expect: two 10 2: ff 0f ff ff ff ff ff ff 07 00
// expect: long_row 10 2: ff ff ff ff ff ff ff ff 03 00
// expect: four 8 4: ff 00 00 00 ff 07 00 00
// expect: plain 16 8: ff 0f 00 00 00 00 00 00 ff ff ff ff ff ff 07 00
// expect: both 16 8: ff 0f 00 00 00 00 00 00 3f 00 00 00 00 00 00 00
