// SPDX-License-Identifier: MIT
/*
#if HS_LEVEL == 0
 * Throwing away what memory knows of a file. Level L0. Follows mm/truncate.c of 5.19.
#else
 * Throwing away what memory knows of a file. Follows mm/truncate.c of 5.19.
#endif
 * Reduced: only the entries of DAX files; there is no page cache in this machine.
 */
#include <linux/mm.h>
#include <linux/dax.h>
#include <linux/export.h>
#include "../hs/dax-entry.h"

/* -EBUSY when something dirty had to stay. An end before the start means what the numbers say. */
int invalidate_inode_pages2_range(struct address_space *mapping,
				  pgoff_t start, pgoff_t end)
{
	struct hs_xa_node *node;
	pgoff_t index = start;
	int ret = 0;

	/* A large entry may begin before the range. */
	if (!hs_dax_load(&mapping->i_pages, start, &index))
		index = start;
	while ((node = hs_xa_first(&mapping->i_pages, index)) && node->index <= end) {
		index = node->index + 1;
		if (!dax_invalidate_mapping_entry_sync(mapping, node->index))
			ret = -EBUSY;
		if (!index)
			break;
	}
	/* Entries are gone: nobody may go on seeing the pages. */
	if (dax_mapping(mapping))
		unmap_mapping_pages(mapping, start, end + 1 - start, false);
	return ret;
}
EXPORT_SYMBOL_GPL(invalidate_inode_pages2_range);
#if HS_LEVEL >= 1

/* The same for all of a file. */
int invalidate_inode_pages2(struct address_space *mapping)
{
	return invalidate_inode_pages2_range(mapping, 0, ~0ul);
}
EXPORT_SYMBOL_GPL(invalidate_inode_pages2);
#endif
