// SPDX-License-Identifier: MIT
/*
 * Primitives: inodes and what syncing a filesystem pushes out.
 * For fsdax a sync flushes the entries tagged dirty and write-protects what maps them; it takes
 * no mapping away.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/dax.h>
#include <linux/slab.h>
#include "world.h"

void hs_inode_init(struct inode *inode, const char *name, unsigned long ino, umode_t mode)
{
	struct address_space *mapping = &inode->i_data;

	inode->hs_name = name;
	inode->i_ino = ino;
	inode->i_mode = mode;
	inode->i_mapping = mapping;
	atomic_set(&inode->i_count, 1);
	mapping->host = inode;
	xa_init(&mapping->i_pages);
	mapping->i_pages.xa_lock.hs.name = "i_pages";
	mapping->i_pages.xa_lock.hs.of = name;
	init_rwsem(&mapping->invalidate_lock);
	mapping->invalidate_lock.hs.name = "invalidate_lock";
	mapping->invalidate_lock.hs.of = name;
	init_rwsem(&mapping->i_mmap_rwsem);
	mapping->i_mmap_rwsem.hs.name = "i_mmap_rwsem";
	mapping->i_mmap_rwsem.hs.of = name;
}

struct inode *igrab(struct inode *inode)
{
	atomic_inc(&inode->i_count);
	__hs_event("ref-get", "kind=inode, object=%s", inode->hs_name);
	return inode;
}

void iput(struct inode *inode)
{
	if (!inode)
		return;
	atomic_dec(&inode->i_count);
	__hs_event("ref-put", "kind=inode, object=%s", inode->hs_name);
}

static const char *umount_state(const struct super_block *sb)
{
	return sb->s_umount.hs.depth == 0 ? "none" : sb->s_umount.hs.depth < 0 ? "write" : "read";
}

void writeback_inodes_sb(struct super_block *sb, enum wb_reason reason)
{
	__hs_event("sync", "mount=%s, s_umount=%s, born=%d", sb->hs_name,
		   umount_state(sb), (sb->s_flags & SB_BORN) != 0);
}

/* Takes the right to write from every entry that shows the page. */
static void write_protect(struct address_space *mapping, pgoff_t index)
{
	struct vm_area_struct *vma;

	vma_interval_tree_foreach(vma, &mapping->i_mmap, index, index) {
		unsigned long address = vma->vm_start + ((index - vma->vm_pgoff) << PAGE_SHIFT);
		unsigned int shift;
		unsigned long *entry = hs_pt_find(vma->vm_mm, address, &shift);

		if (entry)
			*entry &= ~_PAGE_RW;
	}
}

void hs_write_back(struct inode *inode)
{
	struct address_space *mapping = inode->i_mapping;
	struct hs_xa_node *node = mapping->i_pages.head;

	for (; node; node = node->next) {
		if (!(node->marks & (1u << PAGECACHE_TAG_DIRTY)))
			continue;
		write_protect(mapping, node->index);
		node->marks &= ~((1u << PAGECACHE_TAG_DIRTY) | (1u << PAGECACHE_TAG_TOWRITE));
		__hs_event("writeback", "object=%s, page=%lu", inode->hs_name, node->index);
	}
}

void sync_inodes_sb(struct super_block *sb)
{
	int i;

	for (i = 0; i < hs_world.file_count; i++) {
		struct hs_file *file = &hs_world.files[i];

		if (file->inode && file->inode->i_sb == sb && IS_DAX(file->inode))
			hs_write_back(file->inode);
	}
}

int sync_blockdev_nowait(struct block_device *bdev)
{
	return hs_injected("sync_blockdev_nowait");
}

int sync_blockdev(struct block_device *bdev)
{
	return hs_injected("sync_blockdev");
}

#if HS_LEVEL >= 2
#define FREEZES(sb)	((sb)->s_writers.freeze_kcount + (sb)->s_writers.freeze_ucount)
#else
#define FREEZES(sb)	((sb)->s_writers.frozen == SB_FREEZE_COMPLETE)
#endif

/* What became of a freeze since it was told of last; NULL where there is nothing to tell. */
static const char *freeze_step(const struct super_block *sb)
{
	int was = sb->hs_frozen_told, now = sb->s_writers.frozen;

	if (was == SB_FREEZE_COMPLETE && now == SB_FREEZE_COMPLETE)
		return FREEZES(sb) > sb->hs_freezes_told ? "shared" :
		       FREEZES(sb) < sb->hs_freezes_told ? "still held" : NULL;
	if (was == now)
		return NULL;
	switch (now) {
	case SB_FREEZE_PAGEFAULT:
		return "pagefault";
	case SB_FREEZE_COMPLETE:
		return sb_rdonly(sb) ? "read-only" : "complete";
	case SB_UNFROZEN:
		/* Nobody heard of the first level yet. */
		return was == SB_FREEZE_COMPLETE ? "thawed" : "undone";
	default:
		return NULL;
	}
}

static void tell_freeze(struct super_block *sb)
{
	const char *step = freeze_step(sb);

	sb->hs_frozen_told = sb->s_writers.frozen;
	sb->hs_freezes_told = FREEZES(sb);
	if (sb->s_writers.frozen == SB_UNFROZEN || sb->s_writers.frozen == SB_FREEZE_COMPLETE)
		hs_wake(sb);
	if (step)
		__hs_event("freeze", "mount=%s, level=%d, step=%s", sb->hs_name,
			   sb->s_writers.frozen, step);
}

static void umount_released(struct hs_lock *lock)
{
	tell_freeze(container_of(lock, struct super_block, s_umount.hs));
}

void percpu_down_write(struct percpu_rw_semaphore *sem)
{
	if (sem->hs_sb)
		tell_freeze((struct super_block *)sem->hs_sb);
}

void percpu_up_write(struct percpu_rw_semaphore *sem)
{
}

void hs_freeze_watch(struct super_block *sb)
{
	int i;

	for (i = 0; i < SB_FREEZE_LEVELS; i++)
		sb->s_writers.rw_sem[i].hs_sb = sb;
	sb->s_umount.hs.watch = umount_released;
}
