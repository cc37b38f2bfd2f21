// SPDX-License-Identifier: MIT
/*
#if HS_LEVEL == 0
 * What XFS does when it hears that its device lost memory, or is about to go. Level L0.
 * Follows fs/xfs/xfs_notify_failure.c of next-20220714. As untidy as the kernel's text was at this
 * level: the test of the ready bit, the flags of failure_info and the clipping of ranges are left
 * as they were.
#else
 * What XFS does when it hears that its device lost memory, or is about to go. As untidy as the
 * kernel's text was at each level. Over 400 lines: one text for all levels, each less than that.
#endif
 */
#include "xfs.h"
#include "xfs_shared.h"
#include "xfs_format.h"
#include "xfs_log_format.h"
#include "xfs_trans_resv.h"
#include "xfs_mount.h"
#include "xfs_alloc.h"
#include "xfs_bit.h"
#include "xfs_btree.h"
#include "xfs_inode.h"
#include "xfs_icache.h"
#include "xfs_rmap.h"
#include "xfs_rmap_btree.h"
#include "xfs_rtalloc.h"
#include "xfs_trans.h"
#include "xfs_ag.h"
#include "xfs_super.h"
#if HS_LEVEL >= 4
#include "xfs_group.h"
#include "xfs_rtgroup.h"
#endif
#if HS_LEVEL >= 5
#include "xfs_healthmon.h"
#endif

#include <linux/mm.h>
#include <linux/dax.h>
#if HS_LEVEL >= 3
#include <linux/fs.h>
#endif
#if HS_LEVEL >= 5
#include <linux/fserror.h>
#endif

#if HS_LEVEL == 0
struct failure_info {
#elif HS_LEVEL == 1 && !HS_STABLE
struct failure_info {
#else
struct xfs_failure_info {
#endif
	xfs_agblock_t		startblock;
	xfs_extlen_t		blockcount;
	int			mf_flags;
#if HS_LEVEL >= 1
	bool			want_shutdown;	/* it hit what no process can be told about */
#endif
};

/* The first page of the file that the failure touches. */
static pgoff_t
xfs_failure_pgoff(
	struct xfs_mount		*mp,
	const struct xfs_rmap_irec	*rec,
#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
	const struct failure_info	*notify)
#else
	const struct xfs_failure_info	*notify)
#endif
{
	xfs_agblock_t			skipped = 0;
	loff_t				at;

	if (rec->rm_startblock < notify->startblock)
		skipped = notify->startblock - rec->rm_startblock;
	at = XFS_FSB_TO_B(mp, rec->rm_offset) + XFS_FSB_TO_B(mp, skipped);
	return at >> PAGE_SHIFT;
}

/* How many pages of the record the failure touches. */
static unsigned long
xfs_failure_pgcnt(
	struct xfs_mount		*mp,
	const struct xfs_rmap_irec	*rec,
#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
	const struct failure_info	*notify)
#else
	const struct xfs_failure_info	*notify)
#endif
{
	xfs_agblock_t			start_cross;
	xfs_agblock_t			end_cross;

	/* What the record and the failure have in common. */
	start_cross = max(rec->rm_startblock, notify->startblock);
	end_cross = min(rec->rm_startblock + rec->rm_blockcount,
			notify->startblock + notify->blockcount);

	return XFS_FSB_TO_B(mp, end_cross - start_cross) >> PAGE_SHIFT;
}

static int
xfs_dax_failure_fn(
	struct xfs_btree_cur		*cur,
	const struct xfs_rmap_irec	*rec,
	void				*data)
{
	struct xfs_mount		*mp = cur->bc_mp;
	struct xfs_inode		*ip;
#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
	struct failure_info		*notify = data;
#else
	struct xfs_failure_info		*notify = data;
#endif
#if HS_LEVEL >= 3
	bool				removal = notify->mf_flags & MF_MEM_PRE_REMOVE;
	struct address_space		*mapping;
	unsigned long			pgcnt;
	pgoff_t				pgoff;
#endif
	int				error = 0;

	if (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||
	    (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {
#if HS_LEVEL == 0
		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
		return -EFSCORRUPTED;
#else
#if HS_LEVEL >= 3
		/* Nothing is lost yet: only who maps files has to hear. */
		if (removal)
			return 0;
#endif
		notify->want_shutdown = true;
		return 0;
#endif
	}

	/* Only inodes in memory can be mapped by anyone. */
	error = xfs_iget(mp, cur->bc_tp, rec->rm_owner, XFS_IGET_INCORE, 0, &ip);
	if (error == -ENODATA)
		return 0;
#if HS_LEVEL == 0
	if (error)
		return error;
#else
	/* One that cannot be had does not keep the others from being told. */
	if (error) {
		notify->want_shutdown = true;
		return 0;
	}
#endif

#if HS_LEVEL >= 3
	mapping = VFS_I(ip)->i_mapping;
	pgoff = xfs_failure_pgoff(mp, rec, notify);
	pgcnt = xfs_failure_pgcnt(mp, rec, notify);

	/* Pages of a file that is not dax are ordinary memory. */
	if (dax_mapping(mapping))
		error = mf_dax_kill_procs(mapping, pgoff, pgcnt, notify->mf_flags);

	/* No entry may be left for umount to find when the struct pages are gone. */
	if (removal)
		invalidate_inode_pages2_range(mapping, pgoff, pgoff + pgcnt - 1);

#if HS_LEVEL >= 5
	fserror_report_data_lost(VFS_I(ip), (u64)pgoff << PAGE_SHIFT,
			(u64)pgcnt << PAGE_SHIFT, GFP_NOFS);
#endif
#else
	error = mf_dax_kill_procs(VFS_I(ip)->i_mapping,
				  xfs_failure_pgoff(mp, rec, notify),
				  xfs_failure_pgcnt(mp, rec, notify),
				  notify->mf_flags);
#endif
	xfs_irele(ip);
	return error;
}
#if HS_LEVEL >= 3

/* Keeps writers out while mappings are taken away. Who reads can still fault. */
static int
xfs_dax_notify_failure_freeze(
	struct xfs_mount	*mp)
{
#if HS_LEVEL >= 5
	int			error = freeze_super(mp->m_super, FREEZE_HOLDER_KERNEL, NULL);
#else
	int			error = freeze_super(mp->m_super, FREEZE_HOLDER_KERNEL);
#endif

	if (error)
		xfs_emerg(mp, "not frozen before removal: %d", error);
	return error;
}

/* Undoes a freeze of our own, and one of user space: nobody can thaw a device that is gone. */
static void
xfs_dax_notify_failure_thaw(
	struct xfs_mount	*mp,
	bool			kernel_frozen)
{
	struct super_block	*sb = mp->m_super;
	int			error = 0;

#if HS_LEVEL >= 5
	if (kernel_frozen)
		error = thaw_super(sb, FREEZE_HOLDER_KERNEL, NULL);
	if (error)
		xfs_emerg(mp, "not thawed after removal: %d", error);
	thaw_super(sb, FREEZE_HOLDER_USERSPACE, NULL);
#else
	if (kernel_frozen)
		error = thaw_super(sb, FREEZE_HOLDER_KERNEL);
	if (error)
		xfs_emerg(mp, "not thawed after removal: %d", error);
	thaw_super(sb, FREEZE_HOLDER_USERSPACE);
#endif
}
#endif

#if HS_LEVEL >= 4
/*
 * Bytes of a dax device as disk addresses of the part that is the filesystem's. The end is
 * compared as it was before the start was taken off: a range over the end of a partition that
 * does not begin at 0 stays too long.
 */
static int
xfs_dax_translate_range(
	struct xfs_buftarg	*btp,
	u64			offset,
	u64			len,
	xfs_daddr_t		*daddr,
	uint64_t		*bblen)
{
	u64			bytes = bdev_nr_bytes(btp->bt_bdev);
	u64			dev_start = btp->bt_dax_part_off;
	u64			dev_end = dev_start + bytes - 1;

	/* All of the device: whatever its owner does not have of it does not count. */
	if (offset == 0 && len == U64_MAX) {
		offset = dev_start;
		len = bytes;
	}

	if (offset > dev_end || offset + len - 1 < dev_start)
		return -ENXIO;

	if (offset > dev_start) {
		offset -= dev_start;
	} else {
		len -= dev_start - offset;
		offset = 0;
	}
	if (offset + len - 1 > dev_end)
		len = dev_end - offset + 1;

	*bblen = BTOBB(len);
	*daddr = BTOBB(offset);
	return 0;
}

/* A log that is lost ends the filesystem; one that is only about to go can still be written. */
static int
xfs_dax_notify_logdev_failure(
	struct xfs_mount	*mp,
	u64			offset,
	u64			len,
	int			mf_flags)
{
	uint64_t		bblen;
	xfs_daddr_t		daddr;
	int			error;

	if (mf_flags & MF_MEM_PRE_REMOVE)
		return 0;

	/* What lies beyond the log is none of its business. */
	error = xfs_dax_translate_range(mp->m_logdev_targp, offset, len, &daddr, &bblen);
#if HS_LEVEL >= 5
	if (!error)
		xfs_healthmon_report_media(mp, XFS_DEV_LOG, daddr, bblen);
#endif
	if (!error && daddr >= XFS_FSB_TO_BB(mp, mp->m_sb.sb_logblocks))
		error = -ENXIO;
	if (error)
		return error;

	xfs_err(mp, "ondisk log corrupt, shutting down fs!");
	xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
	return -EFSCORRUPTED;
}

#endif
#if HS_LEVEL < 4
static int
xfs_dax_notify_ddev_failure(
	struct xfs_mount	*mp,
	xfs_daddr_t		daddr,
	xfs_daddr_t		bblen,
	int			mf_flags)
{
#if HS_LEVEL == 1 && !HS_STABLE
	struct failure_info	notify = { .mf_flags = mf_flags };
#elif HS_LEVEL >= 1
	struct xfs_failure_info	notify = { .mf_flags = mf_flags };
#endif
	struct xfs_trans	*tp = NULL;
	struct xfs_btree_cur	*cur = NULL;
	struct xfs_buf		*agf_bp = NULL;
	int			error = 0;
#if HS_LEVEL >= 3
	bool			kernel_frozen = false;
#endif
	xfs_fsblock_t		fsbno = XFS_DADDR_TO_FSB(mp, daddr);
	xfs_agnumber_t		agno = XFS_FSB_TO_AGNO(mp, fsbno);
#if HS_LEVEL >= 2 || HS_LEVEL == 1 && HS_STABLE
	xfs_fsblock_t		end_fsbno = XFS_DADDR_TO_FSB(mp, daddr + bblen - 1);
#else
	xfs_fsblock_t		end_fsbno = XFS_DADDR_TO_FSB(mp, daddr + bblen);
#endif
	xfs_agnumber_t		end_agno = XFS_FSB_TO_AGNO(mp, end_fsbno);

#if HS_LEVEL >= 3
	if (mf_flags & MF_MEM_PRE_REMOVE) {
		xfs_info(mp, "the device is going to be removed");
		/* The device goes in any case: a freeze that fails changes nothing. */
		kernel_frozen = !xfs_dax_notify_failure_freeze(mp);
	}

#endif
	error = xfs_trans_alloc_empty(mp, &tp);
	if (error)
#if HS_LEVEL >= 3
		goto out;
#else
		return error;
#endif

	for (; agno <= end_agno; agno++) {
		struct xfs_rmap_irec	ri_low = { };
#if HS_LEVEL == 0
		struct failure_info	notify;
#endif
		struct xfs_rmap_irec	ri_high;
		struct xfs_agf		*agf;
		xfs_agblock_t		agend;
		bool			last = agno == end_agno;
		struct xfs_perag	*pag = xfs_perag_get(mp, agno);

		error = xfs_alloc_read_agf(pag, tp, 0, &agf_bp);
		if (error) {
			xfs_perag_put(pag);
			break;
		}

		cur = xfs_rmapbt_init_cursor(mp, tp, agf_bp, pag);
		agf = agf_bp->b_addr;

		/* From the first block of the range, or of the AG, to the last. */
		ri_low.rm_startblock = XFS_FSB_TO_AGBNO(mp, fsbno);
		memset(&ri_high, 0xFF, sizeof(struct xfs_rmap_irec));
		if (last)
			ri_high.rm_startblock = XFS_FSB_TO_AGBNO(mp, end_fsbno);

		/* The failure ends with the AG, as its header has it, where the range goes on. */
#if HS_LEVEL >= 3 || HS_STABLE
		agend = min(ri_high.rm_startblock, be32_to_cpu(agf->agf_length) - 1);
		notify.blockcount = agend + 1 - ri_low.rm_startblock;
#else
		agend = min(ri_high.rm_startblock, be32_to_cpu(agf->agf_length));
		notify.blockcount = agend - ri_low.rm_startblock;
#endif
		notify.startblock = ri_low.rm_startblock;

		error = xfs_rmap_query_range(cur, &ri_low, &ri_high,
				&xfs_dax_failure_fn, &notify);
		xfs_btree_del_cursor(cur, error);
		xfs_trans_brelse(tp, agf_bp);
		xfs_perag_put(pag);
		if (error)
			break;

		fsbno = XFS_AGB_TO_FSB(mp, agno + 1, 0);
	}

	xfs_trans_cancel(tp);
#if HS_LEVEL >= 3

	/* A removal ends like a forced umount, whatever the walk met; a loss is corruption. */
	if (mf_flags & MF_MEM_PRE_REMOVE) {
		xfs_force_shutdown(mp, SHUTDOWN_FORCE_UMOUNT);
	} else if (error || notify.want_shutdown) {
		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
		if (!error)
			error = -EFSCORRUPTED;
	}

out:
	if (mf_flags & MF_MEM_PRE_REMOVE)
		xfs_dax_notify_failure_thaw(mp, kernel_frozen);
#elif HS_LEVEL >= 1
	if (error || notify.want_shutdown) {
		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
		if (!error)
			error = -EFSCORRUPTED;
	}
#endif
	return error;
}
#else
/*
 * Tells everyone who maps files on a range of the data or realtime device. The facts this is
 * written from have this function from 7.0 on and realtime groups from 6.14 on: the model has it
 * for both.
 */
static int
xfs_dax_notify_dev_failure(
	struct xfs_mount	*mp,
	u64			offset,
	u64			len,
	int			mf_flags,
	enum xfs_group_type	type)
{
	struct xfs_failure_info	notify = { .mf_flags = mf_flags };
	bool			removal = mf_flags & MF_MEM_PRE_REMOVE;
	bool			kernel_frozen = false;
	struct xfs_trans	*tp = NULL;
	struct xfs_group	*xg = NULL;
	xfs_daddr_t		daddr;
	uint64_t		bblen;
	xfs_fsblock_t		start_bno, end_bno;
	uint32_t		start_gno, end_gno;
	int			error;

	error = xfs_dax_translate_range(xfs_group_type_buftarg(mp, type), offset, len,
			&daddr, &bblen);
	if (error)
		return error;

#if HS_LEVEL >= 5
	xfs_healthmon_report_media(mp, type == XG_TYPE_RTG ? XFS_DEV_RT : XFS_DEV_DATA,
			daddr, bblen);
#endif

	if (type == XG_TYPE_RTG) {
		start_bno = xfs_daddr_to_rtb(mp, daddr);
		end_bno = xfs_daddr_to_rtb(mp, daddr + bblen - 1);
	} else {
		start_bno = XFS_DADDR_TO_FSB(mp, daddr);
		end_bno = XFS_DADDR_TO_FSB(mp, daddr + bblen - 1);
	}
	start_gno = xfs_fsb_to_gno(mp, start_bno, type);
	end_gno = xfs_fsb_to_gno(mp, end_bno, type);

	if (!xfs_has_rmapbt(mp)) {
		xfs_debug(mp, "notify_failure() needs rmapbt enabled!");
		return -EOPNOTSUPP;
	}

	if (removal) {
		xfs_info(mp, "the device is going to be removed");
		/* The device goes in any case: a freeze that fails changes nothing. */
		kernel_frozen = !xfs_dax_notify_failure_freeze(mp);
	}

#if HS_LEVEL >= 5
	tp = xfs_trans_alloc_empty(mp);
#else
	error = xfs_trans_alloc_empty(mp, &tp);
	if (error)
		goto out;
#endif

	while ((xg = xfs_group_next_range(mp, xg, start_gno, end_gno, type))) {
		struct xfs_rmap_irec	ri_low = { };
		struct xfs_rmap_irec	ri_high;
		struct xfs_btree_cur	*cur;
		struct xfs_buf		*agf_bp = NULL;
		struct xfs_rtgroup	*rtg = NULL;
		xfs_extlen_t		upto;

		if (type == XG_TYPE_RTG) {
			/* The tree hangs on an inode of the group, which this lock keeps. */
			rtg = to_rtg(xg);
			xfs_rtgroup_lock(rtg, XFS_RTGLOCK_RMAP);
			cur = xfs_rtrmapbt_init_cursor(tp, rtg);
		} else {
			error = xfs_alloc_read_agf(to_perag(xg), tp, 0, &agf_bp);
			if (error) {
				xfs_group_rele(xg);
				break;
			}
			cur = xfs_rmapbt_init_cursor(mp, tp, agf_bp, to_perag(xg));
		}

		/* The range from its first block, then every group from its own first. */
		if (xg->xg_gno == start_gno)
			ri_low.rm_startblock = xfs_fsb_to_gbno(mp, start_bno, type);
		memset(&ri_high, 0xFF, sizeof(struct xfs_rmap_irec));
		if (xg->xg_gno == end_gno)
			ri_high.rm_startblock = xfs_fsb_to_gbno(mp, end_bno, type);

		upto = min(ri_high.rm_startblock, xg->xg_block_count - 1);
		notify.blockcount = upto + 1 - ri_low.rm_startblock;
		notify.startblock = ri_low.rm_startblock;

		error = xfs_rmap_query_range(cur, &ri_low, &ri_high, xfs_dax_failure_fn, &notify);
		xfs_btree_del_cursor(cur, error);
		if (agf_bp)
			xfs_trans_brelse(tp, agf_bp);
		if (rtg)
			xfs_rtgroup_unlock(rtg, XFS_RTGLOCK_RMAP);
		if (error) {
			xfs_group_rele(xg);
			break;
		}
	}

	xfs_trans_cancel(tp);

	/* A removal ends like a forced umount, whatever the walk met; a loss is corruption. */
	if (removal) {
		xfs_force_shutdown(mp, SHUTDOWN_FORCE_UMOUNT);
	} else if (error || notify.want_shutdown) {
		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
		if (!error)
			error = -EFSCORRUPTED;
	}

#if HS_LEVEL < 5
out:
#endif
	if (removal)
		xfs_dax_notify_failure_thaw(mp, kernel_frozen);
	return error;
}
#endif

static int
xfs_dax_notify_failure(
	struct dax_device	*dax_dev,
	u64			offset,
	u64			len,
	int			mf_flags)
{
	struct xfs_mount	*mp = dax_holder(dax_dev);
#if HS_LEVEL < 4
	u64			ddev_start;
	u64			ddev_end;
#endif

#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
	if (!(mp->m_sb.sb_flags & SB_BORN)) {
#else
	if (!(mp->m_super->s_flags & SB_BORN)) {
#endif
		xfs_warn(mp, "filesystem is not ready for notify_failure()!");
		return -EIO;
	}

#if HS_LEVEL >= 4
	if (mp->m_rtdev_targp && mp->m_rtdev_targp->bt_daxdev == dax_dev)
		return xfs_dax_notify_dev_failure(mp, offset, len, mf_flags, XG_TYPE_RTG);

	if (mp->m_logdev_targp && mp->m_logdev_targp->bt_daxdev == dax_dev &&
	    mp->m_logdev_targp != mp->m_ddev_targp)
		return xfs_dax_notify_logdev_failure(mp, offset, len, mf_flags);

	return xfs_dax_notify_dev_failure(mp, offset, len, mf_flags, XG_TYPE_AG);
#else
	if (mp->m_rtdev_targp && mp->m_rtdev_targp->bt_daxdev == dax_dev) {
#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
		xfs_warn(mp,
#else
		xfs_debug(mp,
#endif
			 "notify_failure() not supported on realtime device!");
		return -EOPNOTSUPP;
	}

	if (mp->m_logdev_targp && mp->m_logdev_targp->bt_daxdev == dax_dev &&
	    mp->m_logdev_targp != mp->m_ddev_targp) {
#if HS_LEVEL >= 3
		/* A log that is only about to go can still be written. */
		if (mf_flags & MF_MEM_PRE_REMOVE)
			return 0;
#endif
		xfs_err(mp, "ondisk log corrupt, shutting down fs!");
		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
		return -EFSCORRUPTED;
	}

	if (!xfs_has_rmapbt(mp)) {
#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
		xfs_warn(mp, "notify_failure() needs rmapbt enabled!");
#else
		xfs_debug(mp, "notify_failure() needs rmapbt enabled!");
#endif
		return -EOPNOTSUPP;
	}

	ddev_start = mp->m_ddev_targp->bt_dax_part_off;
	ddev_end = ddev_start + bdev_nr_bytes(mp->m_ddev_targp->bt_bdev) - 1;
#if HS_LEVEL >= 3

	/* All of the device: what others have of it does not count. */
	if (offset == 0 && len == U64_MAX) {
		offset = ddev_start;
		len = bdev_nr_bytes(mp->m_ddev_targp->bt_bdev);
	}
#endif

	/* Nothing of it is ours */
#if HS_LEVEL >= 2 || HS_LEVEL == 1 && HS_STABLE
	if (offset + len - 1 < ddev_start)
#else
	if (offset + len < ddev_start)
#endif
		return -ENXIO;
	if (offset > ddev_end)
		return -ENXIO;

	/* Only what is ours, counted from our start */
	if (offset <= ddev_start) {
		len -= ddev_start - offset;
		offset = 0;
	} else {
		offset -= ddev_start;
	}
#if HS_LEVEL >= 2 || HS_LEVEL == 1 && HS_STABLE
	if (offset + len - 1 > ddev_end)
		len = ddev_end - offset + 1;
#else
	if (offset + len > ddev_end)
		len -= ddev_end - offset;
#endif

	return xfs_dax_notify_ddev_failure(mp, BTOBB(offset), BTOBB(len),
			mf_flags);
#endif
}

const struct dax_holder_operations xfs_dax_holder_operations = {
	.notify_failure		= xfs_dax_notify_failure,
};
