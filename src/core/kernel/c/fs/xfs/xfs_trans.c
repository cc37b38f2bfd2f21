// SPDX-License-Identifier: MIT
/*
 * Transactions that change nothing: they only keep buffers locked. Source: fs/xfs/xfs_trans.c of
 * next-20220714.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_trans.h"
#include "xfs_buf.h"

#if HS_LEVEL >= 5
/* Cannot fail any more. */
struct xfs_trans *
xfs_trans_alloc_empty(
	struct xfs_mount	*mp)
{
	struct xfs_trans	*tp;

#else
int
xfs_trans_alloc_empty(
	struct xfs_mount	*mp,
	struct xfs_trans	**tpp)
{
	struct xfs_trans	*tp;
	int			error;

	error = hs_injected("xfs_trans_alloc_empty");
	if (error)
		return error;
#endif
	tp = kzalloc(sizeof(*tp), GFP_KERNEL | __GFP_NOFAIL);
	__hs_name(tp, "transaction of %s", mp->hs_name);
	tp->t_mountp = mp;
	hs_hold("transaction", tp, mp->hs_name, NULL);
#if HS_LEVEL >= 5
	return tp;
#else
	*tpp = tp;
	return 0;
#endif
}

void
xfs_trans_brelse(
	struct xfs_trans	*tp,
	struct xfs_buf		*bp)
{
	int			i;

	for (i = 0; tp && i < HS_TRANS_BUFFERS; i++)
		if (tp->hs_buffers[i] == bp)
			tp->hs_buffers[i] = NULL;
	bp->b_transp = NULL;
	hs_wake(bp);
	hs_unhold("agf", bp, bp->hs_name, NULL);
	__hs_event("agf-release", "buffer=%s", bp->hs_name);
}

/* What the transaction still has locked is let go. */
void
xfs_trans_cancel(
	struct xfs_trans	*tp)
{
	int			i;

	if (tp == NULL)
		return;
	for (i = 0; i < HS_TRANS_BUFFERS; i++)
		if (tp->hs_buffers[i])
			xfs_trans_brelse(tp, tp->hs_buffers[i]);
	hs_unhold("transaction", tp, tp->t_mountp->hs_name, NULL);
	kfree(tp);
}
