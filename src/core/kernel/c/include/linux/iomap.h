/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_IOMAP_H
#define _LINUX_IOMAP_H
#include <linux/types.h>
#include <linux/fs.h>
struct dax_device;
#define IOMAP_HOLE	0
#define IOMAP_MAPPED	2
#define IOMAP_UNWRITTEN	3
#define IOMAP_NULL_ADDR	(-1ULL)
#define IOMAP_F_DIRTY	0x02
#define IOMAP_F_SHARED	0x04
#define IOMAP_WRITE	(1 << 0)
#define IOMAP_FAULT	(1 << 3)
#define IOMAP_DAX	(1 << 8)
/* Where a part of a file lies: bytes [offset, offset + length) of it at addr of the device. */
struct iomap {
	u64 addr;
	loff_t offset;
	u64 length;
	u16 type, flags;
	struct block_device *bdev;
	struct dax_device *dax_dev;
};
/* One walk over a part of a file, extent by extent; see fs/iomap/iter.c. */
struct iomap_iter {
	struct inode *inode;
	loff_t pos;
	u64 len;
	s64 processed;
	unsigned flags;
	struct iomap iomap;
	struct iomap srcmap;
};
struct iomap_ops;
int iomap_iter(struct iomap_iter *iter, const struct iomap_ops *ops);
static inline u64 iomap_length(const struct iomap_iter *iter)
{
	u64 end = iter->iomap.offset + iter->iomap.length;

	return end - iter->pos < iter->len ? end - iter->pos : iter->len;
}
struct iomap_ops {
	int (*iomap_begin)(struct inode *of, loff_t from, loff_t bytes, unsigned how,
			   struct iomap *map, struct iomap *source);
};
#endif
