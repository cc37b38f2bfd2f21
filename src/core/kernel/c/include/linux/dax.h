/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_DAX_H
#define _LINUX_DAX_H
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pfn.h>
typedef unsigned long dax_entry_t;
struct dax_device;
struct gendisk;
struct iov_iter;
enum dax_access_mode { DAX_ACCESS, DAX_RECOVERY_WRITE };
struct dax_operations {
	long (*direct_access)(struct dax_device *dax_dev, pgoff_t pgoff, long nr_pages,
			      enum dax_access_mode mode, void **kaddr, pfn_t *pfn);
	bool (*dax_supported)(struct dax_device *dax_dev, struct block_device *bdev,
			      int blocksize, sector_t start, sector_t sectors);
	int (*zero_page_range)(struct dax_device *dax_dev, pgoff_t pgoff, size_t nr_pages);
	size_t (*recovery_write)(struct dax_device *dax_dev, pgoff_t pgoff, void *addr,
				 size_t bytes, struct iov_iter *iter);
};
struct dax_holder_operations {
	int (*notify_failure)(struct dax_device *dax_dev, u64 offset, u64 len, int mf_flags);
};
/* A device's life: made, alive, dead, let go. */
struct dax_device *alloc_dax(void *private, const struct dax_operations *ops);
void run_dax(struct dax_device *dax_dev);
bool dax_alive(struct dax_device *dax_dev);
void kill_dax(struct dax_device *dax_dev);
void put_dax(struct dax_device *dax_dev);
/* Between these two it cannot die unseen. */
int dax_read_lock(void);
void dax_read_unlock(int id);
/* Found by the disk, and held. */
int dax_add_host(struct dax_device *dax_dev, struct gendisk *disk);
struct dax_device *fs_dax_get_by_bdev(struct block_device *bdev, u64 *start_off,
		void *holder, const struct dax_holder_operations *ops);
void *dax_holder(struct dax_device *dax_dev);
int dax_holder_notify_failure(struct dax_device *dax_dev, u64 off, u64 len, int mf_flags);
void fs_put_dax(struct dax_device *dax_dev, void *holder);
void dax_remove_host(struct gendisk *disk);
/* What it is and can do. */
void *dax_get_private(struct dax_device *dax_dev);
struct inode *dax_inode(struct dax_device *dax_dev);
struct dax_device *inode_dax(struct inode *inode);
void set_dax_nomc(struct dax_device *dax_dev);
void set_dax_nocache(struct dax_device *dax_dev);
void set_dax_synchronous(struct dax_device *dax_dev);
bool dax_synchronous(struct dax_device *dax_dev);
bool dax_write_cache_enabled(struct dax_device *dax_dev);
void dax_write_cache(struct dax_device *dax_dev, bool wc);
long dax_direct_access(struct dax_device *dax_dev, pgoff_t pgoff, long nr_pages,
		enum dax_access_mode mode, void **kaddr, pfn_t *pfn);
/* The mapping of a file, and its entries. */
static inline bool dax_mapping(struct address_space *mapping)
{
	const struct inode *host = mapping->host;

	return host && IS_DAX(host);
}
dax_entry_t dax_lock_mapping_entry(struct address_space *mapping, unsigned long index,
				   struct page **page);
void dax_unlock_mapping_entry(struct address_space *mapping, unsigned long index,
			      dax_entry_t cookie);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
dax_entry_t dax_lock_folio(struct folio *folio);
void dax_unlock_folio(struct folio *folio, dax_entry_t cookie);
#else
dax_entry_t dax_lock_page(struct page *page);
void dax_unlock_page(struct page *page, dax_entry_t cookie);
#endif
int dax_invalidate_mapping_entry_sync(struct address_space *mapping, pgoff_t index);
/* Puts an entry for one page (or 2 MiB: order 9) as a fault does; see fs/dax.c. */
void hs_dax_insert_entry(struct address_space *mapping, pgoff_t index, unsigned long pfn,
			 unsigned int order, bool dirty);
#endif
