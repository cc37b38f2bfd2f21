// SPDX-License-Identifier: MIT
#if HS_LEVEL >= 4
/*
 * Groups of the realtime device: their locks and the way into their reverse map.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_btree.h"
#include "xfs_rtgroup.h"

void
xfs_rtgroup_lock(
	struct xfs_rtgroup	*rtg,
	unsigned int		rtglock_flags)
{
	if (rtglock_flags & XFS_RTGLOCK_RMAP)
		down_write(&rtg->hs_rmap_lock);
}

void
xfs_rtgroup_unlock(
	struct xfs_rtgroup	*rtg,
	unsigned int		rtglock_flags)
{
	if (rtglock_flags & XFS_RTGLOCK_RMAP)
		up_write(&rtg->hs_rmap_lock);
}

struct xfs_btree_cur *
xfs_rtrmapbt_init_cursor(
	struct xfs_trans	*tp,
	struct xfs_rtgroup	*rtg)
{
	struct xfs_btree_cur	*cur = kzalloc(sizeof(*cur), GFP_NOFS | __GFP_NOFAIL);

	__hs_name(cur, "rmap cursor of %s", rtg->rtg_group.hs_name);
	cur->bc_tp = tp;
	cur->bc_mp = rtg->rtg_group.xg_mount;
	cur->bc_group = &rtg->rtg_group;
	hs_hold("cursor", cur, rtg->rtg_group.hs_name, NULL);
	return cur;
}
#endif
