// SPDX-License-Identifier: MIT
/*
 * The inodes in memory. Follows fs/xfs/xfs_icache.c of next-20220714: with XFS_IGET_INCORE nothing
 * is read from disk and nothing is waited for.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_inode.h"
#include "xfs_icache.h"
#include "../../hs/world.h"
#include "../../hs/xfs.h"

int
xfs_iget(
	struct xfs_mount	*mp,
	struct xfs_trans	*tp,
	xfs_ino_t		ino,
	uint			flags,
	uint			lock_flags,
	struct xfs_inode	**ipp)
{
	struct xfs_inode	*ip = hs_inode_numbered(mp, ino);
	int			error = hs_injected("xfs_iget");

	if (!error)
		error = hs_iget_state(mp, ip, ino);
	__hs_event("iget", "mount=%s, object=%s, result=%d", mp->hs_name,
		   ip ? ip->hs_name : "none", error);
	if (error)
		return error;
	atomic_inc(&VFS_I(ip)->i_count);
	hs_hold("inode", ip, ip->hs_name, NULL);
	*ipp = ip;
	return 0;
}

void
xfs_irele(
	struct xfs_inode	*ip)
{
	atomic_dec(&VFS_I(ip)->i_count);
	hs_unhold("inode", ip, ip->hs_name, NULL);
	__hs_event("irele", "object=%s", ip->hs_name);
}
