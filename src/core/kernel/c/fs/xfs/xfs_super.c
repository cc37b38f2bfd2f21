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
const struct super_operations xfs_super_operations = {
	.sync_fs		= xfs_fs_sync_fs,
	.freeze_fs		= xfs_fs_freeze,
	.unfreeze_fs		= xfs_fs_unfreeze,
#if HS_LEVEL >= 2
	.shutdown		= xfs_fs_shutdown,
#endif
};
