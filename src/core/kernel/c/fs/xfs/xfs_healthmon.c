// SPDX-License-Identifier: MIT
#if HS_LEVEL >= 5
/*
 * The health monitor of a mount: who listens is told, and here that is an event of the run.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_healthmon.h"

void
xfs_healthmon_report_media(
	struct xfs_mount	*mp,
	enum xfs_device		fdev,
	xfs_daddr_t		daddr,
	uint64_t		bbcount)
{
	static const char *const names[] = {
		[XFS_DEV_DATA] = "data", [XFS_DEV_LOG] = "log", [XFS_DEV_RT] = "realtime",
	};

	__hs_event("health", "mount=%s, device=%s, daddr=%ld, bbcount=%lu", mp->hs_name,
		   names[fdev], (long)daddr, (unsigned long)bbcount);
}
#endif
