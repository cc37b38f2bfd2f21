/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H
#include <linux/types.h>
#include <linux/gfp.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
/* A sorted list stands for the tree; marks are kept per entry. See hs/xarray.c. */
typedef unsigned int xa_mark_t;
#define XA_MARK_0	0u
#define XA_MARK_1	1u
#define XA_MARK_2	2u
struct hs_xa_node {
	struct hs_xa_node *next;
	unsigned long index;
	void *entry;
	unsigned int marks;
};
struct xarray {
	spinlock_t xa_lock;
	struct hs_xa_node *head;
};
#define XARRAY_INIT(name)	{ .xa_lock = { .hs = HS_LOCK_INIT(#name) } }
#define DEFINE_XARRAY(name)	struct xarray name = XARRAY_INIT(name)
static inline void xa_init(struct xarray *xa) { xa->head = NULL; spin_lock_init(&xa->xa_lock); }
/* A number takes an entry's place as an odd pointer. */
static inline void *xa_mk_value(unsigned long number) { return (void *)(2 * number + 1); }
static inline bool xa_is_value(const void *word) { return (unsigned long)word & 1; }
static inline unsigned long xa_to_value(const void *word) { return (unsigned long)word / 2; }
void *xa_load(struct xarray *xa, unsigned long index);
int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
struct hs_xa_node *hs_xa_first(struct xarray *xa, unsigned long index);
/* A place in a tree, for who does several things there. */
struct xa_state {
	struct xarray *xa;
	unsigned long xa_index;
	unsigned long hs_index;		/* where the entry begins that covers it */
};
#define XA_STATE_ORDER(name, array, index, order)	\
	struct xa_state name = {						\
		.xa = (array),							\
		.xa_index = (index) & (~0ul << (order)),			\
		.hs_index = (index) & (~0ul << (order)),			\
	}
#define XA_STATE(name, array, index)	XA_STATE_ORDER(name, array, index, 0)
/* A small number in an entry's place that is none of them: an answer. */
static inline void *xa_mk_internal(unsigned long number) { return (void *)(4 * number + 2); }
static inline bool xa_is_internal(const void *word) { return ((unsigned long)word & 3) == 2; }
static inline unsigned long xa_to_internal(const void *word) { return (unsigned long)word / 4; }
#define XA_RETRY_ENTRY		xa_mk_internal(256)
#define xas_lock_irq(xas)		xa_lock_irq((xas)->xa)
#define xas_unlock_irq(xas)		xa_unlock_irq((xas)->xa)
#define xas_set_mark(xas, mark)		xa_set_mark((xas)->xa, (xas)->hs_index, mark)
#define xas_get_mark(xas, mark)		xa_get_mark((xas)->xa, (xas)->hs_index, mark)
#define xas_store(xas, entry)		xa_store((xas)->xa, (xas)->hs_index, entry, GFP_ATOMIC)
#define xa_lock_irq(xa)		spin_lock(&(xa)->xa_lock)
#define xa_unlock_irq(xa)	spin_unlock(&(xa)->xa_lock)
#endif
