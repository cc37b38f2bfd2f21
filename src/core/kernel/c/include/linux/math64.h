/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MATH64_H
#define _LINUX_MATH64_H
#include <linux/types.h>
/* In place: n becomes the quotient, the value is the remainder. */
#define do_div(n, base) ({					\
	u32 __dd_base = (base);					\
	u32 __dd_rem = (u32)((u64)(n) % __dd_base);		\
	(n) = (u64)(n) / __dd_base;				\
	__dd_rem;						\
})
static inline s64 div_s64(s64 dividend, s32 divisor) { return dividend / divisor; }
static inline u64 div64_u64(u64 dividend, u64 divisor) { return dividend / divisor; }
static inline u64 div_u64(u64 dividend, u32 divisor) { return dividend / divisor; }
static inline u64 div_u64_rem(u64 dividend, u32 divisor, u32 *remainder)
{
	u64 quotient = dividend / divisor;

	*remainder = dividend - quotient * divisor;
	return quotient;
}
static inline u64 div64_u64_rem(u64 dividend, u64 divisor, u64 *remainder)
{
	u64 quotient = dividend / divisor;

	*remainder = dividend - quotient * divisor;
	return quotient;
}
#endif
