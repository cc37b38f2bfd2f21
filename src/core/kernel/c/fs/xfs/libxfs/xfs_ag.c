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
