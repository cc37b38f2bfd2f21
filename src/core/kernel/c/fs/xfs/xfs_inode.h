/* SPDX-License-Identifier: MIT */
#ifndef __XFS_INODE_H__
#define __XFS_INODE_H__
#include "xfs.h"
/* What the inode cache knows of an inode; xfs_iget says what it makes of it. */
enum hs_cache_state {
	HS_CACHED,
	HS_NOT_CACHED,
	HS_RECLAIMABLE,		/* new, reclaimable, reclaiming or inactivating */
	HS_UNLINKED,		/* waits for inactivation */
	HS_CORRUPT,
};
struct xfs_inode {
	struct xfs_mount	*i_mount;
	xfs_ino_t		i_ino;
	struct inode		i_vnode;
	enum hs_cache_state	hs_state;
	const char		*hs_name;
};
static inline struct inode *VFS_I(struct xfs_inode *ip) { return &ip->i_vnode; }
static inline struct xfs_inode *XFS_I(struct inode *vnode)
{
	return container_of(vnode, struct xfs_inode, i_vnode);
}
/* The lock that keeps a file's pages where they are while they are faulted in. */
#define XFS_MMAPLOCK_EXCL	(1u << 4)
#define XFS_MMAPLOCK_SHARED	(1u << 5)
static inline void xfs_ilock(struct xfs_inode *ip, uint lock_flags)
{
	if (lock_flags & XFS_MMAPLOCK_EXCL)
		down_write(&VFS_I(ip)->i_mapping->invalidate_lock);
	else if (lock_flags & XFS_MMAPLOCK_SHARED)
		down_read(&VFS_I(ip)->i_mapping->invalidate_lock);
}
static inline void xfs_iunlock(struct xfs_inode *ip, uint lock_flags)
{
	if (lock_flags & XFS_MMAPLOCK_EXCL)
		up_write(&VFS_I(ip)->i_mapping->invalidate_lock);
	else if (lock_flags & XFS_MMAPLOCK_SHARED)
		up_read(&VFS_I(ip)->i_mapping->invalidate_lock);
}
void xfs_irele(struct xfs_inode *ip);
#endif
