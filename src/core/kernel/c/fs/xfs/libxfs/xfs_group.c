// SPDX-License-Identifier: MIT
#if HS_LEVEL >= 4
/*
 * Groups of blocks, of the data device or the realtime device, and walking over them with an
 * active reference each.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_ag.h"
#include "xfs_group.h"
#include "xfs_rtgroup.h"

static struct xfs_group *
hs_group_numbered(
	struct xfs_mount	*mp,
	uint32_t		gno,
	enum xfs_group_type	type)
{
	if (type == XG_TYPE_RTG)
		return gno < mp->m_sb.sb_rgcount ? &mp->hs_rtgroups[gno]->rtg_group : NULL;
	return gno < mp->m_sb.sb_agcount ? &mp->hs_perags[gno]->pag_group : NULL;
}

/* With a passive reference: it stays in memory, but may go offline. */
struct xfs_group *
xfs_group_get(
	struct xfs_mount	*mp,
	uint32_t		index,
	enum xfs_group_type	type)
{
	struct xfs_group	*xg = hs_group_numbered(mp, index, type);

	if (!xg)
		return NULL;
	atomic_inc(&xg->xg_ref);
	hs_hold("perag", xg, xg->hs_name, NULL);
	__hs_event("perag-get", "mount=%s, ag=%u, result=found", mp->hs_name, xg->xg_gno);
	return xg;
}

void
xfs_group_put(
	struct xfs_group	*xg)
{
	ASSERT(atomic_read(&xg->xg_ref) > 0);
	atomic_dec(&xg->xg_ref);
	hs_unhold("perag", xg, xg->hs_name, NULL);
	__hs_event("perag-put", "mount=%s, ag=%u", xg->xg_mount->hs_name, xg->xg_gno);
}

struct xfs_group *
xfs_group_grab(
	struct xfs_mount	*mp,
	uint32_t		index,
	enum xfs_group_type	type)
{
	struct xfs_group	*xg = hs_group_numbered(mp, index, type);

	if (!xg)
		return NULL;
	atomic_inc(&xg->xg_active_ref);
	hs_hold("group", xg, xg->hs_name, NULL);
	__hs_event("group-get", "mount=%s, group=%s", mp->hs_name, xg->hs_name);
	return xg;
}

/* The next group of a range, or NULL after the last; the one before is let go. */
struct xfs_group *
xfs_group_next_range(
	struct xfs_mount	*mp,
	struct xfs_group	*xg,
	uint32_t		start_index,
	uint32_t		end_index,
	enum xfs_group_type	type)
{
	uint32_t		index = xg ? xg->xg_gno + 1 : start_index;

	if (xg)
		xfs_group_rele(xg);
	if (index > end_index)
		return NULL;
	return xfs_group_grab(mp, index, type);
}

void
xfs_group_rele(
	struct xfs_group	*xg)
{
	ASSERT(atomic_read(&xg->xg_active_ref) > 0);
	atomic_dec(&xg->xg_active_ref);
	hs_unhold("group", xg, xg->hs_name, NULL);
	__hs_event("group-put", "mount=%s, group=%s", xg->xg_mount->hs_name, xg->hs_name);
}
#endif
