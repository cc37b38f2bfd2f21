// SPDX-License-Identifier: MIT
/*
 * Reading the header of an AG's free space. Source: KERNEL-FACTS B.3: the AG is taken for granted,
 * so one that is not there is dereferenced here.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_alloc.h"
#include "xfs_ag.h"
#include "xfs_trans.h"

static void
hs_lock_buffer(
	struct xfs_trans	*tp,
	struct xfs_buf		*bp)
{
	int			i;

	if (bp->b_transp && bp->b_transp != tp)
		__hs_block(bp->hs_name);
	bp->b_transp = tp;
	for (i = 0; tp && i < HS_TRANS_BUFFERS; i++)
		if (!tp->hs_buffers[i]) {
			tp->hs_buffers[i] = bp;
			break;
		}
	hs_hold("agf", bp, bp->hs_name, NULL);
}

/* The AGF's buffer, locked in the transaction. */
int
xfs_alloc_read_agf(
	struct xfs_perag	*pag,
	struct xfs_trans	*tp,
	int			flags,
	struct xfs_buf		**agfbpp)
{
	struct xfs_mount	*mp = pag->pag_mount;
	int			error;

	error = hs_injected("xfs_alloc_read_agf");
	if (error) {
		__hs_event("agf-read", "mount=%s, ag=%u, result=%d", mp->hs_name, pag->pag_agno,
			   error);
		return error;
	}
	hs_lock_buffer(tp, pag->hs_agf_buf);
	*agfbpp = pag->hs_agf_buf;
	__hs_event("agf-read", "mount=%s, ag=%u, result=0", mp->hs_name, pag->pag_agno);
	return 0;
}
