/* SPDX-License-Identifier: MIT */
#if HS_LEVEL >= 4
#ifndef __LIBXFS_RTGROUP_H
#define __LIBXFS_RTGROUP_H
#include "xfs_group.h"
/* A group of the realtime device; its records are what files have there (hs_file.extents). */
struct xfs_rtgroup {
	struct xfs_group	rtg_group;
	struct rw_semaphore	hs_rmap_lock;	/* stands for the lock of its rmap inode */
};
static inline struct xfs_rtgroup *to_rtg(struct xfs_group *xg)
{
	return container_of(xg, struct xfs_rtgroup, rtg_group);
}
#define XFS_RTGLOCK_RMAP	(1U << 2)
void xfs_rtgroup_lock(struct xfs_rtgroup *rtg, unsigned int rtglock_flags);
void xfs_rtgroup_unlock(struct xfs_rtgroup *rtg, unsigned int rtglock_flags);
struct xfs_btree_cur *xfs_rtrmapbt_init_cursor(struct xfs_trans *tp, struct xfs_rtgroup *rtg);
#endif
#endif
