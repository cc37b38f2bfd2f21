/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_BLKDEV_H
#define _LINUX_BLKDEV_H
#include <linux/blk_types.h>
#include <linux/badblocks.h>
#define QUEUE_FLAG_DAX	19
struct request_queue { unsigned long queue_flags; };
#define GD_READ_ONLY	1
#define GD_DEAD		2
struct gendisk {
	char disk_name[32];
	struct block_device *part0;
	void *private_data;
	struct request_queue *queue;
	unsigned long state;
	struct badblocks *bb;
};
static inline sector_t bdev_nr_sectors(struct block_device *bdev) { return bdev->bd_nr_sectors; }
static inline loff_t bdev_nr_bytes(struct block_device *bdev)
{
	loff_t sectors = bdev_nr_sectors(bdev);

	return sectors << SECTOR_SHIFT;
}
static inline sector_t get_start_sect(struct block_device *bdev) { return bdev->bd_start_sect; }
void set_capacity(struct gendisk *disk, sector_t size);
sector_t get_capacity(struct gendisk *disk);
struct gendisk *hs_blk_alloc_disk(const char *name);
#define blk_alloc_disk(node)	hs_blk_alloc_disk("disk")
#define blk_queue_dax(q)	test_bit(QUEUE_FLAG_DAX, &(q)->queue_flags)
int device_add_disk(struct device *parent, struct gendisk *disk, const void *groups);
void del_gendisk(struct gendisk *disk);
void put_disk(struct gendisk *disk);
void blk_queue_flag_set(unsigned int flag, struct request_queue *q);
int blkdev_issue_flush(struct block_device *bdev);
#endif
