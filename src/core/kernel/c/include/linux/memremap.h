/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MEMREMAP_H
#define _LINUX_MEMREMAP_H
#include <linux/types.h>
#include <linux/range.h>
#include <linux/list.h>
struct page;
struct device;
struct dev_pagemap;
struct hs_pages;
struct vmem_altmap {
	unsigned long base_pfn;
	const unsigned long end_pfn;
	const unsigned long reserve;
	unsigned long free;
	unsigned long align;
	unsigned long alloc;
};
enum memory_type {
	MEMORY_DEVICE_PRIVATE = 1,
	MEMORY_DEVICE_COHERENT,
	MEMORY_DEVICE_FS_DAX,
	MEMORY_DEVICE_GENERIC,
	MEMORY_DEVICE_PCI_P2PDMA,
};
struct dev_pagemap_ops {
	void (*page_free)(struct page *page);
	int (*memory_failure)(struct dev_pagemap *pgmap, unsigned long pfn,
			      unsigned long nr_pages, int mf_flags);
};
#define PGMAP_ALTMAP_VALID	(1 << 0)
struct dev_pagemap {
	struct vmem_altmap altmap;
	enum memory_type type;
	unsigned int flags;
	unsigned long vmemmap_shift;
	const struct dev_pagemap_ops *ops;
	void *owner;
	int nr_range;
	struct range range;
	const char *hs_name;		/* the device */
	struct hs_pages *hs_pages;	/* one per pfn of the range */
	int hs_references;		/* taken by get_dev_pagemap */
	bool hs_dying;
	struct list_head hs_node;	/* the live ones */
};
static inline struct vmem_altmap *pgmap_altmap(struct dev_pagemap *pgmap)
{
	return pgmap->flags & PGMAP_ALTMAP_VALID ? &pgmap->altmap : NULL;
}
static inline bool pgmap_has_memory_failure(struct dev_pagemap *pgmap)
{
	const struct dev_pagemap_ops *ops = pgmap->ops;

	return ops && ops->memory_failure;
}
bool pgmap_pfn_valid(struct dev_pagemap *pgmap, unsigned long pfn);
struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *pgmap);
void put_dev_pagemap(struct dev_pagemap *pgmap);
void *memremap_pages(struct dev_pagemap *pgmap, int nid);
void *devm_memremap_pages(struct device *dev, struct dev_pagemap *pgmap);
void memunmap_pages(struct dev_pagemap *pgmap);
#endif
