// SPDX-License-Identifier: MIT
/*
 * Primitives: device memory maps. memunmap_pages waits for the holders of get_dev_pagemap only:
 * user mappings do not hold it up, as in mm/memremap.c of 5.19.
 */
#include <linux/mm.h>
#include <linux/memremap.h>
#include <linux/slab.h>
#include <linux/device.h>
#include <linux/rcupdate.h>
#include "world.h"

LIST_HEAD(hs_pagemaps);

static unsigned long pfn_first(struct dev_pagemap *pgmap)
{
	struct vmem_altmap *altmap = pgmap_altmap(pgmap);
	unsigned long pfn = PHYS_PFN(pgmap->range.start);

	/* The map of the pages, and what is reserved before it, comes first. */
	return altmap ? pfn + altmap->reserve + altmap->free : pfn;
}

bool pgmap_pfn_valid(struct dev_pagemap *pgmap, unsigned long pfn)
{
	if (pfn < PHYS_PFN(pgmap->range.start) || pfn > PHYS_PFN(pgmap->range.end))
		return false;
	return pfn >= pfn_first(pgmap);
}

static unsigned long chunk_length(const struct hs_pages *pages, unsigned long at)
{
	return min(pages->count - at * HS_PAGES_IN_CHUNK, (unsigned long)HS_PAGES_IN_CHUNK);
}

static struct page *make_chunk(struct hs_pages *pages, unsigned long at)
{
	unsigned long length = chunk_length(pages, at), i;
	struct page *chunk = __hs_alloc(length * sizeof(*chunk), 1, "struct page");

	__hs_name(chunk, "pages of %s", pages->name);
	for (i = 0; i < length; i++) {
		struct page *page = &chunk[i];

		page->pgmap = pages->pgmap;
		page->hs_owner_index = at * HS_PAGES_IN_CHUNK + i;
		page->hs_pfn = pages->first + page->hs_owner_index;
		page->hs_owner = pages->name;
		atomic_set(&page->_refcount, 1);
	}
	if (pages->removed)
		__hs_free(chunk);
	return chunk;
}

struct page *hs_page_in(struct hs_pages *pages, unsigned long index)
{
	struct page **chunk = &pages->chunks[index / HS_PAGES_IN_CHUNK];

	if (!*chunk)
		*chunk = make_chunk(pages, index / HS_PAGES_IN_CHUNK);
	return *chunk + index % HS_PAGES_IN_CHUNK;
}

void *memremap_pages(struct dev_pagemap *pgmap, int nid)
{
	unsigned long count = PHYS_PFN(range_len(&pgmap->range));
	unsigned long chunks = DIV_ROUND_UP(count, HS_PAGES_IN_CHUNK);
	struct hs_pages *pages;

	pages = __hs_alloc(sizeof(*pages) + chunks * sizeof(pages->chunks[0]), 1, "page table");
	pages->name = pgmap->hs_name;
	pages->pgmap = pgmap;
	pages->first = PHYS_PFN(pgmap->range.start);
	pages->count = count;
	pgmap->hs_pages = pages;
	list_add_tail(&pgmap->hs_node, &hs_pagemaps);
	/* Device memory is read through its physical address: no byte of it is modelled. */
	return (void *)(0xffff888000000000ul + pgmap->range.start);
}

/* The memory map is torn down: whoever touches a struct page from now on faults. */
static void tear_down(struct hs_pages *pages)
{
	unsigned long at, i;

	pages->removed = true;
	for (at = 0; at * HS_PAGES_IN_CHUNK < pages->count; at++) {
		struct page *chunk = pages->chunks[at];

		if (!chunk)
			continue;
		for (i = 0; i < chunk_length(pages, at); i++)
			atomic_dec(&chunk[i]._refcount);
		__hs_free(chunk);
	}
}

void memunmap_pages(struct dev_pagemap *pgmap)
{
	if (!pgmap)
		return;
	pgmap->hs_dying = true;
	while (pgmap->hs_references)
		hs_wait_for("pagemap", pgmap, hs_text("pages in use of ", pgmap->hs_name),
			    pgmap->hs_name);
	list_del_init(&pgmap->hs_node);
	synchronize_rcu();
	__hs_event("pagemap-removed", "device=%s, pages=%lu", pgmap->hs_name,
		   pgmap->hs_pages->count);
	tear_down(pgmap->hs_pages);
}

static void devm_memremap_pages_release(void *data)
{
	memunmap_pages(data);
}

void *devm_memremap_pages(struct device *dev, struct dev_pagemap *pgmap)
{
	void *ret = memremap_pages(pgmap, 0);
	int error = devm_add_action_or_reset(dev, devm_memremap_pages_release, pgmap);

	return error ? ERR_PTR(error) : ret;
}

struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *pgmap)
{
	struct dev_pagemap *found;

	if (pgmap) {
		if (PHYS_PFN(pgmap->range.start) <= pfn && pfn <= PHYS_PFN(pgmap->range.end))
			return pgmap;
		put_dev_pagemap(pgmap);
	}
	list_for_each_entry(found, &hs_pagemaps, hs_node) {
		if (pfn < PHYS_PFN(found->range.start) || pfn > PHYS_PFN(found->range.end))
			continue;
		if (found->hs_dying)
			return NULL;
		found->hs_references++;
		hs_hold("pagemap", found, found->hs_name, NULL);
		__hs_event("ref-get", "kind=pagemap, object=%s", found->hs_name);
		return found;
	}
	return NULL;
}

void put_dev_pagemap(struct dev_pagemap *pgmap)
{
	if (!pgmap)
		return;
	pgmap->hs_references--;
	hs_unhold("pagemap", pgmap, pgmap->hs_name, NULL);
	__hs_event("ref-put", "kind=pagemap, object=%s", pgmap->hs_name);
	hs_wake(pgmap);
}
