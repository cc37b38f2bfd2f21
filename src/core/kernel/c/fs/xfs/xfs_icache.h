/* SPDX-License-Identifier: MIT */
#ifndef XFS_SYNC_H
#define XFS_SYNC_H 1
#include "xfs_types.h"
#define XFS_IGET_CREATE		0x1
#define XFS_IGET_UNTRUSTED	0x2
#define XFS_IGET_DONTCACHE	0x4
#define XFS_IGET_INCORE		0x8	/* only what is cached; do not wait or read */
int xfs_iget(struct xfs_mount *mp, struct xfs_trans *tp, xfs_ino_t ino, uint flags,
	     uint lock_flags, struct xfs_inode **ipp);
#endif
