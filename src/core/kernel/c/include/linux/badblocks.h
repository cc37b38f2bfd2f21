/* SPDX-License-Identifier: MIT */
/*
 * Bad block lists: one page of 64-bit entries, sorted, not overlapping.
 * Source: include/linux/badblocks.h of 5.19 for names and the entry's layout.
 */
#ifndef _LINUX_BADBLOCKS_H
#define _LINUX_BADBLOCKS_H

#include <linux/types.h>
#include <linux/seqlock.h>
#include <linux/device.h>
#include <asm/page.h>

/* Bit 63: acknowledged; bits 62:9: first sector; bits 8:0: sectors less one. */
#define BB_LEN_MASK	0x1ffULL
#define BB_OFFSET_MASK	0x7ffffffffffffe00ULL
#define BB_ACK_MASK	0x8000000000000000ULL
#define BB_MAX_LEN	512
#define BB_OFFSET(entry)	(((entry) & BB_OFFSET_MASK) >> 9)
#define BB_LEN(entry)	(((entry) & BB_LEN_MASK) + 1)
#define BB_ACK(entry)	(((entry) & BB_ACK_MASK) != 0)
#define BB_MAKE(first, sectors, ack) \
	(((ack) ? BB_ACK_MASK : 0) | ((first) << 9) | ((sectors) - 1))

#define MAX_BADBLOCKS	(PAGE_SIZE / 8)

struct badblocks {
	struct device *dev;	/* NULL when no device owns the list */
	int count;
	int unacked_exist;
	int shift;		/* log2 of sectors per entry unit; below 0: the list is disabled */
	u64 *page;
	int changed;
	seqlock_t lock;

	sector_t sector;
	sector_t size;
};

int badblocks_check(struct badblocks *bb, sector_t s, int sectors,
		    sector_t *first_bad, int *bad_sectors);
int badblocks_set(struct badblocks *bb, sector_t s, int sectors, int acknowledged);
int badblocks_init(struct badblocks *bb, int enable);
void badblocks_exit(struct badblocks *bb);
int devm_init_badblocks(struct device *dev, struct badblocks *bb);
void devm_exit_badblocks(struct device *dev, struct badblocks *bb);

#endif
