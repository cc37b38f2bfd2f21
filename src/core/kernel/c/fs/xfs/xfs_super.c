// SPDX-License-Identifier: MIT
/*
#if HS_LEVEL == 0
 * XFS's superblock operations. Level L0. Follows fs/xfs/xfs_super.c of next-20220714. Reduced: no
#else
 * XFS's superblock operations. Follows fs/xfs/xfs_super.c of next-20220714. Reduced: no
#endif
 * mount options; the world puts a mount together (hs/world.c).
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_super.h"
#include "xfs_buf.h"
#include "xfs_log.h"
#include <linux/slab.h>
#include <linux/fs_context.h>
#include "../../hs/world.h"

/* Only where nobody holds the super block: who does syncs it himself. */
static void
xfs_flush_inodes_worker(
	struct work_struct	*work)
{
	struct xfs_mount	*mp = container_of(work, struct xfs_mount, m_flush_inodes_work);
	struct super_block	*sb = mp->m_super;

	if (down_read_trylock(&sb->s_umount)) {
		sync_inodes_sb(sb);
		up_read(&sb->s_umount);
	}
}

/* Dirty data of all inodes is written, by a worker that is waited for. */
void
xfs_flush_inodes(
	struct xfs_mount	*mp)
{
	INIT_WORK(&mp->m_flush_inodes_work, xfs_flush_inodes_worker);
	schedule_work(&mp->m_flush_inodes_work);
	flush_work(&mp->m_flush_inodes_work);
}

STATIC int
xfs_fs_sync_fs(
	struct super_block	*sb,
	int			wait)
{
	struct xfs_mount	*mp;
	int			error;

	/* Starting without waiting: the log is forced when it is waited for. */
	if (!wait)
		return 0;

	mp = XFS_M(sb);
	error = xfs_log_force(mp, XFS_LOG_SYNC);
	if (error)
		return error;

	return 0;
}

STATIC int
xfs_fs_freeze(
	struct super_block	*sb)
{
	return xfs_log_force(XFS_M(sb), XFS_LOG_SYNC);
}

STATIC int
xfs_fs_unfreeze(
	struct super_block	*sb)
{
	return 0;
}

#if HS_LEVEL >= 2
STATIC void
xfs_fs_shutdown(
	struct super_block	*sb)
{
	xfs_force_shutdown(XFS_M(sb), SHUTDOWN_DEVICE_REMOVED);
}

#endif
STATIC void
xfs_close_devices(
	struct xfs_mount	*mp)
{
	if (mp->m_logdev_targp && mp->m_logdev_targp != mp->m_ddev_targp)
		xfs_free_buftarg(mp->m_logdev_targp);
	if (mp->m_rtdev_targp)
		xfs_free_buftarg(mp->m_rtdev_targp);
	xfs_free_buftarg(mp->m_ddev_targp);
}

/* The log's last record is written while its device is still there. */
STATIC void
xfs_fs_put_super(
	struct super_block	*sb)
{
	struct xfs_mount	*mp = XFS_M(sb);

	/* A mount that never came up has nothing to give back. */
	if (!sb->s_fs_info)
		return;

	xfs_notice(mp, "unmounting");
	xfs_log_force(mp, XFS_LOG_SYNC);
	mp->m_log->hs_dead = true;
	xfs_close_devices(mp);

	sb->s_fs_info = NULL;
	hs_mount_closed(sb);
	kfree(mp);
}

/* Called with s_umount held for writing. The world knows which devices there are. */
STATIC int
xfs_fs_fill_super(
	struct super_block	*sb,
	struct fs_context	*fc)
{
	struct hs_mount_plan	*plan = hs_plan_of(sb);
	int			error;

	error = hs_mount_open(plan);
	if (error)
		return error;

	error = hs_mount_read(plan);
	if (error) {
		xfs_warn(XFS_M(sb), "a block that a mount needs cannot be read: %d", error);
		xfs_close_devices(XFS_M(sb));
		hs_mount_failed(plan);
		return error;
	}

	/* Reading the log and the root directory takes its time here. */
	hs_mount_filled(sb);
	return 0;
}

STATIC int
xfs_fs_get_tree(
	struct fs_context	*fc)
{
	return get_tree_bdev(fc, xfs_fs_fill_super);
}

const struct fs_context_operations xfs_context_ops = {
	.get_tree		= xfs_fs_get_tree,
};

struct file_system_type xfs_fs_type = {
	.name			= "xfs",
	.kill_sb		= kill_block_super,
};

const struct super_operations xfs_super_operations = {
	.put_super		= xfs_fs_put_super,
	.sync_fs		= xfs_fs_sync_fs,
	.freeze_fs		= xfs_fs_freeze,
	.unfreeze_fs		= xfs_fs_unfreeze,
#if HS_LEVEL >= 2
	.shutdown		= xfs_fs_shutdown,
#endif
};
