/* SPDX-License-Identifier: MIT */
#if HS_LEVEL >= 5
#ifndef _LINUX_FSERROR_H__
#define _LINUX_FSERROR_H__
/* What a filesystem tells who asked to hear of its errors. */
#include <linux/fs.h>
#include <linux/gfp.h>
void fserror_report_data_lost(struct inode *inode, loff_t pos, u64 len, gfp_t gfp);
#endif
#endif
