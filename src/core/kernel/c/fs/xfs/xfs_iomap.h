/* SPDX-License-Identifier: MIT */
#ifndef __XFS_IOMAP_H__
#define __XFS_IOMAP_H__
#include <linux/iomap.h>
extern const struct iomap_ops xfs_read_iomap_ops;
extern const struct iomap_ops xfs_dax_write_iomap_ops;
#endif
