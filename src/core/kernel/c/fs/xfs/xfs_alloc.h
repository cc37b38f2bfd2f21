/* SPDX-License-Identifier: MIT */
#ifndef __XFS_ALLOC_H__
#define __XFS_ALLOC_H__
#include "xfs_types.h"
int xfs_alloc_read_agf(struct xfs_perag *pag, struct xfs_trans *tp, int flags,
		struct xfs_buf **agfbpp);
#endif
