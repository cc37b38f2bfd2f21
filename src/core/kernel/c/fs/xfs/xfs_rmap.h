/* SPDX-License-Identifier: MIT */
#ifndef __XFS_RMAP_H__
#define __XFS_RMAP_H__
#include "xfs_format.h"
#include "xfs_btree.h"
typedef int (*xfs_rmap_query_range_fn)(
	struct xfs_btree_cur		*cur,
	const struct xfs_rmap_irec	*rec,
	void				*priv);
int xfs_rmap_query_range(struct xfs_btree_cur *cur,
		const struct xfs_rmap_irec *low_rec, const struct xfs_rmap_irec *high_rec,
		xfs_rmap_query_range_fn fn, void *priv);
#endif
