/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_BLK_TYPES_H
#define _LINUX_BLK_TYPES_H
#include <linux/types.h>
#include <linux/device.h>
#define SECTOR_SHIFT	9
#define SECTOR_SIZE	(1 << SECTOR_SHIFT)
struct gendisk;
struct block_device {
	sector_t bd_start_sect;
	sector_t bd_nr_sectors;
	struct gendisk *bd_disk;
	struct super_block *bd_super;
	const char *hs_name;
};
#endif
