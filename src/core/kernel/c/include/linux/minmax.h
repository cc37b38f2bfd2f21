/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MINMAX_H
#define _LINUX_MINMAX_H
/* Both sides must have one type, as in the kernel: comparing the pointers tells. */
#define __typecheck(x, y)	((void)((typeof(x) *)0 == (typeof(y) *)0))
#define min(x, y) ({						\
	typeof(x) __min_x = (x);				\
	typeof(y) __min_y = (y);				\
	__typecheck(__min_x, __min_y);				\
	__min_x < __min_y ? __min_x : __min_y;			\
})
#define max(x, y) ({						\
	typeof(x) __max_x = (x);				\
	typeof(y) __max_y = (y);				\
	__typecheck(__max_x, __max_y);				\
	__max_x > __max_y ? __max_x : __max_y;			\
})
#define min_t(type, x, y) ({					\
	type __min_x = (x);					\
	type __min_y = (y);					\
	__min_x < __min_y ? __min_x : __min_y;			\
})
#define max_t(type, x, y) ({					\
	type __max_x = (x);					\
	type __max_y = (y);					\
	__max_x > __max_y ? __max_x : __max_y;			\
})
#define min3(x, y, z)	min(min(x, y), z)
#define max3(x, y, z)	max(max(x, y), z)
#define min_not_zero(x, y) ({					\
	typeof(x) __mnz_x = (x);				\
	typeof(y) __mnz_y = (y);				\
	__mnz_x && __mnz_y ? min(__mnz_x, __mnz_y) : __mnz_x + __mnz_y; \
})
#define clamp(val, lo, hi)	min(max(val, lo), hi)
#define clamp_t(type, val, lo, hi)	min_t(type, max_t(type, val, lo), hi)
#define swap(a, b)	do { typeof(b) __was_b = (b); (b) = (a); (a) = __was_b; } while (0)
#endif
