// SPDX-License-Identifier: MIT
/*
 * Primitives: the beginning and the end of a mount, in the order of fs/super.c and
 * fs/xfs/xfs_super.c of 5.19: s_umount is held for writing from the first step to the last but
 * one, the filesystem is born after its devices are open, and put_super lets go of them last.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "world.h"
#include "dax-entry.h"
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_buf.h"
#include "xfs_super.h"

static void tell(struct hs_mount_plan *plan, const char *step)
{
	__hs_event("mount", "mount=%s, step=%s", plan->name, step);
}

/* With s_umount held for writing. */
static int xfs_fs_fill_super(struct hs_mount_plan *plan)
{
	int error = plan->mounted ? 0 : hs_mount_open(plan);

	/* Reading the log and the root directory takes its time here. */
	tell(plan, "fill");
	return error;
}

int vfs_get_tree(struct hs_mount_plan *plan)
{
	struct super_block *sb = plan->sb;
	int error;

	if (sb->s_flags & SB_BORN)
		return -EBUSY;
	down_write(&sb->s_umount);
	error = xfs_fs_fill_super(plan);
	if (!error) {
		sb->s_flags |= SB_ACTIVE | SB_BORN;
		tell(plan, "born");
	}
	up_write(&sb->s_umount);
	return error;
}

/*
 * Every entry of the file goes, and each takes its page out of the file: the struct page is
 * touched, whether it is still there or not.
 */
static void evict(struct inode *inode)
{
	struct address_space *mapping = inode->i_mapping;
	struct hs_xa_node *node;

	while ((node = mapping->i_pages.head)) {
		if (!dax_is_empty_entry(node->entry) && !dax_is_zero_entry(node->entry)) {
			struct page *page = hs_page_at(dax_to_pfn(node->entry));

			page->mapping = NULL;
			page->index = 0;
		}
		xa_erase(&mapping->i_pages, node->index);
	}
	mapping->nrpages = 0;
}

void evict_inodes(struct super_block *sb)
{
	int i;

	for (i = 0; i < hs_world.file_count; i++) {
		struct hs_file *file = &hs_world.files[i];

		if (file->inode->i_sb == sb && IS_DAX(file->inode))
			evict(file->inode);
	}
}

static void xfs_close_devices(struct xfs_mount *mp)
{
	if (mp->m_logdev_targp && mp->m_logdev_targp != mp->m_ddev_targp)
		xfs_free_buftarg(mp->m_logdev_targp);
	if (mp->m_rtdev_targp)
		xfs_free_buftarg(mp->m_rtdev_targp);
	xfs_free_buftarg(mp->m_ddev_targp);
}

static void xfs_fs_put_super(struct super_block *sb)
{
	struct xfs_mount *mp = XFS_M(sb);
	struct hs_mount_plan *plan = hs_plan_of(sb);

	xfs_notice(mp, "unmounting");
	xfs_log_force(mp, XFS_LOG_SYNC);
	mp->m_log->hs_dead = true;
	xfs_close_devices(mp);
	sb->s_fs_info = NULL;
	hs_mount_closed(plan);
	kfree(mp);
	tell(plan, "freed");
}

void generic_shutdown_super(struct super_block *sb)
{
	sync_filesystem(sb);
	sb->s_flags &= ~SB_ACTIVE;
	evict_inodes(sb);
	xfs_fs_put_super(sb);
	up_write(&sb->s_umount);
}

void kill_block_super(struct super_block *sb)
{
	struct block_device *bdev = sb->s_bdev;

	bdev->bd_super = NULL;
	generic_shutdown_super(sb);
	sync_blockdev(bdev);
}

/* A freeze holds a reference of its own: then the last step is left to the thaw. */
void deactivate_super(struct super_block *sb)
{
	if (1 < atomic_read(&sb->s_active)) {
		atomic_dec(&sb->s_active);
		tell(hs_plan_of(sb), "kept");
		return;
	}
	down_write(&sb->s_umount);
	atomic_dec(&sb->s_active);
	tell(hs_plan_of(sb), "shutdown");
	kill_block_super(sb);
}

static bool is_mapped(struct hs_mount_plan *plan)
{
	int i;

	for (i = 0; i < hs_world.mapping_count; i++)
		if (hs_same(hs_world.mappings[i].file->mount_name, plan->name))
			return true;
	return false;
}

/* Files that somebody maps keep the mount busy. */
long hs_stimulus_umount(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !hs_runs_as(process))
		return -EINVAL;
	if (!plan->mounted)
		return -EINVAL;
	if (is_mapped(plan)) {
		tell(plan, "busy");
		return -EBUSY;
	}
	deactivate_super(plan->sb);
	return 0;
}

long hs_stimulus_mount(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !hs_runs_as(process))
		return -EINVAL;
	if (!hs_mount_of(plan))
		return -EINVAL;
	return vfs_get_tree(plan);
}

/* The FIFREEZE and FITHAW calls on the mount's root. */
/* As fsfreeze does: user space holds it, from the level on that knows of holders. */
int hs_user_freeze(struct super_block *sb)
{
#if HS_LEVEL >= 5
	return freeze_super(sb, FREEZE_HOLDER_USERSPACE, NULL);
#elif HS_LEVEL >= 2
	return freeze_super(sb, FREEZE_HOLDER_USERSPACE);
#else
	return freeze_super(sb);
#endif
}

static int user_thaw(struct super_block *sb)
{
#if HS_LEVEL >= 5
	return thaw_super(sb, FREEZE_HOLDER_USERSPACE, NULL);
#elif HS_LEVEL >= 2
	return thaw_super(sb, FREEZE_HOLDER_USERSPACE);
#else
	return thaw_super(sb);
#endif
}

long hs_stimulus_freeze(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !plan->mounted || !hs_runs_as(process))
		return -EINVAL;
	return hs_user_freeze(plan->sb);
}

long hs_stimulus_thaw(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !plan->mounted || !hs_runs_as(process))
		return -EINVAL;
	return user_thaw(plan->sb);
}
