/* SPDX-License-Identifier: MIT */
#ifndef __XFS_TYPES_H__
#define __XFS_TYPES_H__
#include <linux/types.h>
typedef uint32_t	prid_t;
typedef uint32_t	xfs_agblock_t;	/* block number in an AG */
typedef uint32_t	xfs_agino_t;
typedef uint32_t	xfs_extlen_t;	/* blocks in an extent */
typedef uint32_t	xfs_agnumber_t;
typedef int64_t		xfs_fsize_t;	/* bytes in a file */
typedef uint64_t	xfs_ufsize_t;
typedef int64_t		xfs_daddr_t;	/* 512-byte disk address */
typedef unsigned long long xfs_ino_t;
typedef uint64_t	xfs_fsblock_t;	/* block number in the filesystem: agno | agbno */
typedef uint64_t	xfs_rfsblock_t;	/* block number, counted through */
typedef uint64_t	xfs_fileoff_t;	/* block number in a file */
typedef uint64_t	xfs_filblks_t;
#define NULLAGNUMBER	((xfs_agnumber_t)-1)
#define NULLAGBLOCK	((xfs_agblock_t)-1)
#define NULLFSBLOCK	((xfs_fsblock_t)-1)
struct xfs_mount;
struct xfs_trans;
struct xfs_inode;
struct xfs_buf;
struct xfs_perag;
struct xfs_btree_cur;
#endif
