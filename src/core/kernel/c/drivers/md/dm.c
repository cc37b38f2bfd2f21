// SPDX-License-Identifier: MIT
/*
 * Device mapper, as far as dax goes through it. Level L0. Follows drivers/md/dm.c and dm-linear.c
 * of 5.19. Reduced: one linear target, fixed when the device is made; no bios. The device below is
 * opened without a holder, so that nobody hears of its failures.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/fs.h>
#include "dm-core.h"

static long linear_dax_direct_access(struct mapped_device *md, pgoff_t pgoff, long nr_pages,
				     enum dax_access_mode mode, void **kaddr, pfn_t *pfn)
{
	pgoff_t at = (md->hs_start * SECTOR_SIZE >> PAGE_SHIFT) + pgoff;

	return dax_direct_access(md->hs_below_dax, at, nr_pages, mode, kaddr, pfn);
}

static long dm_dax_direct_access(struct dax_device *dax_dev, pgoff_t pgoff, long nr_pages,
				 enum dax_access_mode mode, void **kaddr, pfn_t *pfn)
{
	struct mapped_device *md = dax_get_private(dax_dev);
	long left = PHYS_PFN(bdev_nr_bytes(md->disk->part0)) - pgoff;

	if (left <= 0)
		return -EIO;
	return linear_dax_direct_access(md, pgoff, left < nr_pages ? left : nr_pages, mode, kaddr,
					pfn);
}

static int dm_dax_zero_page_range(struct dax_device *dax_dev, pgoff_t pgoff, size_t nr_pages)
{
	return 0;
}

static const struct dax_operations dm_dax_ops = {
	.direct_access = dm_dax_direct_access,
	.zero_page_range = dm_dax_zero_page_range,
};

static int open_table_device(struct mapped_device *md)
{
	u64 part_off;

	md->hs_below_dax = fs_dax_get_by_bdev(md->hs_below, &part_off, NULL, NULL);
	return md->hs_below_dax ? 0 : -ENODEV;
}

static void cleanup_mapped_device(struct mapped_device *md)
{
	if (md->dax_dev) {
		dax_remove_host(md->disk);
		kill_dax(md->dax_dev);
		put_dax(md->dax_dev);
		md->dax_dev = NULL;
	}
	if (md->disk) {
		del_gendisk(md->disk);
		put_disk(md->disk);
	}
}

struct mapped_device *hs_dm_create(const char *name, struct gendisk *below, sector_t start,
				   sector_t len)
{
	struct mapped_device *md = kzalloc(sizeof(*md), GFP_KERNEL);

	if (!md)
		return NULL;
	__hs_name(md, "mapped device %s", name);
	md->hs_name = name;
	md->hs_below = below->part0;
	md->hs_start = start;
	if (open_table_device(md))
		return NULL;
	md->disk = blk_alloc_disk(0);
	strscpy(md->disk->disk_name, name, sizeof(md->disk->disk_name));
	md->disk->private_data = md;
	md->disk->part0->hs_name = name;
	blk_queue_flag_set(QUEUE_FLAG_DAX, md->disk->queue);
	set_capacity(md->disk, len);
	md->dax_dev = alloc_dax(md, &dm_dax_ops);
	if (IS_ERR(md->dax_dev))
		return NULL;
	if (dax_add_host(md->dax_dev, md->disk))
		return NULL;
	return md;
}

/* As if nobody had it open: `dmsetup remove` would ask first. */
void hs_dm_destroy(struct mapped_device *md)
{
	cleanup_mapped_device(md);
	put_dax(md->hs_below_dax);
}
