// SPDX-License-Identifier: MIT
/*
 * Pushing out everything dirty of one filesystem. Level L0. Follows fs/sync.c of 5.19.
 */
#include <linux/kernel.h>
#include <linux/fs.h>

/* With s_umount held, for reading or writing. The first error ends it. */
int sync_filesystem(struct super_block *sb)
{
	int wait, rc;

	WARN_ON(!rwsem_is_locked(&sb->s_umount));

	/* A read-only filesystem has nothing to push. */
	if (sb_rdonly(sb))
		return 0;

	/* The first round starts it all, the second waits: so the waiting is short. */
	for (wait = 0; wait <= 1; wait++) {
		if (wait)
			sync_inodes_sb(sb);
		else
			writeback_inodes_sb(sb, WB_REASON_SYNC);

		rc = sb->s_op->sync_fs ? sb->s_op->sync_fs(sb, wait) : 0;
		if (!rc)
			rc = wait ? sync_blockdev(sb->s_bdev) : sync_blockdev_nowait(sb->s_bdev);
		if (rc)
			return rc;
	}
	return 0;
}
