// SPDX-License-Identifier: MIT
/*
 * Primitives: bit operations. The atomic ones tell the trace; __ffs and __ffs64 of 0 are
 * undefined, as the kernel says of them: an event is raised and no bit of the result is known.
 */
#include <linux/kernel.h>
#include "world.h"
#include "dax-device.h"

/* A dax device's ALIVE bit has an event of its own. */
static void hs_tell_bit(long nr, volatile unsigned long *addr, int value)
{
	int i;

	for (i = 0; nr == HS_DAXDEV_ALIVE && i < hs_world.pmem_count; i++)
		if (&hs_dax_device(hs_world.pmems[i].dax_dev)->flags == addr) {
			__hs_event("alive", "device=%s, value=%d", hs_world.pmems[i].name, value);
			return;
		}
	for (i = 0; nr == HS_DAXDEV_ALIVE && i < hs_world.mapper_count; i++)
		if (&hs_dax_device(hs_world.mappers[i].dax_dev)->flags == addr) {
			__hs_event("alive", "device=%s, value=%d", hs_world.mappers[i].name, value);
			return;
		}
	__hs_event("bit", "word=%p, bit=%ld, value=%d", addr, nr, value);
}

void set_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
	hs_tell_bit(nr, addr, 1);
}

void clear_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
	hs_tell_bit(nr, addr, 0);
}

bool test_and_set_bit(long nr, volatile unsigned long *addr)
{
	bool was = test_bit(nr, addr);

	if (!was)
		set_bit(nr, addr);
	return was;
}

bool test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	bool was = test_bit(nr, addr);

	if (was)
		clear_bit(nr, addr);
	return was;
}

unsigned long __ffs(unsigned long word)
{
	if (word == 0)
		return __hs_undefined64("ffs0", "__ffs(0)");
	return __builtin_ctzl(word);
}

unsigned long __ffs64(u64 word)
{
	if (word == 0)
		return __hs_undefined64("ffs0", "__ffs64(0)");
	return __builtin_ctzl(word);
}

unsigned long __fls(unsigned long word)
{
	if (word == 0)
		return __hs_undefined64("ffs0", "__fls(0)");
	return 63 - __builtin_clzl(word);
}

int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

int fls64(u64 x)
{
	return x ? 64 - __builtin_clzl(x) : 0;
}

int ffs(int x)
{
	return x ? __builtin_ctz(x) + 1 : 0;
}

unsigned int hweight32(u32 w)
{
	unsigned int count = 0;

	for (; w; w &= w - 1)
		count++;
	return count;
}

unsigned long hweight64(u64 w)
{
	unsigned long count = 0;

	for (; w; w &= w - 1)
		count++;
	return count;
}

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset)
{
	for (; offset < size; offset++)
		if (test_bit(offset, addr))
			return offset;
	return size;
}

unsigned long find_first_bit(const unsigned long *addr, unsigned long size)
{
	return find_next_bit(addr, size, 0);
}

unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size)
{
	unsigned long bit = 0;

	while (bit < size && test_bit(bit, addr))
		bit++;
	return bit;
}
