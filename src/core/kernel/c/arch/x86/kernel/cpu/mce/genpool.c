// SPDX-License-Identifier: MIT
/*
 * Records wait here between the reporter's context and the worker that may sleep.
 * Level L0. Read against 6.1.
 */
#include <linux/mm.h>
#include <linux/genalloc.h>
#include <linux/llist.h>
#include <linux/string.h>
#include <linux/printk.h>

#include "internal.h"

/* Two pages: with records of 136 bytes on 128-byte granules that is room for 32 of them. */
#define MCE_POOLSZ	(2 * PAGE_SIZE)

/* Aligned by word: the kernel leaves that to the compiler. */
static char gen_pool_buf[MCE_POOLSZ] __aligned(8);
static LLIST_HEAD(mce_event_llist);
static struct gen_pool *mce_evt_pool;

void mce_gen_pool_process(struct work_struct *__unused)
{
	struct llist_node *waiting = llist_del_all(&mce_event_llist);
	struct mce_evt_llist *entry, *next;

	if (!waiting)
		return;

	/* The list grows at its head; the oldest record is to be seen first. */
	waiting = llist_reverse_order(waiting);
	llist_for_each_entry_safe(entry, next, waiting, llnode) {
		blocking_notifier_call_chain(&x86_mce_decoder_chain, 0, &entry->mce);
		gen_pool_free(mce_evt_pool, (unsigned long)entry, sizeof(*entry));
	}
}

bool mce_gen_pool_empty(void)
{
	return llist_empty(&mce_event_llist);
}

int mce_gen_pool_add(struct mce *mce)
{
	struct mce_evt_llist *entry;
	unsigned long room;

	if (filter_mce(mce) || !mce_evt_pool)
		return -EINVAL;

	room = gen_pool_alloc(mce_evt_pool, sizeof(*entry));
	if (!room) {
		pr_warn_ratelimited("MCE record lost: the pool has no room for it\n");
		return -ENOMEM;
	}

	entry = (struct mce_evt_llist *)room;
	memcpy(&entry->mce, mce, sizeof(entry->mce));
	llist_add(&entry->llnode, &mce_event_llist);

	return 0;
}

/* Every processor that comes up asks for the pool; the first one makes it. */
int mce_gen_pool_init(void)
{
	struct gen_pool *pool;
	int error;

	if (mce_evt_pool)
		return 0;

	pool = gen_pool_create(ilog2(sizeof(struct mce_evt_llist)), -1);
	if (!pool)
		return -ENOMEM;

	error = gen_pool_add(pool, (unsigned long)gen_pool_buf, MCE_POOLSZ, -1);
	if (error) {
		gen_pool_destroy(pool);
		return error;
	}

	mce_evt_pool = pool;
	return 0;
}
