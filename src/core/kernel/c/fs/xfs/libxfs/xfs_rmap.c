// SPDX-License-Identifier: MIT
/*
 * Walking the reverse map of an AG. Follows fs/xfs/libxfs/xfs_rmap.c of next-20220714: every record
 * that overlaps the range, both ends belong to it; the first non-zero answer ends the walk.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_rmap.h"
#include "xfs_rmap_btree.h"
#include "xfs_ag.h"
#include "xfs_inode.h"
#include "../../../hs/world.h"

struct xfs_btree_cur *
xfs_rmapbt_init_cursor(
	struct xfs_mount	*mp,
	struct xfs_trans	*tp,
	struct xfs_buf		*bp,
	struct xfs_perag	*pag)
{
	struct xfs_btree_cur	*cur = kzalloc(sizeof(*cur), GFP_NOFS | __GFP_NOFAIL);

	__hs_name(cur, "rmap cursor of %s", pag->hs_name);
	cur->bc_tp = tp;
	cur->bc_mp = mp;
	cur->bc_ag.agbp = bp;
	/* The cursor keeps the AG with a reference of its own. */
	atomic_inc(&pag->pag_ref);
	cur->bc_ag.pag = pag;
	hs_hold("cursor", cur, pag->hs_name, NULL);
	return cur;
}

void
xfs_btree_del_cursor(
	struct xfs_btree_cur	*cur,
	int			error)
{
#if HS_LEVEL >= 4
	if (cur->bc_group) {
		hs_unhold("cursor", cur, cur->bc_group->hs_name, NULL);
		kfree(cur);
		return;
	}
#endif
	atomic_dec(&cur->bc_ag.pag->pag_ref);
	hs_unhold("cursor", cur, cur->bc_ag.pag->hs_name, NULL);
	kfree(cur);
}

int
xfs_rmap_query_range(
	struct xfs_btree_cur		*cur,
	const struct xfs_rmap_irec	*low_rec,
	const struct xfs_rmap_irec	*high_rec,
	xfs_rmap_query_range_fn		fn,
	void				*priv)
{
	struct xfs_perag		*pag = cur->bc_ag.pag;
	xfs_agblock_t			low = low_rec->rm_startblock;
	xfs_agblock_t			high = high_rec->rm_startblock;
	int				error;
	int				i;

#if HS_LEVEL >= 4
	/* No file of this machine has blocks on the realtime device. */
	if (cur->bc_group) {
		__hs_event("rmap-query", "mount=%s, group=%s, low=%u, high=%u",
			   cur->bc_mp->hs_name, cur->bc_group->hs_name, low, high);
		return low > high ? -EINVAL : hs_injected("xfs_rmap_query_range");
	}
#endif
	__hs_event("rmap-query", "mount=%s, ag=%u, low=%u, high=%u", cur->bc_mp->hs_name,
		   pag->pag_agno, low, high);
	if (low > high)
		return -EINVAL;
	error = hs_injected("xfs_rmap_query_range");
	if (error)
		return error;
	for (i = 0; i < pag->hs_record_count; i++) {
		struct xfs_rmap_irec	rec = pag->hs_records[i];

		if (rec.rm_startblock > high || rec.rm_startblock + rec.rm_blockcount - 1 < low)
			continue;
		__hs_event("rmap-record", "mount=%s, ag=%u, start=%u, count=%u, owner=%s, "
			   "offset=%lu, flags=%u", cur->bc_mp->hs_name, pag->pag_agno,
			   rec.rm_startblock, rec.rm_blockcount,
			   hs_owner_name(cur->bc_mp, rec.rm_owner), (unsigned long)rec.rm_offset,
			   rec.rm_flags);
		error = fn(cur, &rec, priv);
		if (error)
			return error;
	}
	return 0;
}
