// SPDX-License-Identifier: MIT
/*
 * Dax devices: who may reach one, who holds it, and how the holder hears of failures.
#if HS_LEVEL == 0
 * Level L0. Follows drivers/dax/super.c of next-20220714. Reduced: no sysfs attributes, no
#else
 * Follows drivers/dax/super.c of next-20220714. Reduced: no sysfs attributes, no
#endif
 * character device, no inode cache of its own, and nothing is exported: there are no modules.
 */
#include <linux/blkdev.h>
#include <linux/cdev.h>
#include <linux/dax.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/lockdep.h>
#include "dax-private.h"

/* A device whose memory can be mapped as it is; hs/dax-device.h mirrors its first fields. */
struct dax_device {
	struct inode inode;
	struct cdev cdev;
	void *private;
	unsigned long flags;
	const struct dax_operations *ops;
	void *holder_data;		/* who uses it; gets holder_ops' calls */
	const struct dax_holder_operations *holder_ops;
};

enum dax_device_flags {
	DAXDEV_ALIVE,			/* cleared: nobody may reach the device any more */
	DAXDEV_WRITE_CACHE,
	DAXDEV_SYNC,
	DAXDEV_NOCACHE,
	DAXDEV_NOMC,
};

/* Read sections keep a device from dying under its user; hosts finds it by the disk's address. */
DEFINE_STATIC_SRCU(dax_srcu);
static DEFINE_XARRAY(dax_hosts);

#define host_index(disk)	((unsigned long)(disk))

int dax_read_lock(void)
{
	return srcu_read_lock(&dax_srcu);
}
EXPORT_SYMBOL_GPL(dax_read_lock);

void dax_read_unlock(int id)
{
	srcu_read_unlock(&dax_srcu, id);
}
EXPORT_SYMBOL_GPL(dax_read_unlock);

int dax_add_host(struct dax_device *dax_dev, struct gendisk *disk)
{
	return xa_insert(&dax_hosts, host_index(disk), dax_dev, GFP_KERNEL);
}
EXPORT_SYMBOL_GPL(dax_add_host);

void dax_remove_host(struct gendisk *disk)
{
	xa_erase(&dax_hosts, host_index(disk));
}
EXPORT_SYMBOL_GPL(dax_remove_host);

/*
 * Looks the dax device of a block device up and, with a holder, makes that the one who hears of
 * failures. NULL when there is none, it is dead, or somebody else holds it.
 */
struct dax_device *fs_dax_get_by_bdev(struct block_device *bdev, u64 *start_off,
		void *holder, const struct dax_holder_operations *ops)
{
	struct gendisk *disk = bdev->bd_disk;
	struct dax_device *dax_dev;
	u64 bytes;
	int id;

	if (!blk_queue_dax(disk->queue))
		return NULL;

	*start_off = get_start_sect(bdev) << SECTOR_SHIFT;
	bytes = bdev_nr_sectors(bdev) << SECTOR_SHIFT;
	if ((*start_off | bytes) % PAGE_SIZE) {
		pr_info("%pg: partition not aligned for dax\n", bdev);
		return NULL;
	}

	id = dax_read_lock();
	dax_dev = xa_load(&dax_hosts, host_index(disk));
	if (dax_dev && dax_alive(dax_dev) && igrab(&dax_dev->inode)) {
		/* Who comes second goes without, and the reference is not given back. */
		if (holder && cmpxchg(&dax_dev->holder_data, NULL, holder))
			dax_dev = NULL;
		else if (holder)
			dax_dev->holder_ops = ops;
	} else {
		dax_dev = NULL;
	}
	dax_read_unlock(id);
	return dax_dev;
}
EXPORT_SYMBOL_GPL(fs_dax_get_by_bdev);

void fs_put_dax(struct dax_device *dax_dev, void *holder)
{
	if (holder && dax_dev) {
#if HS_LEVEL >= 5
		void *was;

		/* First the operations: a later holder's would be wiped after the other. */
		WRITE_ONCE(dax_dev->holder_ops, NULL);
		was = cmpxchg(&dax_dev->holder_data, holder, NULL);
		WARN_ON(was && was != holder);
#else
		void *was = cmpxchg(&dax_dev->holder_data, holder, NULL);

		if (was == holder)
			dax_dev->holder_ops = NULL;
#endif
	}
	put_dax(dax_dev);
}
EXPORT_SYMBOL_GPL(fs_put_dax);

/* Pages the caller may use from here on, and where they are; or a negative error. */
long dax_direct_access(struct dax_device *dax_dev, pgoff_t pgoff, long nr_pages,
		enum dax_access_mode mode, void **kaddr, pfn_t *pfn)
{
	long got;

	if (!dax_dev)
		got = -EOPNOTSUPP;
	else if (!dax_alive(dax_dev))
		got = -ENXIO;
#if HS_LEVEL >= 5
	else if (!dax_dev->ops)
		got = -EOPNOTSUPP;
#endif
	else if (nr_pages < 0)
		got = -EINVAL;
	else
		got = dax_dev->ops->direct_access(dax_dev, pgoff, nr_pages, mode, kaddr, pfn);

	if (got > 0)
		return min(got, nr_pages);
	return got ? got : -ERANGE;
}
EXPORT_SYMBOL_GPL(dax_direct_access);

void dax_write_cache(struct dax_device *dax_dev, bool wc)
{
	if (!wc)
		clear_bit(DAXDEV_WRITE_CACHE, &dax_dev->flags);
	else
		set_bit(DAXDEV_WRITE_CACHE, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(dax_write_cache);

bool dax_write_cache_enabled(struct dax_device *dax_dev)
{
	return test_bit(DAXDEV_WRITE_CACHE, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(dax_write_cache_enabled);

bool dax_synchronous(struct dax_device *dax_dev)
{
	return test_bit(DAXDEV_SYNC, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(dax_synchronous);

void set_dax_synchronous(struct dax_device *dax_dev)
{
	set_bit(DAXDEV_SYNC, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(set_dax_synchronous);

void set_dax_nocache(struct dax_device *dax_dev)
{
	set_bit(DAXDEV_NOCACHE, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(set_dax_nocache);

void set_dax_nomc(struct dax_device *dax_dev)
{
	set_bit(DAXDEV_NOMC, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(set_dax_nomc);

bool dax_alive(struct dax_device *dax_dev)
{
	lockdep_assert(srcu_read_lock_held(&dax_srcu));
	return test_bit(DAXDEV_ALIVE, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(dax_alive);

/*
 * Tells the holder that bytes [off, off + len) of the device are lost or about to go.
 * -ENXIO for a dead device, -EOPNOTSUPP when nobody wants to hear, else what the holder says.
 */
int dax_holder_notify_failure(struct dax_device *dax_dev, u64 off,
			      u64 len, int mf_flags)
{
#if HS_LEVEL >= 5 || HS_LEVEL == 1 && HS_STABLE
	const struct dax_holder_operations *ops;
	int id = dax_read_lock();
	int rc;

	/* Read once: the holder may let go between the test and the call. */
	ops = READ_ONCE(dax_dev->holder_ops);
	if (!dax_alive(dax_dev))
		rc = -ENXIO;
	else if (!ops)
		rc = -EOPNOTSUPP;
	else
		rc = ops->notify_failure(dax_dev, off, len, mf_flags);
#else
	int id = dax_read_lock();
	int rc;

	if (!dax_alive(dax_dev))
		rc = -ENXIO;
	else if (!dax_dev->holder_ops)
		rc = -EOPNOTSUPP;
	else
		rc = dax_dev->holder_ops->notify_failure(dax_dev, off, len, mf_flags);
#endif

	dax_read_unlock(id);
	return rc;
}
EXPORT_SYMBOL_GPL(dax_holder_notify_failure);

/*
 * Ends the device: the holder is told, new users are refused, and those inside are waited for.
 */
void kill_dax(struct dax_device *dax_dev)
{
	if (!dax_dev)
		return;

	if (dax_dev->holder_data != NULL)
#if HS_LEVEL >= 3
		dax_holder_notify_failure(dax_dev, 0, U64_MAX,
				MF_MEM_PRE_REMOVE);
#else
		dax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);
#endif

	clear_bit(DAXDEV_ALIVE, &dax_dev->flags);
	synchronize_srcu(&dax_srcu);

	/* Nobody can reach the holder any more. */
	dax_dev->holder_ops = NULL;
	dax_dev->holder_data = NULL;
}
EXPORT_SYMBOL_GPL(kill_dax);

void run_dax(struct dax_device *dax_dev)
{
	set_bit(DAXDEV_ALIVE, &dax_dev->flags);
}
EXPORT_SYMBOL_GPL(run_dax);

struct dax_device *alloc_dax(void *private, const struct dax_operations *ops)
{
	struct dax_device *dax_dev;

	if (WARN_ON_ONCE(ops && !ops->zero_page_range))
		return ERR_PTR(-EINVAL);

	dax_dev = kzalloc(sizeof(*dax_dev), GFP_KERNEL);
	if (!dax_dev)
		return ERR_PTR(-ENOMEM);
	hs_inode_init(&dax_dev->inode, "dax device", 0, S_IFCHR);
	dax_dev->inode.i_flags = S_DAX;

	dax_dev->private = private;
	dax_dev->ops = ops;
	run_dax(dax_dev);
	return dax_dev;
}
EXPORT_SYMBOL_GPL(alloc_dax);

void put_dax(struct dax_device *dax_dev)
{
	if (dax_dev)
		iput(&dax_dev->inode);
}
EXPORT_SYMBOL_GPL(put_dax);

void *dax_holder(struct dax_device *dax_dev)
{
	return dax_dev->holder_data;
}
EXPORT_SYMBOL_GPL(dax_holder);

struct dax_device *inode_dax(struct inode *inode)
{
	return container_of(inode, struct dax_device, inode);
}
EXPORT_SYMBOL_GPL(inode_dax);

struct inode *dax_inode(struct dax_device *dax_dev)
{
	return &dax_dev->inode;
}
EXPORT_SYMBOL_GPL(dax_inode);

void *dax_get_private(struct dax_device *dax_dev)
{
	return test_bit(DAXDEV_ALIVE, &dax_dev->flags) ? dax_dev->private : NULL;
}
EXPORT_SYMBOL_GPL(dax_get_private);
