/* SPDX-License-Identifier: MIT */
#ifndef __XFS_BTREE_H__
#define __XFS_BTREE_H__
#include "xfs_types.h"
/* A place in a tree; here always the reverse map of one AG. */
struct xfs_btree_cur {
	struct xfs_trans	*bc_tp;
	struct xfs_mount	*bc_mp;
	struct { struct xfs_buf *agbp; struct xfs_perag *pag; } bc_ag;
#if HS_LEVEL >= 4
	struct xfs_group	*bc_group;	/* of the realtime device; else NULL */
#endif
};
#if HS_LEVEL >= 4
struct xfs_group;
#endif
void xfs_btree_del_cursor(struct xfs_btree_cur *cur, int error);
#endif
