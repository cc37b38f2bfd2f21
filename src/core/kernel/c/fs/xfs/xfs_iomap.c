// SPDX-License-Identifier: MIT
/*
 * Where the parts of a file lie. Level L0. Follows fs/xfs/xfs_iomap.c of next-20220714. Reduced:
 * the world's extents stand for the block map; nothing is allocated and nothing is read from disk.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_inode.h"
#include "xfs_buf.h"
#include "xfs_iomap.h"
#include "../../hs/world.h"

/* The extent that holds a byte of a file, as the device sees it; a hole where there is none. */
static void
xfs_bmbt_to_iomap(
	struct xfs_inode	*ip,
	struct iomap		*iomap,
	loff_t			offset)
{
	struct xfs_buftarg	*target = ip->i_mount->m_ddev_targp;
	struct hs_file		*file = hs_file_named(ip->hs_name);
	unsigned long		page = offset >> PAGE_SHIFT;
	int			i;

	iomap->offset = offset & PAGE_MASK;
	iomap->length = PAGE_SIZE;
	iomap->bdev = target->bt_bdev;
	iomap->dax_dev = target->bt_daxdev;
	iomap->type = IOMAP_HOLE;
	iomap->addr = IOMAP_NULL_ADDR;
	iomap->flags = 0;
	for (i = 0; i < file->extent_count; i++) {
		struct hs_extent	*extent = &file->extents[i];
		u64			at = page - extent->offset;

		if (extent->flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))
			continue;
		if (page < extent->offset || at >= extent->count)
			continue;
		iomap->type = extent->flags & XFS_RMAP_UNWRITTEN ? IOMAP_UNWRITTEN : IOMAP_MAPPED;
		at += extent->start;
		if (extent->agno == HS_REALTIME) {
			target = ip->i_mount->m_rtdev_targp;
			iomap->bdev = target->bt_bdev;
			iomap->dax_dev = target->bt_daxdev;
		} else {
			at += (u64)extent->agno * ip->i_mount->m_sb.sb_agblocks;
		}
		iomap->addr = XFS_FSB_TO_B(ip->i_mount, at);
		iomap->addr += target->bt_dax_part_off;
		iomap->length = (u64)(extent->offset + extent->count - page) << PAGE_SHIFT;
		return;
	}
}

static int
xfs_read_iomap_begin(
	struct inode		*inode,
	loff_t			offset,
	loff_t			length,
	unsigned		flags,
	struct iomap		*iomap,
	struct iomap		*srcmap)
{
	struct xfs_inode	*ip = XFS_I(inode);

	if (xfs_is_shutdown(ip->i_mount))
		return -EIO;
	xfs_bmbt_to_iomap(ip, iomap, offset);
	return 0;
}

static int
xfs_direct_write_iomap_begin(
	struct inode		*inode,
	loff_t			offset,
	loff_t			length,
	unsigned		flags,
	struct iomap		*iomap,
	struct iomap		*srcmap)
{
	struct xfs_inode	*ip = XFS_I(inode);

	if (xfs_is_shutdown(ip->i_mount))
		return -EIO;
	xfs_bmbt_to_iomap(ip, iomap, offset);
	/* No block is free in the world's filesystems; one that waits for data is made ready. */
	if (iomap->type == IOMAP_HOLE)
		return -ENOSPC;
	iomap->type = IOMAP_MAPPED;
	/* Somebody who asked for MAP_SYNC has to wait for the log. */
	iomap->flags |= IOMAP_F_DIRTY;
	return 0;
}

const struct iomap_ops xfs_read_iomap_ops = {
	.iomap_begin		= xfs_read_iomap_begin,
};

const struct iomap_ops xfs_dax_write_iomap_ops = {
	.iomap_begin		= xfs_direct_write_iomap_begin,
};
