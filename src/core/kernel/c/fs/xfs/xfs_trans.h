/* SPDX-License-Identifier: MIT */
#ifndef __XFS_TRANS_H__
#define __XFS_TRANS_H__
#include "xfs_types.h"
#define HS_TRANS_BUFFERS	8	/* the walk locks one AGF at a time */
struct xfs_trans {
	struct xfs_mount	*t_mountp;
	unsigned int		t_flags;
	struct xfs_buf		*hs_buffers[HS_TRANS_BUFFERS];
};
#if HS_LEVEL >= 5
struct xfs_trans *xfs_trans_alloc_empty(struct xfs_mount *mp);
#else
int xfs_trans_alloc_empty(struct xfs_mount *mp, struct xfs_trans **tpp);
#endif
void xfs_trans_brelse(struct xfs_trans *tp, struct xfs_buf *bp);
void xfs_trans_cancel(struct xfs_trans *tp);
#endif
