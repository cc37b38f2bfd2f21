// SPDX-License-Identifier: MIT
/*
 * Reading the header of an AG's free space. Follows fs/xfs/libxfs/xfs_alloc.c of next-20220714: the
 * AG is taken for granted, so one that is not there is dereferenced here.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_alloc.h"
#include "xfs_ag.h"
#include "xfs_trans.h"
#include "../../../hs/xfs.h"

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
