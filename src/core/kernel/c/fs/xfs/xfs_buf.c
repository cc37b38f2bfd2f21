// SPDX-License-Identifier: MIT
/*
 * The devices under a filesystem. Level L0. Follows fs/xfs/xfs_buf.c of next-20220714. Reduced: no
 * buffers.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_buf.h"
#include "xfs_super.h"

#if defined(CONFIG_MEMORY_FAILURE) && defined(CONFIG_FS_DAX)
#define HEARS_FAILURES	(&xfs_dax_holder_operations)
#else
#define HEARS_FAILURES	NULL
#endif

struct xfs_buftarg *
xfs_alloc_buftarg(
	struct xfs_mount	*mp,
	struct block_device	*bdev)
{
	struct xfs_buftarg	*target = kzalloc(sizeof(*target), GFP_KERNEL);

	if (target) {
		target->bt_mount = mp;
		target->bt_bdev = bdev;
		target->bt_daxdev = fs_dax_get_by_bdev(bdev, &target->bt_dax_part_off, mp,
						       HEARS_FAILURES);
	}
	return target;
}

void
xfs_free_buftarg(
	struct xfs_buftarg	*btp)
{
	blkdev_issue_flush(btp->bt_bdev);
	fs_put_dax(btp->bt_daxdev, btp->bt_mount);
	kfree(btp);
}
