/* SPDX-License-Identifier: MIT */
#ifndef __XFS_LOG_H__
#define __XFS_LOG_H__
#include <linux/types.h>
#define XFS_LOG_SYNC	0x1
struct xfs_mount;
struct xlog { struct xfs_mount *l_mp; bool hs_dead; };
int xfs_log_force(struct xfs_mount *mp, uint flags);
bool xlog_force_shutdown(struct xlog *log, uint32_t shutdown_flags);
void xlog_shutdown_wait(struct xlog *log);
#endif
