// SPDX-License-Identifier: MIT

/**
 * A base in the style of the file most hunks of the tests are for; own text, with that file's
 * habits.
 */
export const notifyFailure = `// SPDX-License-Identifier: MIT
#include "xfs.h"
#include <linux/mm.h>
#include <linux/dax.h>

struct failure_info {
	xfs_agblock_t		startblock;
	xfs_extlen_t		blockcount;
	int			mf_flags;
};

static pgoff_t
failure_pgoff(
	struct xfs_mount		*mp,
	const struct xfs_rmap_irec	*rec,
	const struct failure_info	*notify)
{
	xfs_agblock_t			skipped = 0;

	if (rec->rm_startblock < notify->startblock)
		skipped = notify->startblock - rec->rm_startblock;
	return (rec->rm_offset + skipped) << mp->m_sb.sb_blocklog >> PAGE_SHIFT;
}

static int
xfs_dax_failure_fn(
	struct xfs_btree_cur		*cur,
	const struct xfs_rmap_irec	*rec,
	void				*data)
{
	struct xfs_mount		*mp = cur->bc_mp;
	struct xfs_inode		*ip;
	struct failure_info		*notify = data;
	int				error = 0;

	/* Metadata cannot be told to anybody. */
	if (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||
	    (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {
		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
		return -EFSCORRUPTED;
	}

	error = xfs_iget(mp, NULL, rec->rm_owner, XFS_IGET_INCORE, 0, &ip);
	if (error == -ENODATA)
		return 0;
	if (error)
		return error;

	error = mf_dax_kill_procs(VFS_I(ip)->i_mapping,
			failure_pgoff(mp, rec, notify),
			failure_pgcnt(mp, rec, notify),
			notify->mf_flags);
	xfs_irele(ip);
	return error;
}

static int
xfs_dax_notify_ddev_failure(
	struct xfs_mount	*mp,
	xfs_daddr_t		daddr,
	xfs_daddr_t		bblen,
	int			mf_flags)
{
	struct xfs_trans	*tp = NULL;
	xfs_fsblock_t		fsbno = XFS_DADDR_TO_FSB(mp, daddr);
	xfs_agnumber_t		agno = XFS_FSB_TO_AGNO(mp, fsbno);
	xfs_agnumber_t		end_agno = XFS_FSB_TO_AGNO(mp, XFS_DADDR_TO_FSB(mp, daddr + bblen));
	int			error;

	error = xfs_trans_alloc_empty(mp, &tp);
	if (error)
		return error;

	for (; agno <= end_agno; agno++) {
		struct xfs_rmap_irec	ri_low = { };
		struct failure_info	notify;
		struct xfs_perag	*group = xfs_perag_get(mp, agno);

		notify.startblock = ri_low.rm_startblock;
		error = xfs_rmap_query_range(group, &ri_low, xfs_dax_failure_fn, &notify);
		xfs_perag_put(group);
		if (error)
			break;
	}
	xfs_trans_cancel(tp);
	return error;
}

static int
xfs_dax_notify_failure(
	struct dax_device	*dax_dev,
	u64			offset,
	u64			len,
	int			mf_flags)
{
	struct xfs_mount	*mp = dax_holder(dax_dev);
	u64			ddev_start;
	u64			ddev_end;

	if (!(mp->m_sb.sb_flags & SB_BORN)) {
		xfs_warn(mp, "filesystem is not ready for notify_failure()!");
		return -EIO;
	}

	if (mp->m_rtdev_targp && mp->m_rtdev_targp->bt_daxdev == dax_dev) {
		xfs_warn(mp, "notify_failure() not supported on realtime device!");
		return -EOPNOTSUPP;
	}

	ddev_start = mp->m_ddev_targp->bt_dax_part_off;
	ddev_end = ddev_start + bdev_nr_bytes(mp->m_ddev_targp->bt_bdev) - 1;
	if (offset > ddev_end || offset + len < ddev_start)
		return -ENXIO;

	return xfs_dax_notify_ddev_failure(mp, BTOBB(offset - ddev_start), BTOBB(len), mf_flags);
}

const struct dax_holder_operations xfs_dax_holder_operations = {
	.notify_failure		= xfs_dax_notify_failure,
};
`;

export const superC = `// SPDX-License-Identifier: MIT
#include <linux/dax.h>

int dax_holder_notify_failure(struct dax_device *dax_dev, u64 off, u64 len, int mf_flags)
{
	int token = dax_read_lock();
	int answer = -ENXIO;

	if (dax_alive(dax_dev))
		answer = dax_dev->holder_ops->notify_failure(dax_dev, off, len, mf_flags);
	dax_read_unlock(token);
	return answer;
}

void kill_dax(struct dax_device *dax_dev)
{
	if (!dax_dev)
		return;

	if (dax_dev->holder_data != NULL)
		dax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);

	clear_bit(DAXDEV_ALIVE, &dax_dev->flags);
	synchronize_srcu(&dax_srcu);

	dax_dev->holder_ops = NULL;
	dax_dev->holder_data = NULL;
}
`;

export const mmH = `/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H
enum mf_flags {
	MF_COUNT_INCREASED = 1 << 0,
	MF_ACTION_REQUIRED = 1 << 1,
	MF_MUST_KILL = 1 << 2,
	MF_SOFT_OFFLINE = 1 << 3,
	MF_UNPOISON = 1 << 4,
	MF_SW_SIMULATED = 1 << 5,
};
enum mf_result {
	MF_IGNORED,
	MF_FAILED,
};
int mf_dax_kill_procs(struct address_space *mapping, pgoff_t index,
		unsigned long count, int mf_flags);
#endif
`;

export const memoryFailure = `// SPDX-License-Identifier: MIT
#include <linux/mm.h>

int mf_dax_kill_procs(struct address_space *mapping, pgoff_t index,
		unsigned long count, int mf_flags)
{
	mf_flags |= MF_ACTION_REQUIRED | MF_MUST_KILL;
	return kill_all(mapping, index, count, mf_flags & MF_MUST_KILL);
}
`;

export const files: Readonly<Record<string, string>> = {
  "fs/xfs/xfs_notify_failure.c": notifyFailure,
  "drivers/dax/super.c": superC,
  "include/linux/mm.h": mmH,
  "mm/memory-failure.c": memoryFailure,
};

/** A patch as a review thread left it: blanks eaten, the last hunk cut behind its 15th line. */
export const damaged = `--- a/drivers/dax/super.c
+++ b/drivers/dax/super.c
@@ -323,7 +323,8 @@ void kill_dax(struct dax_device *dax_dev)
 return;
  
 if (dax_dev->holder_data != NULL)
- dax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);
+ dax_holder_notify_failure(dax_dev, 0, U64_MAX,
+ MF_MEM_PRE_REMOVE);
  
 clear_bit(DAXDEV_ALIVE, &dax_dev->flags);
 synchronize_srcu(&dax_srcu);
--- a/fs/xfs/xfs_notify_failure.c
+++ b/fs/xfs/xfs_notify_failure.c
@@ -76,6 +76,9 @@ xfs_dax_failure_fn(
  
 if (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||
 (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {
+ /* Do not shut down when the device is about to go */
+ if (notify->mf_flags & MF_MEM_PRE_REMOVE)
+ return 0;
 xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
 return -EFSCORRUPTED;
 }
@@ -174,12 +177,22 @@ xfs_dax_notify_failure(
 struct xfs_mount*mp = dax_holder(dax_dev);
 u64 ddev_start;
 u64 ddev_end;
+ int error;
  
 if (!(mp->m_sb.sb_flags & SB_BORN)) {
 xfs_warn(mp, "filesystem is not ready for notify_failure()!");
 return -EIO;
 }
  
+ if (mf_flags & MF_MEM_PRE_REMOVE) {
+ xfs_info(mp, "device is about to be removed!");
+ down_write(&mp->m_super->s_umount);
+ error = sync_filesystem(mp->m_super);
+ up_write(&mp->m_super->s_umount);
`;
