/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MAGIC_H
#define _LINUX_MAGIC_H
#define DAXFS_MAGIC	0x64646178
#endif
