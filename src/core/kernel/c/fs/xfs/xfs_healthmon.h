/* SPDX-License-Identifier: MIT */
#if HS_LEVEL >= 5
#ifndef __XFS_HEALTHMON_H__
#define __XFS_HEALTHMON_H__
#include "xfs_types.h"
enum xfs_device { XFS_DEV_DATA = 1, XFS_DEV_LOG, XFS_DEV_RT };
void xfs_healthmon_report_media(struct xfs_mount *mp, enum xfs_device fdev, xfs_daddr_t daddr,
		uint64_t bbcount);
#endif
#endif
