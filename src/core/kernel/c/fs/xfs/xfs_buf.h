/* SPDX-License-Identifier: MIT */
#ifndef __XFS_BUF_H__
#define __XFS_BUF_H__
#include "xfs_types.h"
#include <linux/dax.h>
#define XBF_DONE	(1u << 5)
#define XBF_TRYLOCK	(1u << 16)
struct xfs_buftarg {
	dev_t			bt_dev;
	struct block_device	*bt_bdev;
	struct dax_device	*bt_daxdev;
	u64			bt_dax_part_off;	/* bytes before the partition */
	struct xfs_mount	*bt_mount;
};
struct xfs_buf {
	void			*b_addr;
	unsigned int		b_flags;
	struct xfs_mount	*b_mount;
	struct xfs_trans	*b_transp;	/* the transaction that has it locked */
	const char		*hs_name;
};
struct xfs_buftarg *xfs_alloc_buftarg(struct xfs_mount *mp, struct block_device *bdev);
void xfs_free_buftarg(struct xfs_buftarg *btp);
#endif
