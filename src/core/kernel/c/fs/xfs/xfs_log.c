// SPDX-License-Identifier: MIT
/*
 * The log, as far as forcing and stopping it goes. Follows fs/xfs/xfs_log.c of next-20220714.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_log.h"

int
xfs_log_force(
	struct xfs_mount	*mp,
	uint			flags)
{
	int			error = hs_injected("xfs_log_force");

	if (!error && mp->m_log->hs_dead)
		error = -EIO;
	__hs_event("log-force", "mount=%s, result=%d", mp->hs_name, error);
	return error;
}

/* True when the log itself was what failed first. */
bool
xlog_force_shutdown(
	struct xlog		*log,
	uint32_t		shutdown_flags)
{
	bool			log_error = (shutdown_flags & SHUTDOWN_LOG_IO_ERROR) != 0;

	if (!log_error)
		xfs_log_force(log->l_mp, XFS_LOG_SYNC);
	log->hs_dead = true;
	return log_error;
}

void
xlog_shutdown_wait(
	struct xlog		*log)
{
}
