// SPDX-License-Identifier: MIT
/*
 * A walk over a part of a file, extent by extent. Follows fs/iomap/iter.c of 5.19 in when it asks
 * and when it stops. Reduced: no iomap_end, for nothing has to be given back.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/iomap.h>

static inline int iomap_iter_advance(struct iomap_iter *iter)
{
	/* The first round has nothing behind it. */
	if (iter->iomap.length) {
		if (iter->processed <= 0)
			return iter->processed;
		iter->pos += iter->processed;
		iter->len -= iter->processed;
		if (!iter->len)
			return 0;
	}
	iter->processed = 0;
	memset(&iter->iomap, 0, sizeof(iter->iomap));
	memset(&iter->srcmap, 0, sizeof(iter->srcmap));
	return 1;
}

/* 1: there is an extent to work on; 0: all is done, or nothing was; else an error. */
int iomap_iter(struct iomap_iter *iter, const struct iomap_ops *ops)
{
	int ret = iomap_iter_advance(iter);

	if (ret <= 0)
		return ret;
	ret = hs_injected("iomap_begin");
	if (!ret)
		ret = ops->iomap_begin(iter->inode, iter->pos, iter->len, iter->flags, &iter->iomap,
				       &iter->srcmap);
	return ret < 0 ? ret : 1;
}
