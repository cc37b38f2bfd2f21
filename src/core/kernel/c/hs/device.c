// SPDX-License-Identifier: MIT
/*
 * Primitives: devices and their references, disks. Device resources and binding are C in
 * drivers/base.
 */
#include <linux/device.h>
#include <linux/blkdev.h>
#include <linux/slab.h>
#include <linux/kernel.h>
#include <linux/fs.h>

void hs_device_init(struct device *dev, const char *name, struct device *parent)
{
	dev->init_name = name;
	dev->parent = parent;
	mutex_init(&dev->mutex);
	dev->mutex.hs.name = "device_lock";
	dev->mutex.hs.of = name;
	spin_lock_init(&dev->devres_lock);
	dev->devres_lock.hs.name = "devres_lock";
	dev->devres_lock.hs.of = name;
	INIT_LIST_HEAD(&dev->devres_head);
	INIT_LIST_HEAD(&dev->hs_bus_node);
	dev->hs_references = 1;
}

struct device *get_device(struct device *dev)
{
	if (!dev)
		return NULL;
	dev->hs_references++;
	hs_hold("device", dev, dev_name(dev), NULL);
	__hs_event("ref-get", "kind=device, object=%s", dev_name(dev));
	return dev;
}

void put_device(struct device *dev)
{
	if (!dev)
		return;
	dev->hs_references--;
	hs_unhold("device", dev, dev_name(dev), NULL);
	__hs_event("ref-put", "kind=device, object=%s", dev_name(dev));
}

/* With a reference, or NULL. */
struct device *bus_find_device_by_name(struct bus_type *bus, struct device *start, const char *name)
{
	struct device *dev;

	list_for_each_entry(dev, &bus->hs_devices, hs_bus_node)
		if (sysfs_streq(dev_name(dev), name))
			return get_device(dev);
	return NULL;
}

void hs_devm_kfree(void *object)
{
	kfree(object);
}

struct gendisk *hs_blk_alloc_disk(const char *name)
{
	struct gendisk *disk = __hs_alloc(sizeof(*disk), 1, "struct gendisk");

	disk->part0 = __hs_alloc(sizeof(*disk->part0), 1, "struct block_device");
	disk->part0->bd_disk = disk;
	disk->queue = __hs_alloc(sizeof(*disk->queue), 1, "struct request_queue");
	return disk;
}

void set_capacity(struct gendisk *disk, sector_t size)
{
	disk->part0->bd_nr_sectors = size;
}

sector_t get_capacity(struct gendisk *disk)
{
	return disk->part0->bd_nr_sectors;
}

void blk_queue_flag_set(unsigned int flag, struct request_queue *q)
{
	__set_bit(flag, &q->queue_flags);
}

int device_add_disk(struct device *parent, struct gendisk *disk, const void *groups)
{
	return 0;
}

#if HS_LEVEL >= 2
/*
 * The filesystem on the whole disk hears that it goes, then the disk is dead and empty. Those on
 * partitions are not told.
 */
#else
/*
 * L0 (6.4 and before): the filesystem on the whole disk is synced under s_umount, then the disk
 * is dead and empty. Partitions are dropped without that.
 */
#endif
void del_gendisk(struct gendisk *disk)
{
	struct super_block *sb = disk->part0->bd_super;

	might_sleep();
	__hs_event("disk", "disk=%s, step=delete", disk->disk_name);
#if HS_LEVEL >= 2
	if (sb)
		fs_bdev_mark_dead(disk->part0, false);
#else
	if (sb) {
		down_read(&sb->s_umount);
		/* It may have been unmounted while its lock was waited for. */
		if (sb->s_flags & SB_ACTIVE)
			sync_filesystem(sb);
		up_read(&sb->s_umount);
	}
#endif
	__set_bit(GD_DEAD, &disk->state);
	set_capacity(disk, 0);
	__hs_event("disk", "disk=%s, step=dead", disk->disk_name);
}

void put_disk(struct gendisk *disk)
{
	__hs_event("disk", "disk=%s, step=put", disk->disk_name);
}

int blkdev_issue_flush(struct block_device *bdev)
{
	return hs_injected("blkdev_issue_flush");
}
