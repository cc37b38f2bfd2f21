// SPDX-License-Identifier: MIT
#if HS_LEVEL >= 5
/*
 * Errors of a filesystem for who asked to hear of them: here an event of the run.
 */
#include <linux/fserror.h>
#include <linux/mm.h>
#include <hs.h>

void fserror_report_data_lost(struct inode *inode, loff_t pos, u64 len, gfp_t gfp)
{
	__hs_event("fserror", "object=%s, page=%lu, pages=%lu", inode->hs_name,
		   (unsigned long)pos >> PAGE_SHIFT, (unsigned long)len >> PAGE_SHIFT);
}
#endif
