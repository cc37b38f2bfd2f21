/* SPDX-License-Identifier: MIT */
#ifndef DM_CORE_INTERNAL_H
#define DM_CORE_INTERNAL_H
#include <linux/blkdev.h>
#include <linux/dax.h>
/* A device made of a part of another one. */
struct mapped_device {
	struct gendisk *disk;
	struct dax_device *dax_dev;
	const char *hs_name;
	struct block_device *hs_below;	/* the one target: linear */
	struct dax_device *hs_below_dax;
	sector_t hs_start;
};
struct mapped_device *hs_dm_create(const char *name, struct gendisk *below, sector_t start,
				   sector_t len);
void hs_dm_destroy(struct mapped_device *md);
#endif
