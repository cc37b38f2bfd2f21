/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PSEUDO_FS_H
#define _LINUX_PSEUDO_FS_H
#include <linux/fs.h>
struct fs_context;
struct pseudo_fs_context { const struct super_operations *ops; unsigned long magic; };
struct pseudo_fs_context *init_pseudo(struct fs_context *fc, unsigned long magic);
#endif
