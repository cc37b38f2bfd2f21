/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_FS_CONTEXT_H
#define _LINUX_FS_CONTEXT_H
#include <linux/fs.h>
/* What is known of a mount before there is one. */
struct fs_context_operations {
	int (*get_tree)(struct fs_context *fc);
};
struct fs_context {
	const struct fs_context_operations *ops;
	struct file_system_type *fs_type;
	void *fs_private;
	struct dentry *root;
	const char *source;
	struct super_block *hs_sb;	/* the world made it beforehand */
};
int vfs_get_tree(struct fs_context *fc);
int get_tree_bdev(struct fs_context *fc,
		  int (*fill_super)(struct super_block *sb, struct fs_context *fc));
#endif
