/* SPDX-License-Identifier: MIT */
#ifndef __LIBXFS_AG_H
#define __LIBXFS_AG_H
#include "xfs_types.h"
#include "xfs_format.h"
#include <linux/atomic.h>
#if HS_LEVEL >= 4
#include "xfs_group.h"
#endif
/* One allocation group; its reverse map as a sorted list of records. */
struct xfs_perag {
#if HS_LEVEL >= 4
	struct xfs_group	pag_group;
#endif
	struct xfs_mount	*pag_mount;
	xfs_agnumber_t		pag_agno;
	atomic_t		pag_ref;
#if HS_LEVEL >= 2 && HS_LEVEL < 4
	atomic_t		pag_active_ref;
#endif
	xfs_agblock_t		block_count;
	struct xfs_buf		*hs_agf_buf;
	struct xfs_rmap_irec	*hs_records;
	int			hs_record_count;
	int			hs_record_limit;
	const char		*hs_name;	/* "m0 AG 1" */
};
struct xfs_perag *xfs_perag_get(struct xfs_mount *mp, xfs_agnumber_t agno);
void xfs_perag_put(struct xfs_perag *pag);
#if HS_LEVEL >= 2
/* Active references: who has one keeps the AG from being taken offline. */
struct xfs_perag *xfs_perag_grab(struct xfs_mount *mp, xfs_agnumber_t agno);
void xfs_perag_rele(struct xfs_perag *pag);
#endif
#if HS_LEVEL >= 4
static inline struct xfs_perag *to_perag(struct xfs_group *xg)
{
	return container_of(xg, struct xfs_perag, pag_group);
}
static inline struct xfs_group *pag_group(struct xfs_perag *pag) { return &pag->pag_group; }
#endif
#endif
