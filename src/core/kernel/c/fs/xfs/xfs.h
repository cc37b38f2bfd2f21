/* SPDX-License-Identifier: MIT */
#ifndef __XFS_H__
#define __XFS_H__
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/fs.h>
#include <linux/dax.h>
#include <linux/blkdev.h>
#include <linux/rcupdate.h>
#include <asm/byteorder.h>
#if HS_LEVEL >= 1
#include <linux/delay.h>
#endif
#define STATIC static
#define ASSERT(expr)	BUG_ON(!(expr))
#define EFSCORRUPTED	EUCLEAN
#define EFSBADCRC	EBADMSG
#define BBSHIFT		9
#define BBSIZE		(1 << BBSHIFT)
#define BTOBB(bytes)	(((__u64)(bytes) + BBSIZE - 1) >> BBSHIFT)
#define BTOBBT(bytes)	((__u64)(bytes) >> BBSHIFT)
#define BBTOB(bbs)	((bbs) << BBSHIFT)
#include "xfs_types.h"
#endif
