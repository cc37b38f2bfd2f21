/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H
#include <linux/types.h>
#include <linux/bits.h>
#include <hs.h>
/* Atomic forms tell the trace (event "bit"); the others do not. See hs/bits.c. */
void set_bit(long nr, volatile unsigned long *addr);
void clear_bit(long nr, volatile unsigned long *addr);
bool test_and_set_bit(long nr, volatile unsigned long *addr);
bool test_and_clear_bit(long nr, volatile unsigned long *addr);
static inline bool test_bit(long nr, const volatile unsigned long *addr)
{
	return 1UL & (addr[BIT_WORD(nr)] >> (nr & (BITS_PER_LONG - 1)));
}
static inline void __set_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}
static inline void __clear_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}
unsigned long __ffs(unsigned long word);	/* word 0: undefined, event and value */
unsigned long __ffs64(u64 word);		/* the same */
unsigned long __fls(unsigned long word);
int fls(unsigned int x);
int fls64(u64 x);
int ffs(int x);
unsigned int hweight32(u32 w);
unsigned long hweight64(u64 w);
#define hweight_long(w)	hweight64(w)
/* The number of the first set (clear) bit, or size when there is none. */
unsigned long find_first_bit(const unsigned long *addr, unsigned long size);
unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size);
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
#define for_each_set_bit(bit, addr, size)			\
	for ((bit) = find_first_bit((addr), (size)); (bit) < (size);	\
	     (bit) = find_next_bit((addr), (size), (bit) + 1))
#endif
