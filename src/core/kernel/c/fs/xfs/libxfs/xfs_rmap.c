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

#if HS_LEVEL >= 4
/*
 * The record of the realtime device that comes next: by its start, then by its owner. false after
 * the last one.
 */
static bool
hs_next_realtime(
	struct xfs_mount		*mp,
	const struct xfs_rmap_irec	*after,
	struct xfs_rmap_irec		*next)
{
	bool				found = false;
	int				i, at;

	for (i = 0; i < hs_world.file_count; i++) {
		struct hs_file		*file = &hs_world.files[i];

		for (at = 0; file->mount == mp && at < file->extent_count; at++) {
			struct hs_extent	*extent = &file->extents[at];
			struct xfs_rmap_irec	rec = {
				.rm_startblock = extent->start, .rm_blockcount = extent->count,
				.rm_owner = file->ip->i_ino, .rm_offset = extent->offset,
			};

			if (extent->agno != HS_REALTIME)
				continue;
			if (after && !hs_record_before(after, &rec))
				continue;
			if (found && hs_record_before(next, &rec))
				continue;
			*next = rec;
			found = true;
		}
	}
	return found;
}

static int
hs_query_realtime(
	struct xfs_btree_cur		*cur,
	xfs_agblock_t			low,
	xfs_agblock_t			high,
	xfs_rmap_query_range_fn		fn,
	void				*priv)
{
	struct xfs_rmap_irec		rec, next;
	struct xfs_rmap_irec		*after = NULL;
	int				error;

	while (hs_next_realtime(cur->bc_mp, after, &next)) {
		rec = next;
		after = &rec;
		if (rec.rm_startblock > high || rec.rm_startblock + rec.rm_blockcount - 1 < low)
			continue;
		__hs_event("rmap-record", "mount=%s, group=%s, start=%u, count=%u, owner=%s, "
			   "offset=%lu, flags=%u", cur->bc_mp->hs_name, cur->bc_group->hs_name,
			   rec.rm_startblock, rec.rm_blockcount,
			   hs_owner_name(cur->bc_mp, rec.rm_owner), (unsigned long)rec.rm_offset,
			   rec.rm_flags);
		error = fn(cur, &next, priv);
		if (error)
			return error;
	}
	return 0;
}

#endif
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
	if (cur->bc_group) {
		__hs_event("rmap-query", "mount=%s, group=%s, low=%u, high=%u",
			   cur->bc_mp->hs_name, cur->bc_group->hs_name, low, high);
		if (low > high)
			return -EINVAL;
		error = hs_injected("xfs_rmap_query_range");
		return error ? error : hs_query_realtime(cur, low, high, fn, priv);
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
