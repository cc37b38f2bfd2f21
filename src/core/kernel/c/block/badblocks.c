// SPDX-License-Identifier: MIT
/*
 * Bad block lists: set and check. Level L0; the results of both were compared with those of 6.1
 * over 36 000 random calls.
 *
 * Not modelled: clearing, acknowledging, the sysfs text.
 */
#include <linux/badblocks.h>
#include <linux/kernel.h>
#include <linux/device.h>
#include <linux/slab.h>

/*
 * Halving search for the last entry that begins before limit. 0 when none does: the caller has
 * to look. On a list that lost its order (see badblocks_set) the answer is what halving gives.
 */
static int last_before(const struct badblocks *bb, sector_t limit)
{
	int known = 0;
	int beyond = bb->count;

	while (beyond - known > 1) {
		int middle = (known + beyond) / 2;

		if (BB_OFFSET(bb->page[middle]) < limit)
			known = middle;
		else
			beyond = middle;
	}
	return known;
}

/*
 * Is any of [s, s + sectors) bad? 0: none; 1: yes, all acknowledged; -1: yes, and not all are.
 * The first entry that overlaps is handed out whole.
 */
int badblocks_check(struct badblocks *bb, sector_t s, int sectors,
		    sector_t *first_bad, int *bad_sectors)
{
	sector_t target = s + sectors;
	int rv = 0;
	int i;

	if (bb->shift > 0) {
		s >>= bb->shift;
		target = (target + (1 << bb->shift) - 1) >> bb->shift;
	}

	if (bb->count == 0)
		return 0;

	/* Backwards until an entry ends before the range: the first one is seen last. */
	for (i = last_before(bb, target); i >= 0; i--) {
		sector_t start = BB_OFFSET(bb->page[i]);

		if (start + BB_LEN(bb->page[i]) <= s)
			break;
		if (start >= target)
			continue;
		rv = rv != -1 && BB_ACK(bb->page[i]) ? 1 : -1;
		*first_bad = start;
		*bad_sectors = BB_LEN(bb->page[i]);
	}
	return rv;
}

/* What of a range is still to be entered, and between which entries it belongs. */
struct rest {
	sector_t s;
	int sectors;
	int lo;			/* the entry that ends at s, once there is one */
	int hi;			/* the first entry that begins after s */
};

/* Writes [a, e) into an entry as far as one can hold it; the rest begins where it ends. */
static void fill_entry(u64 *entry, sector_t a, sector_t e, int ack, struct rest *rest)
{
	sector_t held = e - a > BB_MAX_LEN ? BB_MAX_LEN : e - a;

	*entry = BB_MAKE(a, held, ack);
	rest->s = a + held;
	rest->sectors = e - rest->s;
}

/* The entry that begins at or before the range takes in what touches or overlaps it. */
static void grow_forward(struct badblocks *bb, struct rest *rest, int acknowledged)
{
	u64 *entry = &bb->page[rest->lo];
	sector_t a = BB_OFFSET(*entry);
	sector_t e = a + BB_LEN(*entry);
	sector_t end = rest->s + rest->sectors;
	bool replaced = rest->s == a && end >= e;
	int ack = replaced ? acknowledged : BB_ACK(*entry) && acknowledged;

	if (e < rest->s)
		return;

	if (end > e)
		e = end;
	/* An entry that is full already keeps its state when the range goes on behind it. */
	if (BB_LEN(*entry) == BB_MAX_LEN && e - a > BB_MAX_LEN)
		ack = BB_ACK(*entry);
	fill_entry(entry, a, e, ack, rest);
}

/* The next entry is moved forward to the range's start, if the range reaches it. */
static void grow_backward(struct badblocks *bb, struct rest *rest, int acknowledged)
{
	u64 *entry = &bb->page[rest->hi];
	sector_t e = BB_OFFSET(*entry) + BB_LEN(*entry);
	sector_t end = rest->s + rest->sectors;
	int ack = acknowledged;

	if (BB_OFFSET(*entry) > end)
		return;

	if (e > end)
		ack = BB_ACK(*entry) && acknowledged;
	else
		e = end;
	fill_entry(entry, rest->s, e, ack, rest);
	rest->lo = rest->hi++;
}

/* Two entries that have come to touch become one, if that stays below the full length. */
static void join(struct badblocks *bb, struct rest *rest)
{
	u64 *lo = &bb->page[rest->lo];
	u64 *hi = &bb->page[rest->hi];
	sector_t a = BB_OFFSET(*hi);
	int length = BB_LEN(*lo) + BB_LEN(*hi) - (rest->s - a);

	if (rest->s < a || length >= BB_MAX_LEN)
		return;

	*lo = BB_MAKE(BB_OFFSET(*lo), length, BB_ACK(*lo) && BB_ACK(*hi));
	memmove(hi, hi + 1, (bb->count - rest->hi - 1) * 8);
	bb->count--;
}

/* The list as a whole counts as acknowledged again when every entry is. */
static void badblocks_update_acked(struct badblocks *bb)
{
	int i;

	if (!bb->unacked_exist)
		return;
	for (i = 0; i < bb->count; i++)
		if (!BB_ACK(bb->page[i]))
			return;
	bb->unacked_exist = 0;
}

/*
 * Adds [s, s + sectors) to the list. 0: done; 1: the list is disabled or full, in which case
 * part of the range may have been added.
 *
 * As untidy as the level: of several entries behind the range only the first is merged with it,
 * and a new range of more than 512 sectors is entered piece by piece at the same place, last
 * piece first, so that the list is no longer sorted.
 */
int badblocks_set(struct badblocks *bb, sector_t s, int sectors, int acknowledged)
{
	struct rest rest = { .s = s, .sectors = sectors };
	int rv = 0;

	if (bb->shift < 0)
		return 1;

	if (bb->shift) {
		sector_t next = s + sectors + (1 << bb->shift) - 1;

		rest.s >>= bb->shift;
		rest.sectors = (next >> bb->shift) - rest.s;
	}

	write_seqlock_irq(&bb->lock);

	rest.lo = last_before(bb, rest.s + 1);
	rest.hi = rest.lo;
	if (bb->count && BB_OFFSET(bb->page[rest.lo]) <= rest.s) {
		rest.hi++;
		grow_forward(bb, &rest, acknowledged);
	}
	if (rest.sectors && rest.hi < bb->count)
		grow_backward(bb, &rest, acknowledged);
	if (rest.sectors == 0 && rest.hi < bb->count)
		join(bb, &rest);

	while (rest.sectors) {
		int piece = min(rest.sectors, BB_MAX_LEN);
		u64 *place = bb->page + rest.hi;

		if (bb->count >= MAX_BADBLOCKS) {
			rv = 1;
			break;
		}
		memmove(place + 1, place, (bb->count - rest.hi) * 8);
		bb->count++;
		*place = BB_MAKE(rest.s, piece, acknowledged);
		rest.sectors -= piece;
		rest.s += piece;
	}

	bb->changed = 1;
	if (!acknowledged)
		bb->unacked_exist = 1;
	else
		badblocks_update_acked(bb);

	write_sequnlock_irq(&bb->lock);

	__hs_event("badblock", "device=%s, sector=%llu, sectors=%d, result=%d",
		   bb->dev ? dev_name(bb->dev) : "none", s, sectors, rv);
	return rv;
}

static int __badblocks_init(struct device *dev, struct badblocks *bb, int enable)
{
	u64 *page = kzalloc(PAGE_SIZE, GFP_KERNEL);

	bb->dev = dev;
	bb->page = page;
	bb->count = 0;
	bb->shift = page && enable ? 0 : -1;
	if (!page)
		return -ENOMEM;

	seqlock_init(&bb->lock);
	/* As traces show it. */
	bb->lock.lock.hs.name = "badblocks.lock";
	bb->lock.lock.hs.of = dev ? dev_name(dev) : NULL;

	return 0;
}

int badblocks_init(struct badblocks *bb, int enable)
{
	return __badblocks_init(NULL, bb, enable);
}

int devm_init_badblocks(struct device *dev, struct badblocks *bb)
{
	if (!bb)
		return -EINVAL;
	return __badblocks_init(dev, bb, 1);
}

static void __badblocks_exit(struct badblocks *bb)
{
	if (!bb)
		return;
	kfree(bb->page);
	bb->page = NULL;
}

void badblocks_exit(struct badblocks *bb)
{
	__badblocks_exit(bb);
}

void devm_exit_badblocks(struct device *dev, struct badblocks *bb)
{
	if (bb->dev != dev) {
		WARN_ON(1);
		return;
	}
	__badblocks_exit(bb);
}
