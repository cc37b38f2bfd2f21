/* SPDX-License-Identifier: MIT */
#ifndef __MM_INTERNAL_H
#define __MM_INTERNAL_H
#include <linux/mm.h>
/*
 * Where the mapping shows the pages [pgoff, pgoff + nr_pages) of its file: the address of the
 * first that it shows, or -EFAULT as an address when it shows none.
 */
static inline unsigned long vma_pgoff_address(pgoff_t pgoff, unsigned long nr_pages,
					      struct vm_area_struct *vma)
{
	unsigned long address = vma->vm_start;

	/* The pages begin before the mapping does: some may still reach into it. */
	if (pgoff < vma->vm_pgoff)
		return pgoff + nr_pages - 1 < vma->vm_pgoff ? -EFAULT : address;

	address += (pgoff - vma->vm_pgoff) << PAGE_SHIFT;
	return address >= vma->vm_start && address < vma->vm_end ? address : -EFAULT;
}

/* The same for one page, at its own place in its file. */
static inline unsigned long vma_address(const struct page *page, struct vm_area_struct *vma)
{
	return vma_pgoff_address(page_to_pgoff(page), 1, vma);
}
#endif
