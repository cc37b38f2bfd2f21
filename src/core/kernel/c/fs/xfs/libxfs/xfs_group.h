/* SPDX-License-Identifier: MIT */
#if HS_LEVEL >= 4
#ifndef __LIBXFS_GROUP_H
#define __LIBXFS_GROUP_H
#include "xfs_types.h"
#include "xfs_format.h"
#include <linux/atomic.h>
enum xfs_group_type { XG_TYPE_AG, XG_TYPE_RTG, XG_TYPE_MAX };
/* What allocation groups and realtime groups have in common. */
struct xfs_group {
	struct xfs_mount	*xg_mount;
	uint32_t		xg_gno;
	enum xfs_group_type	xg_type;
	uint32_t		xg_block_count;
	atomic_t		xg_ref;
	atomic_t		xg_active_ref;
	const char		*hs_name;
};
struct xfs_group *xfs_group_next_range(struct xfs_mount *mp, struct xfs_group *xg,
		uint32_t start_index, uint32_t end_index, enum xfs_group_type type);
void xfs_group_rele(struct xfs_group *xg);
/* Active references, and passive ones. */
struct xfs_group *xfs_group_grab(struct xfs_mount *mp, uint32_t index,
		enum xfs_group_type type);
struct xfs_group *xfs_group_get(struct xfs_mount *mp, uint32_t index, enum xfs_group_type type);
void xfs_group_put(struct xfs_group *xg);
#endif
#endif
