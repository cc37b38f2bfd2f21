// SPDX-License-Identifier: MIT
/*
 * References to allocation groups: none past the last one. Source: fs/xfs/libxfs/xfs_ag.c of
 * next-20220714.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_ag.h"

/* The AG with a passive reference, or NULL. */
struct xfs_perag *
xfs_perag_get(
	struct xfs_mount	*mp,
	xfs_agnumber_t		agno)
{
	struct xfs_perag	*pag = NULL;

	rcu_read_lock();
	if (agno < mp->m_sb.sb_agcount)
		pag = mp->hs_perags[agno];
	if (pag)
		atomic_inc(&pag->pag_ref);
	rcu_read_unlock();
	if (pag)
		hs_hold("perag", pag, pag->hs_name, NULL);
	__hs_event("perag-get", "mount=%s, ag=%u, result=%s", mp->hs_name, agno,
		   pag ? "found" : "NULL");
	return pag;
}

void
xfs_perag_put(
	struct xfs_perag	*pag)
{
	ASSERT(atomic_read(&pag->pag_ref) > 0);
	atomic_dec(&pag->pag_ref);
	hs_unhold("perag", pag, pag->hs_name, NULL);
	__hs_event("perag-put", "mount=%s, ag=%u", pag->pag_mount->hs_name, pag->pag_agno);
}
#if HS_LEVEL >= 2

/* The AG with an active reference, or NULL. */
struct xfs_perag *
xfs_perag_grab(
	struct xfs_mount	*mp,
	xfs_agnumber_t		agno)
{
#if HS_LEVEL >= 4
	struct xfs_group	*xg = xfs_group_grab(mp, agno, XG_TYPE_AG);

	return xg ? to_perag(xg) : NULL;
#else
	struct xfs_perag	*pag = NULL;

	if (agno >= mp->m_sb.sb_agcount)
		return NULL;
	pag = mp->hs_perags[agno];
	atomic_inc(&pag->pag_active_ref);
	hs_hold("group", pag, pag->hs_name, NULL);
	__hs_event("group-get", "mount=%s, group=%s", mp->hs_name, pag->hs_name);
	return pag;
#endif
}

void
xfs_perag_rele(
	struct xfs_perag	*pag)
{
#if HS_LEVEL >= 4
	xfs_group_rele(pag_group(pag));
#else
	ASSERT(atomic_read(&pag->pag_active_ref) > 0);
	atomic_dec(&pag->pag_active_ref);
	hs_unhold("group", pag, pag->hs_name, NULL);
	__hs_event("group-put", "mount=%s, group=%s", pag->pag_mount->hs_name, pag->hs_name);
#endif
}
#endif
