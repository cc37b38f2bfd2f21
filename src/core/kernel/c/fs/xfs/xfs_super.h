/* SPDX-License-Identifier: MIT */
#ifndef __XFS_SUPER_H__
#define __XFS_SUPER_H__
#include <linux/fs.h>
extern const struct dax_holder_operations xfs_dax_holder_operations;
extern const struct fs_context_operations xfs_context_ops;
extern struct file_system_type xfs_fs_type;
extern const struct super_operations xfs_super_operations;
struct xfs_mount;
void xfs_flush_inodes(struct xfs_mount *mp);
#define XFS_M(sb)	((struct xfs_mount *)((sb)->s_fs_info))
#endif
