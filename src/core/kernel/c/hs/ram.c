// SPDX-License-Identifier: MIT
/*
 * Primitives: ordinary memory. What no device has is page cache of files without DAX, and copies
 * that processes have of their own; each frame has a struct page from when it is first used.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "world.h"
#include "ram.h"

struct hs_ram hs_ram;

struct page *hs_ram_page(unsigned long pfn)
{
	unsigned long at = pfn - HS_RAM_FIRST;

	if (pfn < HS_RAM_FIRST || at >= hs_ram.count)
		return NULL;
	return &hs_ram.chunks[at / HS_RAM_CHUNK][at % HS_RAM_CHUNK];
}

static struct page *new_page(void)
{
	unsigned long at = hs_ram.count;
	struct page *page;

	if (at == HS_RAM_CHUNK * HS_RAM_CHUNKS) {
		__hs_trap("limit", "more than %d pages of ordinary memory", HS_RAM_CHUNK * HS_RAM_CHUNKS);
		return NULL;
	}
	if (!hs_ram.chunks[at / HS_RAM_CHUNK]) {
		page = __hs_alloc(HS_RAM_CHUNK * sizeof(*page), 1, "struct page");
		__hs_name(page, "pages of ordinary memory");
		hs_ram.chunks[at / HS_RAM_CHUNK] = page;
	}
	hs_ram.count++;
	page = hs_ram_page(HS_RAM_FIRST + at);
	page->hs_pfn = HS_RAM_FIRST + at;
	atomic_set(&page->_refcount, 1);
	return page;
}

/* The page of a file in the cache, or of a process's copy; made where there is none yet. */
struct page *hs_ram_get(struct vm_area_struct *vma, unsigned long index, bool own)
{
	struct address_space *mapping = vma->vm_file->f_mapping;
	unsigned long at;
	struct page *page;

	if (own)
		mapping = (struct address_space *)((unsigned long)vma | PAGE_MAPPING_ANON);
	for (at = 0; at < hs_ram.count; at++) {
		page = hs_ram_page(HS_RAM_FIRST + at);
		if (page->mapping == mapping && page->index == index)
			return page;
	}
	page = new_page();
	page->mapping = mapping;
	page->index = index;
	page->hs_owner = own ? hs_text(hs_text(vma->vm_mm->hs_name, "'s own "),
				       file_inode(vma->vm_file)->hs_name)
			     : file_inode(vma->vm_file)->hs_name;
	page->hs_owner_index = index;
	return page;
}

/* The entry that shows the page in the mapping, or NULL. */
static unsigned long *entry_of(const struct page *page, struct vm_area_struct *vma)
{
	unsigned long address = page_address_in_vma(page, vma), *entry;
	unsigned int shift;

	if (address == -EFAULT)
		return NULL;
	entry = hs_pt_find(vma->vm_mm, address, &shift);
	return entry && *entry >> HS_PFN_SHIFT == page->hs_pfn ? entry : NULL;
}

bool page_mapped_in_vma(const struct page *page, struct vm_area_struct *vma)
{
	return entry_of(page, vma) != NULL;
}

/* Every entry that shows the page goes; who touches it again finds it lost. */
bool try_to_unmap(struct page *page)
{
	const char *zapped = NULL;
	int i;

	for (i = 0; i < hs_world.mapping_count; i++) {
		struct vm_area_struct *vma = hs_world.mappings[i].vma;
		unsigned long *entry = entry_of(page, vma);

		if (!entry)
			continue;
		*entry = 0;
		zapped = zapped ? hs_text(hs_text(zapped, " "), vma->vm_mm->hs_name)
				: vma->vm_mm->hs_name;
	}
	__hs_event("unmap", "object=%s, first=%lu, pages=1, zapped=%s", page->hs_owner,
		   page->hs_owner_index, zapped ? zapped : "none");
	return true;
}

/* The file reads the page again when somebody asks for it. */
void truncate_error_page(struct page *page)
{
	page->mapping = NULL;
}

bool hs_ram_is_lost(struct vm_area_struct *vma, unsigned long index)
{
	unsigned long at;

	for (at = 0; at < hs_ram.count; at++) {
		struct page *page = hs_ram_page(HS_RAM_FIRST + at);

		if (PageHWPoison(page) && PageAnon(page) && page->index == index &&
		    ((unsigned long)page->mapping & ~PAGE_MAPPING_ANON) == (unsigned long)vma)
			return true;
	}
	return false;
}
