/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H
#include <linux/mm_types.h>
#include <linux/bitops.h>
enum pageflags { PG_locked, PG_writeback, PG_dirty = 4, PG_hwpoison = 21 };
/* Marking tells the trace which page (event "hwpoison"). See hs/memory.c. */
void SetPageHWPoison(struct page *page);
void ClearPageHWPoison(struct page *page);
bool TestSetPageHWPoison(struct page *page);
static inline bool PageDirty(const struct page *page) { return test_bit(PG_dirty, &page->flags); }
static inline bool PageHWPoison(const struct page *page)
{
	return test_bit(PG_hwpoison, &page->flags);
}
#endif
