/* SPDX-License-Identifier: MIT */
#ifndef HS_XFS_H
#define HS_XFS_H
/* Helpers of the XFS primitives that are no kernel functions, and so are not traced. */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_inode.h"
#include "xfs_trans.h"

static inline const char *
hs_shutdown_reason(
	int		flags)
{
	if (flags & SHUTDOWN_FORCE_UMOUNT)
		return "FORCE_UMOUNT";
	if (flags & SHUTDOWN_LOG_IO_ERROR)
		return "LOG_IO_ERROR";
	if (flags & SHUTDOWN_CORRUPT_INCORE)
		return "CORRUPT_INCORE";
	if (flags & SHUTDOWN_CORRUPT_ONDISK)
		return "CORRUPT_ONDISK";
#if HS_LEVEL >= 2
	if (flags & SHUTDOWN_DEVICE_REMOVED)
		return "DEVICE_REMOVED";
#endif
	return "META_IO_ERROR";
}

static inline int
hs_iget_state(
	struct xfs_mount	*mp,
	struct xfs_inode	*ip,
	xfs_ino_t		ino)
{
	if (!ino || XFS_INO_TO_AGNO(mp, ino) >= mp->m_sb.sb_agcount)
		return -EINVAL;
	if (!ip)
		return -ENODATA;
	switch (ip->hs_state) {
	case HS_NOT_CACHED:
		return -ENODATA;
	case HS_RECLAIMABLE:
		return -EAGAIN;
	case HS_UNLINKED:
		return -ENOENT;
	case HS_CORRUPT:
		return -EFSCORRUPTED;
	default:
		return 0;
	}
}

static inline void
hs_lock_buffer(
	struct xfs_trans	*tp,
	struct xfs_buf		*bp)
{
	int			i;

	while (bp->b_transp && bp->b_transp != tp)
		hs_wait_for("agf", bp, bp->hs_name, NULL);
	bp->b_transp = tp;
	for (i = 0; tp && i < HS_TRANS_BUFFERS; i++)
		if (!tp->hs_buffers[i]) {
			tp->hs_buffers[i] = bp;
			break;
		}
	hs_hold("agf", bp, bp->hs_name, NULL);
}
#endif
