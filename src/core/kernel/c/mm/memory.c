// SPDX-License-Identifier: MIT
/*
 * Taking mappings away. Level L0.
 * A length of 0 means "to the end of the file". Follows mm/memory.c of 5.19.
 */
#include <linux/mm.h>
#include <linux/dax.h>

static bool hs_is_copy(unsigned long entry)
{
	struct page *page = entry & _PAGE_LEAF ? NULL : pfn_to_online_page(entry >> HS_PFN_SHIFT);

	return page && PageAnon(page);
}

/* Clears every entry of one vma that shows a page of [first, last]; what is huge goes whole. */
static unsigned long unmap_mapping_range_vma(struct vm_area_struct *vma, pgoff_t first,
					     pgoff_t last, bool even_cows)
{
	pgoff_t end = vma->vm_pgoff + vma_pages(vma) - 1;
	pgoff_t pgoff = max(first, vma->vm_pgoff);
	unsigned long zapped = 0, span;

	for (; pgoff <= min(last, end); pgoff += span) {
		unsigned long address = vma->vm_start + ((pgoff - vma->vm_pgoff) << PAGE_SHIFT);
		unsigned int shift;
		unsigned long *entry = hs_pt_find(vma->vm_mm, address, &shift);

		span = hs_pt_span(vma->vm_mm, address);
		if (!entry)
			continue;
		/* What a process copied for itself is no page of the file any more. */
		if (!even_cows && hs_is_copy(*entry))
			continue;
		*entry = 0;
		zapped++;
	}
	return zapped;
}

void unmap_mapping_pages(struct address_space *mapping, pgoff_t start,
		pgoff_t nr, bool even_cows)
{
	pgoff_t first_index = start;
	pgoff_t last_index = start + nr - 1;
	struct vm_area_struct *vma;
	const char *zapped = NULL;

	if (last_index < first_index)
		last_index = ULONG_MAX;

	i_mmap_lock_read(mapping);
	vma_interval_tree_foreach(vma, &mapping->i_mmap, first_index, last_index) {
		const char *name = vma->vm_mm->hs_name;

		if (unmap_mapping_range_vma(vma, first_index, last_index, even_cows))
			zapped = zapped ? hs_text(hs_text(zapped, " "), name) : name;
	}
	__hs_event("unmap", "object=%s, first=%lu, pages=%lu, zapped=%s",
		   mapping->host->hs_name, start, nr, zapped ? zapped : "none");
	i_mmap_unlock_read(mapping);
}

void unmap_mapping_range(struct address_space *mapping,
		loff_t const holebegin, loff_t const holelen, int even_cows)
{
	pgoff_t hba = (pgoff_t)holebegin >> PAGE_SHIFT;
	pgoff_t hlen = ((pgoff_t)holelen + PAGE_SIZE - 1) >> PAGE_SHIFT;

	unmap_mapping_pages(mapping, hba, hlen, even_cows);
}
