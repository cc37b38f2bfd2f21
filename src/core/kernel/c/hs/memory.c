// SPDX-License-Identifier: MIT
/*
 * Primitives: pages, page tables and who maps a file where.
 * Page tables are real tables of 512 entries on four levels with
 * p4d folded; a leaf holds a pfn, an inner entry the address of the next table.
 */
#include <linux/mm.h>
#include <linux/dax.h>
#include "../mm/internal.h"
#include "world.h"
#include "ram.h"

struct page *hs_page_at(unsigned long pfn)
{
	int i;

	for (i = 0; i < hs_world.pmem_count; i++) {
		struct hs_pages *pages = hs_world.pmems[i].pages;

		if (pages->first <= pfn && pfn < pages->first + pages->count)
			return hs_page_in(pages, pfn - pages->first);
	}
	return NULL;
}

static struct page *live_page(unsigned long pfn)
{
	struct dev_pagemap *pgmap;

	list_for_each_entry(pgmap, &hs_pagemaps, hs_node) {
		struct hs_pages *pages = pgmap->hs_pages;

		if (pages->first <= pfn && pfn < pages->first + pages->count)
			return hs_page_in(pages, pfn - pages->first);
	}
	return NULL;
}

/* As in the kernel an address is made of any number; the page may be gone by then. */
struct page *pfn_to_page(unsigned long pfn)
{
	struct page *page = live_page(pfn);

	if (!page)
		page = hs_ram_page(pfn);
	return page ? page : hs_page_at(pfn);
}

bool pfn_valid(unsigned long pfn)
{
	return live_page(pfn) || hs_ram_page(pfn);
}

/* Device memory is never online; all other is. */
struct page *pfn_to_online_page(unsigned long pfn)
{
	return hs_ram_page(pfn);
}

static void tell_hwpoison(struct page *page, int value)
{
	__hs_event("hwpoison", "page=%s page %lu, value=%d", page->hs_owner, page->hs_owner_index, value);
}

void SetPageHWPoison(struct page *page)
{
	__set_bit(PG_hwpoison, &page->flags);
	tell_hwpoison(page, 1);
}

void ClearPageHWPoison(struct page *page)
{
	__clear_bit(PG_hwpoison, &page->flags);
	tell_hwpoison(page, 0);
}

bool TestSetPageHWPoison(struct page *page)
{
	bool was = PageHWPoison(page);

	if (!was)
		SetPageHWPoison(page);
	return was;
}

/* The first of the pages that a page is one of: all of a character device's have its alignment. */
struct page *hs_compound_head(const struct page *page)
{
	unsigned long order = page->pgmap ? page->pgmap->vmemmap_shift : 0;

	return order ? pfn_to_page(page->hs_pfn & (~0ul << order)) : (struct page *)page;
}

static bool shows(struct vm_area_struct *vma, unsigned long start, unsigned long last)
{
	return vma->vm_pgoff <= last && start <= vma->vm_pgoff + vma_pages(vma) - 1;
}

static struct vm_area_struct *next_shown(struct rb_node *node, unsigned long start,
					 unsigned long last)
{
	for (; node; node = node->hs_next) {
		struct vm_area_struct *vma = container_of(node, struct vm_area_struct, shared.rb);

		if (shows(vma, start, last))
			return vma;
	}
	return NULL;
}

struct vm_area_struct *vma_interval_tree_iter_first(struct rb_root_cached *root,
						    unsigned long start, unsigned long last)
{
	return next_shown(root->rb_root.rb_node, start, last);
}

struct vm_area_struct *vma_interval_tree_iter_next(struct vm_area_struct *vma,
						   unsigned long start, unsigned long last)
{
	return next_shown(vma->shared.rb.hs_next, start, last);
}

/* Where this vma shows the page by the page's own mapping and index; -EFAULT if it does not. */
unsigned long page_address_in_vma(const struct page *page, struct vm_area_struct *vma)
{
	if (PageAnon(page))
		return ((unsigned long)page->mapping & ~PAGE_MAPPING_ANON) == (unsigned long)vma ?
		       vma_address(page, vma) : -EFAULT;
	if (!vma->vm_file || vma->vm_file->f_mapping != page->mapping)
		return -EFAULT;
	return vma_address(page, vma);
}

static unsigned long new_table(struct mm_struct *mm)
{
	unsigned long table = (unsigned long)__hs_alloc(PTRS_PER_TABLE * 8 + 16, 1, "page table");

	__hs_name((void *)table, "page table of %s", mm->hs_name);
	return (table + 15) & HS_TABLE_MASK;
}

unsigned long *hs_pt_find(struct mm_struct *mm, unsigned long address, unsigned int *shift)
{
	static const unsigned int shifts[] = { PGDIR_SHIFT, PUD_SHIFT, PMD_SHIFT, PAGE_SHIFT };
	unsigned long *table = (unsigned long *)mm->pgd;
	int level;

	*shift = 0;
	for (level = 0; table && level < 4; level++) {
		unsigned long *entry = table + hs_pt_index(address, shifts[level]);

		if (!(*entry & _PAGE_PRESENT))
			return NULL;
		if ((*entry & _PAGE_LEAF) || shifts[level] == PAGE_SHIFT) {
			*shift = shifts[level];
			return entry;
		}
		table = (unsigned long *)(*entry & HS_TABLE_MASK);
	}
	return NULL;
}

/* Of an address that nothing maps: as a shift, how much around it is without a table. */
unsigned int hs_pt_absent(struct mm_struct *mm, unsigned long address)
{
	static const unsigned int shifts[] = { PGDIR_SHIFT, PUD_SHIFT, PMD_SHIFT, PAGE_SHIFT };
	unsigned long *table = (unsigned long *)mm->pgd;
	int level;

	for (level = 0; table && level < 3; level++) {
		unsigned long entry = table[hs_pt_index(address, shifts[level])];

		if (!(entry & _PAGE_PRESENT))
			break;
		table = (unsigned long *)(entry & HS_TABLE_MASK);
	}
	return shifts[level];
}

/* How many pages from an address on one entry shows, or no table has. */
unsigned long hs_pt_span(struct mm_struct *mm, unsigned long address)
{
	unsigned int shift;
	unsigned long *entry = hs_pt_find(mm, address, &shift);
	unsigned long size = 1ul << (entry ? shift : hs_pt_absent(mm, address));

	return (size - (address & (size - 1))) >> PAGE_SHIFT;
}

unsigned long *hs_pt_place(struct mm_struct *mm, unsigned long address, unsigned int shift)
{
	static const unsigned int shifts[] = { PGDIR_SHIFT, PUD_SHIFT, PMD_SHIFT, PAGE_SHIFT };
	unsigned long *table;
	int level;

	if (!mm->pgd)
		mm->pgd = (pgd_t *)new_table(mm);
	table = (unsigned long *)mm->pgd;
	for (level = 0; shifts[level] > shift; level++) {
		unsigned long *entry = table + hs_pt_index(address, shifts[level]);

		if (*entry & _PAGE_LEAF)
			return NULL;
		if (!(*entry & _PAGE_PRESENT))
			*entry = new_table(mm) | _PAGE_PRESENT | _PAGE_RW;
		table = (unsigned long *)(*entry & HS_TABLE_MASK);
	}
	return table + hs_pt_index(address, shift);
}

/* Nothing is put in the place of a table, nor under what is mapped as one. */
void hs_pt_install(struct mm_struct *mm, unsigned long address, unsigned long pfn,
		   unsigned int shift, bool write)
{
	unsigned long *entry = hs_pt_place(mm, address, shift);

	if (entry && (!*entry || *entry & _PAGE_LEAF || shift == PAGE_SHIFT))
		*entry = pfn << HS_PFN_SHIFT | _PAGE_LEAF | _PAGE_PRESENT | (write ? _PAGE_RW : 0);
}

/* An event of the run instead of a record in the trace buffer. */
void trace_memory_failure_event(unsigned long pfn, int type, int result)
{
	static const char *const results[] = {
		[MF_IGNORED] = "Ignored", [MF_FAILED] = "Failed",
		[MF_DELAYED] = "Delayed", [MF_RECOVERED] = "Recovered",
	};

	__hs_event("memory-failure", "result=%s", results[result]);
}
