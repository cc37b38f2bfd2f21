// SPDX-License-Identifier: MIT
/*
#if HS_LEVEL == 0
 * Shutting a filesystem down: nothing is written from then on. Level L0. Source: fs/xfs/xfs_fsops.c
#else
 * Shutting a filesystem down: nothing is written from then on. Source: fs/xfs/xfs_fsops.c
#endif
 * of next-20220714.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_super.h"
#include "../../hs/xfs.h"

/* The first caller's reason counts; later callers only wait for the log. */
void
xfs_do_force_shutdown(
	struct xfs_mount *mp,
	uint32_t	flags,
	char		*fname,
	int		lnnum)
{
	struct xlog	*log = mp->m_log;
	struct xfs_buf	*sb_buf = mp->m_sb_bp;
	const char	*why;

	if (test_and_set_bit(XFS_OPSTATE_SHUTDOWN, &mp->m_opstate)) {
		xlog_shutdown_wait(log);
		return;
	}
	mp->hs_shutdown_flags = flags;
	__hs_event("shutdown", "mount=%s, reason=%s", mp->hs_name, hs_shutdown_reason(flags));
	if (sb_buf)
		sb_buf->b_flags |= XBF_DONE;

	if (flags & SHUTDOWN_FORCE_UMOUNT)
		xfs_alert(mp, "asked to shut down");

	if (xlog_force_shutdown(log, flags))
		why = "log I/O error";
	else if (flags & SHUTDOWN_CORRUPT_INCORE)
		why = "damaged data in memory";
	else if (flags & SHUTDOWN_CORRUPT_ONDISK)
		why = "damaged metadata on disk";
#if HS_LEVEL >= 2
	else if (flags & SHUTDOWN_DEVICE_REMOVED)
		why = "the device goes";
#endif
	else
		why = "metadata I/O error";

	xfs_alert(mp, "shutting down the filesystem: %s (0x%x), seen in %s", why, flags, fname);
	xfs_alert(mp, "unmount it and repair what is wrong");
}
