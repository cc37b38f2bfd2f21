/* SPDX-License-Identifier: MIT */
#ifndef __XFS_MOUNT_H__
#define __XFS_MOUNT_H__
#include "xfs.h"
#include <linux/workqueue.h>
#include "xfs_format.h"
#include "xfs_log.h"
#include "xfs_message.h"
#include "xfs_buf.h"
/* The world can have that many AGs per mount; real ones have up to a million. */
#define HS_AG_LIMIT	64
#if HS_LEVEL >= 4
#define HS_RTG_LIMIT	1	/* a realtime device is one group */
#endif
#define XFS_FEAT_RMAPBT		(1ULL << 14)
#define XFS_OPSTATE_UNMOUNTING	0
#define XFS_OPSTATE_CLEAN	1
#define XFS_OPSTATE_SHUTDOWN	2
struct xfs_mount {
	struct xfs_sb		m_sb;
	struct super_block	*m_super;
	struct xfs_buf		*m_sb_bp;
	struct xfs_buftarg	*m_ddev_targp;
	struct xfs_buftarg	*m_logdev_targp;
	struct xfs_buftarg	*m_rtdev_targp;
	struct xlog		*m_log;
	uint64_t		m_features;
	unsigned long		m_opstate;
	struct work_struct	m_flush_inodes_work;
	uint8_t			m_blkbb_log;
	struct xfs_perag	*hs_perags[HS_AG_LIMIT];
#if HS_LEVEL >= 4
	struct xfs_rtgroup	*hs_rtgroups[HS_RTG_LIMIT];
#endif
	int			hs_shutdown_flags;	/* reason of the first shutdown, or 0 */
	const char		*hs_name;
};
#define xfs_has_rmapbt(mp)	(((mp)->m_features & XFS_FEAT_RMAPBT) != 0)
#define xfs_is_shutdown(mp)	test_bit(XFS_OPSTATE_SHUTDOWN, &(mp)->m_opstate)
#define SHUTDOWN_META_IO_ERROR	(1u << 0)
#define SHUTDOWN_LOG_IO_ERROR	(1u << 1)
#define SHUTDOWN_FORCE_UMOUNT	(1u << 2)
#define SHUTDOWN_CORRUPT_INCORE	(1u << 3)
#define SHUTDOWN_CORRUPT_ONDISK	(1u << 4)
#if HS_LEVEL >= 2
#define SHUTDOWN_DEVICE_REMOVED	(1u << 5)
#endif
void xfs_do_force_shutdown(struct xfs_mount *mp, uint32_t flags, char *fname, int lnnum);
#define xfs_force_shutdown(mp, why)	xfs_do_force_shutdown(mp, why, __FILE__, __LINE__)
/* Which AG holds a disk address, and which of its blocks it is. */
static inline xfs_agnumber_t
xfs_daddr_to_agno(struct xfs_mount *mp, xfs_daddr_t d)
{
	return (xfs_rfsblock_t)XFS_BB_TO_FSBT(mp, d) / mp->m_sb.sb_agblocks;
}
static inline xfs_agblock_t
xfs_daddr_to_agbno(struct xfs_mount *mp, xfs_daddr_t d)
{
	return (xfs_rfsblock_t)XFS_BB_TO_FSBT(mp, d) % mp->m_sb.sb_agblocks;
}
#if HS_LEVEL >= 4
/* The same for both kinds of groups. The realtime device is one, so its blocks count on. */
#define xfs_daddr_to_rtb(mp, d)	((xfs_fsblock_t)XFS_BB_TO_FSBT(mp, d))
#define xfs_fsb_to_gno(mp, bno, type) \
	((type) == XG_TYPE_RTG ? 0 : XFS_FSB_TO_AGNO(mp, bno))
#define xfs_fsb_to_gbno(mp, bno, type) \
	((type) == XG_TYPE_RTG ? (xfs_agblock_t)(bno) : XFS_FSB_TO_AGBNO(mp, bno))
#define xfs_group_type_buftarg(mp, type) \
	((type) == XG_TYPE_RTG ? (mp)->m_rtdev_targp : (mp)->m_ddev_targp)
#endif
#endif
