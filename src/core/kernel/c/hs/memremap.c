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

void *memremap_pages(struct dev_pagemap *pgmap, int nid)
{
	unsigned long count = PHYS_PFN(range_len(&pgmap->range)), i;

	pgmap->hs_pages = __hs_alloc(count * sizeof(struct page), 1, "struct page");
	pgmap->hs_page_count = count;
	__hs_name(pgmap->hs_pages, "pages of %s", pgmap->hs_name);
	for (i = 0; i < count; i++) {
		struct page *page = &pgmap->hs_pages[i];

		page->pgmap = pgmap;
		page->hs_pfn = PHYS_PFN(pgmap->range.start) + i;
		page->hs_owner = pgmap->hs_name;
		page->hs_owner_index = i;
		atomic_set(&page->_refcount, 1);
	}
	list_add_tail(&pgmap->hs_node, &hs_pagemaps);
	/* Device memory is read through its physical address: no byte of it is modelled. */
	return (void *)(0xffff888000000000ul + pgmap->range.start);
}

void memunmap_pages(struct dev_pagemap *pgmap)
{
	unsigned long i;

	if (!pgmap)
		return;
	pgmap->hs_dying = true;
	while (pgmap->hs_references)
		hs_wait_for("pagemap", pgmap, hs_text("pages in use of ", pgmap->hs_name),
			    pgmap->hs_name);
	for (i = 0; i < pgmap->hs_page_count; i++) {
		pgmap->hs_pages[i].hs_removed = true;
		atomic_dec(&pgmap->hs_pages[i]._refcount);
	}
	list_del_init(&pgmap->hs_node);
	synchronize_rcu();
	__hs_event("pagemap-removed", "device=%s, pages=%lu", pgmap->hs_name, pgmap->hs_page_count);
	/* The memory map is torn down: whoever touches a struct page from now on faults. */
	__hs_free(pgmap->hs_pages);
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
