// SPDX-License-Identifier: MIT
/*
 * Reported poison ranges, in bytes, and their translation to bad blocks of 512 bytes.
 * Level L0. Read against 6.1.
 *
 * Not modelled: forgetting a range once its poison was cleared.
 */
#include <linux/libnvdimm.h>
#include <linux/badblocks.h>
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/range.h>
#include <linux/slab.h>
#include "nd-core.h"
#include "nd.h"

void badrange_init(struct badrange *badrange)
{
	spin_lock_init(&badrange->lock);
	INIT_LIST_HEAD(&badrange->list);
}

static void append_badrange_entry(struct badrange *badrange, struct badrange_entry *bre,
				  u64 addr, u64 length)
{
	bre->length = length;
	bre->start = addr;

	lockdep_assert_held(&badrange->lock);
	list_add_tail(&bre->list, &badrange->list);
}

static struct badrange_entry *find_badrange(struct badrange *badrange, u64 addr)
{
	struct badrange_entry *bre;

	list_for_each_entry(bre, &badrange->list, list) {
		if (bre->start == addr)
			return bre;
	}
	return NULL;
}

/*
 * A second report of the same start only corrects the length. Ranges that overlap or touch but
 * start elsewhere stay entries of their own: the bad block list merges them.
 */
static int add_badrange(struct badrange *badrange, u64 addr, u64 length)
{
	int error = 0;
	struct badrange_entry *known, *fresh;

	/* The allocation may sleep, so it is made outside the lock, needed or not. */
	spin_unlock(&badrange->lock);
	fresh = kzalloc(sizeof(*fresh), GFP_KERNEL);
	spin_lock(&badrange->lock);

	known = find_badrange(badrange, addr);
	if (known) {
		known->length = length;
		kfree(fresh);
	} else if (fresh) {
		append_badrange_entry(badrange, fresh, addr, length);
	} else {
		error = -ENOMEM;
	}

	return error;
}

int badrange_add(struct badrange *badrange, u64 addr, u64 length)
{
	int error;

	spin_lock(&badrange->lock);
	error = add_badrange(badrange, addr, length);
	spin_unlock(&badrange->lock);

	return error;
}

static void set_badblock(struct badblocks *bb, sector_t s, int num)
{
	int full;

	dev_dbg(bb->dev, "poison: sector 0x%llx, %d in all\n", s, num);
	full = badblocks_set(bb, s, num, 1);
	/* Not an error: whoever reads there is still told by the hardware. */
	if (full)
		dev_info(bb->dev, "bad block list took no more at sector 0x%llx\n", s);
}

/* Every sector that holds a byte of [ns_offset, ns_offset + len) becomes bad. */
static void __add_badblock_range(struct badblocks *bb, u64 ns_offset, u64 len)
{
	u32 begun;
	sector_t next = div_u64(ns_offset, 512);
	sector_t stop = div_u64_rem(ns_offset + len, 512, &begun);

	stop += begun ? 1 : 0;

	/* A list takes an int's worth of sectors at a time. */
	do {
		int num = min_t(u64, stop - next, INT_MAX);

		set_badblock(bb, next, num);
		next += num;
	} while (next != stop);
}

/* Adds what of the reported ranges lies in `range` to `bb`, which counts from range->start. */
static void badblocks_populate(struct badrange *badrange, struct badblocks *bb,
			       const struct range *range)
{
	struct badrange_entry *one;

	list_for_each_entry(one, &badrange->list, list) {
		/* An entry of length 0 at 0 wraps, and then reaches over everything. */
		u64 last = one->start + one->length - 1;
		u64 from = max(one->start, range->start);
		u64 to = min(last, range->end);

		if (last < range->start || one->start > range->end)
			continue;

		__add_badblock_range(bb, from - range->start, to - from + 1);
	}
}

void nvdimm_badblocks_populate(struct nd_region *nd_region, struct badblocks *bb,
			       const struct range *range)
{
	struct device *dev = &nd_region->dev;
	struct nvdimm_bus *bus;

	if (!is_memory(dev)) {
		dev_WARN_ONCE(dev, 1, "bad blocks of a region that is no memory\n");
		return;
	}

	bus = walk_to_nvdimm_bus(dev);
	nvdimm_bus_lock(&bus->dev);
	badblocks_populate(&bus->badrange, bb, range);
	nvdimm_bus_unlock(&bus->dev);
}
