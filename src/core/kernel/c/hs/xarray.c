// SPDX-License-Identifier: MIT
/*
 * Primitives: the xarray, as a list sorted by index. Storing NULL erases; marks go with the
 * entry. -EBUSY when xa_insert finds an entry. Multi-index entries are not kept: a 2 MiB DAX
 * entry lies at its first index and fs/dax.c looks there.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/xarray.h>

struct hs_xa_node *hs_xa_first(struct xarray *xa, unsigned long index)
{
	struct hs_xa_node *node = xa->head;

	while (node && node->index < index)
		node = node->next;
	return node;
}

static struct hs_xa_node *find(struct xarray *xa, unsigned long index)
{
	struct hs_xa_node *node = hs_xa_first(xa, index);

	return node && node->index == index ? node : NULL;
}

void *xa_load(struct xarray *xa, unsigned long index)
{
	struct hs_xa_node *node = find(xa, index);

	return node ? node->entry : NULL;
}

int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	if (find(xa, index))
		return -EBUSY;
	xa_store(xa, index, entry, gfp);
	return 0;
}

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	struct hs_xa_node *node = find(xa, index), **link;
	void *was;

	if (!entry)
		return xa_erase(xa, index);
	if (node) {
		was = node->entry;
		node->entry = entry;
		return was;
	}
	node = __hs_alloc(sizeof(*node), 1, "struct xa_node");
	node->index = index;
	node->entry = entry;
	for (link = &xa->head; *link && (*link)->index < index; link = &(*link)->next)
		;
	node->next = *link;
	*link = node;
	return NULL;
}

void *xa_erase(struct xarray *xa, unsigned long index)
{
	struct hs_xa_node **link, *node;
	void *was;

	for (link = &xa->head; *link && (*link)->index < index; link = &(*link)->next)
		;
	node = *link;
	if (!node || node->index != index)
		return NULL;
	*link = node->next;
	was = node->entry;
	__hs_free(node);
	return was;
}

bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct hs_xa_node *node = find(xa, index);

	return node && (node->marks & (1u << mark));
}

void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct hs_xa_node *node = find(xa, index);

	if (node)
		node->marks |= 1u << mark;
}

void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct hs_xa_node *node = find(xa, index);

	if (node)
		node->marks &= ~(1u << mark);
}
