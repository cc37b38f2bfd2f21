/* SPDX-License-Identifier: MIT */
#ifndef __XFS_FORMAT_H__
#define __XFS_FORMAT_H__
#include "xfs_types.h"
/* The superblock in memory, as copied from disk. Note sb_flags: eight bits. */
struct xfs_sb {
	uint32_t	sb_magicnum;
	uint32_t	sb_blocksize;
	xfs_rfsblock_t	sb_dblocks;
	xfs_rfsblock_t	sb_rblocks;
	xfs_agblock_t	sb_agblocks;
	xfs_agnumber_t	sb_agcount;
	xfs_extlen_t	sb_logblocks;
	uint16_t	sb_sectsize;
	uint16_t	sb_inodesize;
	uint16_t	sb_inopblock;
	uint8_t		sb_blocklog;
	uint8_t		sb_sectlog;
	uint8_t		sb_inodelog;
	uint8_t		sb_inopblog;
	uint8_t		sb_agblklog;
	uint8_t		sb_flags;
	uint32_t	sb_features_ro_compat;
#if HS_LEVEL >= 4
	uint32_t	sb_rgcount;	/* realtime groups, and the blocks of one */
	uint32_t	sb_rgextents;
#endif
};
/* An AG's header for free space, big-endian as on disk. */
struct xfs_agf {
	__be32	agf_magicnum;
	__be32	agf_versionnum;
	__be32	agf_seqno;
	__be32	agf_length;
};
#define XFS_AGF_MAGIC	0x58414746
#define XFS_FSB_TO_B(mp, fsbno)	((xfs_fsize_t)(fsbno) << (mp)->m_sb.sb_blocklog)
#define XFS_B_TO_FSBT(mp, b)	((b) >> (mp)->m_sb.sb_blocklog)
#define XFS_FSB_TO_BB(mp, fsbno)	((fsbno) << (mp)->m_blkbb_log)
#define XFS_BB_TO_FSBT(mp, bb)	((bb) >> (mp)->m_blkbb_log)
#define xfs_mask64lo(n)		(((uint64_t)1 << (n)) - 1)
#define xfs_mask32lo(n)		(((uint32_t)1 << (n)) - 1)
#define XFS_AGB_TO_FSB(mp, agno, agbno) \
	(((xfs_fsblock_t)(agno) << (mp)->m_sb.sb_agblklog) | (agbno))
#define XFS_FSB_TO_AGNO(mp, fsbno) \
	((xfs_agnumber_t)((fsbno) >> (mp)->m_sb.sb_agblklog))
#define XFS_FSB_TO_AGBNO(mp, fsbno) \
	((xfs_agblock_t)((fsbno) & xfs_mask32lo((mp)->m_sb.sb_agblklog)))
#define XFS_AGB_TO_DADDR(mp, agno, agbno) \
	((xfs_daddr_t)XFS_FSB_TO_BB(mp, \
		(xfs_fsblock_t)(agno) * (mp)->m_sb.sb_agblocks + (agbno)))
#define XFS_DADDR_TO_FSB(mp, d) \
	XFS_AGB_TO_FSB(mp, xfs_daddr_to_agno(mp, d), xfs_daddr_to_agbno(mp, d))
#define XFS_INO_TO_AGNO(mp, i) \
	((xfs_agnumber_t)((i) >> ((mp)->m_sb.sb_agblklog + (mp)->m_sb.sb_inopblog)))
/* Owners that are no inode, as large numbers. */
#define XFS_RMAP_OWN_NULL	(-1ULL)
#define XFS_RMAP_OWN_UNKNOWN	(-2ULL)
#define XFS_RMAP_OWN_FS		(-3ULL)
#define XFS_RMAP_OWN_LOG	(-4ULL)
#define XFS_RMAP_OWN_AG		(-5ULL)
#define XFS_RMAP_OWN_INOBT	(-6ULL)
#define XFS_RMAP_OWN_INODES	(-7ULL)
#define XFS_RMAP_OWN_REFC	(-8ULL)
#define XFS_RMAP_OWN_COW	(-9ULL)
#define XFS_RMAP_OWN_MIN	(-10ULL)
#define XFS_RMAP_NON_INODE_OWNER(owner)	(!!((owner) & (1ULL << 63)))
#define XFS_RMAP_ATTR_FORK	(1 << 0)
#define XFS_RMAP_BMBT_BLOCK	(1 << 1)
#define XFS_RMAP_UNWRITTEN	(1 << 2)
/* One extent and who owns it. */
struct xfs_rmap_irec {
	xfs_agblock_t	rm_startblock;
	xfs_extlen_t	rm_blockcount;
	uint64_t	rm_owner;
	uint64_t	rm_offset;	/* block in the owner's file */
	unsigned int	rm_flags;
};
#endif
