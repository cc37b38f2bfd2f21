/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H
#include <linux/kernel.h>
#include <linux/mm_types.h>
#include <linux/list.h>
#include <linux/pfn.h>
#include <linux/memremap.h>
#include <linux/fs.h>
#include <linux/page-flags.h>
#include <asm/pgtable.h>
#include <linux/sched.h>
struct page *pfn_to_page(unsigned long pfn);
bool pfn_valid(unsigned long pfn);
struct page *pfn_to_online_page(unsigned long pfn);
struct page *hs_compound_head(const struct page *page);
#define compound_head(page)	((typeof(page))hs_compound_head(page))
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
static inline struct folio *page_folio(struct page *page)
{
	return (struct folio *)compound_head(page);
}

static inline struct folio *pfn_folio(unsigned long pfn) { return page_folio(pfn_to_page(pfn)); }
#endif
static inline unsigned long page_to_pfn(const struct page *page) { return page->hs_pfn; }
static inline unsigned int page_shift(const struct page *page) { return PAGE_SHIFT; }
static inline bool is_zone_device_page(const struct page *page) { return page->pgmap != NULL; }
#define PAGE_MAPPING_ANON	1ul	/* in place of a file: the one mapping that shows the copy */
static inline bool PageAnon(const struct page *page)
{
	return (unsigned long)page->mapping & PAGE_MAPPING_ANON;
}
bool page_mapped_in_vma(const struct page *page, struct vm_area_struct *vma);
bool try_to_unmap(struct page *page);
void truncate_error_page(struct page *page);
static inline struct address_space *page_mapping(struct page *page) { return page->mapping; }
static inline void get_page(struct page *page) { atomic_inc(&page->_refcount); }
static inline void put_page(struct page *page) { atomic_dec(&page->_refcount); }
static inline pgoff_t page_to_pgoff(const struct page *page) { return page->index; }
static inline unsigned long vma_pages(struct vm_area_struct *vma)
{
	unsigned long bytes = vma->vm_end - vma->vm_start;

	return bytes >> PAGE_SHIFT;
}
/* Which page of its file a mapping shows at an address. */
static inline pgoff_t linear_page_index(struct vm_area_struct *vma, unsigned long address)
{
	return vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT);
}
void unmap_mapping_pages(struct address_space *mapping, pgoff_t start, pgoff_t nr, bool even_cows);
void unmap_mapping_range(struct address_space *mapping, loff_t const holebegin,
			 loff_t const holelen, int even_cows);
#if HS_LEVEL >= 1
int invalidate_inode_pages2(struct address_space *mapping);
#endif
int invalidate_inode_pages2_range(struct address_space *mapping, pgoff_t start, pgoff_t end);
struct vm_area_struct *vma_interval_tree_iter_first(struct rb_root_cached *root,
						    unsigned long start, unsigned long last);
struct vm_area_struct *vma_interval_tree_iter_next(struct vm_area_struct *vma,
						   unsigned long start, unsigned long last);
#define vma_interval_tree_foreach(vma, root, start, last)			\
	for ((vma) = vma_interval_tree_iter_first((root), (start), (last));	\
	     (vma) != NULL;							\
	     (vma) = vma_interval_tree_iter_next((vma), (start), (last)))
unsigned long page_address_in_vma(const struct page *page, struct vm_area_struct *vma);
extern int sysctl_memory_failure_early_kill;
extern int sysctl_memory_failure_recovery;
enum mf_flags {
	MF_COUNT_INCREASED = 1 << 0,
	MF_ACTION_REQUIRED = 1 << 1,
	MF_MUST_KILL = 1 << 2,
	MF_SOFT_OFFLINE = 1 << 3,
	MF_UNPOISON = 1 << 4,
	MF_SW_SIMULATED = 1 << 5,
#if HS_LEVEL >= 1
	MF_NO_RETRY = 1 << 6,
#endif
#if HS_LEVEL >= 3
	MF_MEM_PRE_REMOVE = 1 << 7,
#endif
};
int mf_dax_kill_procs(struct address_space *mapping, pgoff_t index,
		      unsigned long count, int mf_flags);
extern int memory_failure(unsigned long pfn, int flags);
extern void memory_failure_queue(unsigned long pfn, int flags);
enum mf_result {
	MF_IGNORED,
	MF_FAILED,
	MF_DELAYED,
	MF_RECOVERED,
};
enum mf_action_page_type {
	MF_MSG_KERNEL,
	MF_MSG_KERNEL_HIGH_ORDER,
	MF_MSG_SLAB,
	MF_MSG_DIFFERENT_COMPOUND,
	MF_MSG_HUGE,
	MF_MSG_FREE_HUGE,
	MF_MSG_NON_PMD_HUGE,
	MF_MSG_UNMAP_FAILED,
	MF_MSG_DIRTY_SWAPCACHE,
	MF_MSG_CLEAN_SWAPCACHE,
	MF_MSG_DIRTY_MLOCKED_LRU,
	MF_MSG_CLEAN_MLOCKED_LRU,
	MF_MSG_DIRTY_UNEVICTABLE_LRU,
	MF_MSG_CLEAN_UNEVICTABLE_LRU,
	MF_MSG_DIRTY_LRU,
	MF_MSG_CLEAN_LRU,
	MF_MSG_TRUNCATED_LRU,
	MF_MSG_BUDDY,
	MF_MSG_DAX,
	MF_MSG_UNSPLIT_THP,
	MF_MSG_UNKNOWN,
};
#endif
