/* SPDX-License-Identifier: MIT */
#ifndef __XFS_RMAP_BTREE_H__
#define __XFS_RMAP_BTREE_H__
#include "xfs_btree.h"
struct xfs_btree_cur *xfs_rmapbt_init_cursor(struct xfs_mount *mp, struct xfs_trans *tp,
		struct xfs_buf *bp, struct xfs_perag *pag);
#endif
