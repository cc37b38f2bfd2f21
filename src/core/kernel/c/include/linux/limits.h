/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_LIMITS_H
#define _LINUX_LIMITS_H
#define SIZE_MAX	(~(size_t)0)
#define U8_MAX		((u8)0xff)
#define S8_MAX		((s8)0x7f)
#define U16_MAX		((u16)0xffff)
#define S16_MAX		((s16)0x7fff)
#define U32_MAX		((u32)0xffffffff)
#define S32_MAX		((s32)0x7fffffff)
#define U64_MAX		((u64)0xffffffffffffffff)
#define S64_MAX		((s64)0x7fffffffffffffff)
#define INT_MAX		0x7fffffff
#define INT_MIN		(-INT_MAX - 1)
#define UINT_MAX	(~0U)
#define LONG_MAX	0x7fffffffffffffffL
#define LONG_MIN	(-LONG_MAX - 1)
#define ULONG_MAX	(~0UL)
#define LLONG_MAX	((long long)(~0ULL >> 1))
#define ULLONG_MAX	(~0ULL)
#endif
