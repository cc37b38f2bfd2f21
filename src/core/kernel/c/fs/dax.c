// SPDX-License-Identifier: MIT
/*
 * The entries of DAX files: which page of memory shows which page of a file, and their locks.
 * Level L0. Follows fs/dax.c of next-20220714. Reduced: no fault path, shared (reflinked) pages are
 * only marked.
 */
#include <linux/dax.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/export.h>
#include "../hs/dax-entry.h"

#define PAGE_MAPPING_DAX_COW	0x1

/*
 * Locks the entry of a page so that the page keeps its file. 0 when it belongs to no DAX file;
 * ~0 when no lock is needed (device-dax).
 */
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
dax_entry_t dax_lock_folio(struct folio *folio)
#else
dax_entry_t dax_lock_page(struct page *page)
#endif
{
	struct address_space *mapping;
	unsigned long at;
	void *entry;

	for (;;) {
		/* The page may have got another file while its entry was waited for. */
		rcu_read_lock();
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		mapping = READ_ONCE(folio->mapping);
#else
		mapping = READ_ONCE(page->mapping);
#endif
		entry = NULL;
		if (!mapping || !dax_mapping(mapping))
			break;
		entry = (void *)~0UL;
		if (S_ISCHR(mapping->host->i_mode))
			break;

		xa_lock_irq(&mapping->i_pages);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		entry = hs_dax_load(&mapping->i_pages, folio->index, &at);
#else
		entry = hs_dax_load(&mapping->i_pages, page->index, &at);
#endif
		if (!dax_is_locked(entry)) {
			hs_lock_entry(mapping, at, entry);
			xa_unlock_irq(&mapping->i_pages);
			break;
		}
		rcu_read_unlock();
		hs_wait_entry(mapping, at);
		xa_unlock_irq(&mapping->i_pages);
	}
	rcu_read_unlock();
	return (dax_entry_t)entry;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
void dax_unlock_folio(struct folio *folio, dax_entry_t cookie)
{
	struct address_space *mapping = folio->mapping;
#else
void dax_unlock_page(struct page *page, dax_entry_t cookie)
{
	struct address_space *mapping = page->mapping;
#endif
	unsigned long at;

	if (S_ISCHR(mapping->host->i_mode))
		return;

	xa_lock_irq(&mapping->i_pages);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	hs_dax_load(&mapping->i_pages, folio->index, &at);
#else
	hs_dax_load(&mapping->i_pages, page->index, &at);
#endif
	hs_unlock_entry(mapping, at, (void *)cookie);
	xa_unlock_irq(&mapping->i_pages);
}

/*
 * Locks what shows page `index` of a file and tells its first page. 0: not a DAX file;
 * ~0 and no page: nothing is there, or only a hole.
 */
dax_entry_t dax_lock_mapping_entry(struct address_space *mapping, pgoff_t index,
		struct page **page)
{
	unsigned long at;
	void *entry;

	for (;;) {
		rcu_read_lock();
		entry = NULL;
		if (!dax_mapping(mapping))
			break;

		xa_lock_irq(&mapping->i_pages);
		entry = hs_dax_load(&mapping->i_pages, index, &at);
		if (entry && dax_is_locked(entry)) {
			rcu_read_unlock();
			hs_wait_entry(mapping, at);
			xa_unlock_irq(&mapping->i_pages);
			continue;
		}
		if (entry && !dax_is_zero_entry(entry) && !dax_is_empty_entry(entry)) {
			*page = pfn_to_page(dax_to_pfn(entry));
			hs_lock_entry(mapping, at, entry);
		} else {
			entry = (void *)~0UL;
		}
		xa_unlock_irq(&mapping->i_pages);
		break;
	}
	rcu_read_unlock();
	return (dax_entry_t)entry;
}

void dax_unlock_mapping_entry(struct address_space *mapping, pgoff_t index,
		dax_entry_t cookie)
{
	unsigned long at;

	if (cookie == ~0UL)
		return;

	xa_lock_irq(&mapping->i_pages);
	hs_dax_load(&mapping->i_pages, index, &at);
	hs_unlock_entry(mapping, at, (void *)cookie);
	xa_unlock_irq(&mapping->i_pages);
}

static void dax_associate_entry(void *entry, struct address_space *mapping, pgoff_t index)
{
	struct page *page = pfn_to_page(dax_to_pfn(entry));

	if (page->mapping && page->mapping != mapping) {
		page->mapping = (void *)PAGE_MAPPING_DAX_COW;
		return;
	}
	page->mapping = mapping;
	page->index = index;
}

static void dax_disassociate_entry(void *entry)
{
	struct page *page = pfn_to_page(dax_to_pfn(entry));

	if (!page)
		return;
	page->mapping = NULL;
	page->index = 0;
}

/* 1 when the entry is gone or was never there, 0 when it is still dirty. */
int dax_invalidate_mapping_entry_sync(struct address_space *mapping,
				      pgoff_t index)
{
	struct xarray *xa = &mapping->i_pages;
	unsigned long at;
	void *entry;
	int ret = 0;

	xa_lock_irq(xa);
	entry = hs_dax_load(xa, index, &at);
	while (entry && dax_is_locked(entry)) {
		hs_wait_entry(mapping, at);
		entry = hs_dax_load(xa, index, &at);
	}
	if (!entry) {
		ret = 1;
		goto out;
	}
	if (xa_get_mark(xa, at, PAGECACHE_TAG_DIRTY) ||
	    xa_get_mark(xa, at, PAGECACHE_TAG_TOWRITE))
		goto out;
	dax_disassociate_entry(entry);
	xa_erase(xa, at);
	mapping->nrpages -= dax_is_pmd_entry(entry) ? 512 : 1;
	ret = 1;
out:
	xa_unlock_irq(xa);
	return ret;
}

void hs_dax_insert_entry(struct address_space *mapping, pgoff_t index, unsigned long pfn,
			 unsigned int order, bool dirty)
{
	void *entry = dax_make_entry(pfn, order ? DAX_PMD : 0);

	if (!xa_load(&mapping->i_pages, index)) {
		unsigned long i;

		for (i = 0; i < (order ? 512 : 1); i++)
			dax_associate_entry(dax_make_entry(pfn + i, 0), mapping, index + i);
		mapping->nrpages += order ? 512 : 1;
		xa_store(&mapping->i_pages, index, entry, GFP_KERNEL);
	}
	if (dirty)
		xa_set_mark(&mapping->i_pages, index, PAGECACHE_TAG_DIRTY);
}
