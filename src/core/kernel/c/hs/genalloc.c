// SPDX-License-Identifier: MIT
/*
 * gen_pool: first fit over granules of 2^order bytes, as lib/genalloc.c does by default.
 * One chunk per pool, with at most HS_POOL_GRANULES granules (the record pool has 64).
 */
#include <linux/genalloc.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/bug.h>
#include "mce-world.h"

#define HS_POOL_GRANULES	256

struct gen_pool {
	int min_alloc_order;
	unsigned long addr;
	int granules;
	u8 taken[HS_POOL_GRANULES];
};

struct gen_pool *gen_pool_create(int min_alloc_order, int nid)
{
	struct gen_pool *pool = kzalloc(sizeof(struct gen_pool), GFP_KERNEL);

	if (pool)
		pool->min_alloc_order = min_alloc_order;
	return pool;
}

int gen_pool_add(struct gen_pool *pool, unsigned long addr, size_t size, int nid)
{
	int granules = size >> pool->min_alloc_order;

	if (granules > HS_POOL_GRANULES)
		return -ENOMEM;
	pool->addr = addr;
	pool->granules = granules;
	return 0;
}

void gen_pool_destroy(struct gen_pool *pool)
{
	kfree(pool);
}

static int granules_of(struct gen_pool *pool, size_t size)
{
	return (size + (1UL << pool->min_alloc_order) - 1) >> pool->min_alloc_order;
}

/* 0 when no free stretch is long enough. */
unsigned long gen_pool_alloc(struct gen_pool *pool, size_t size)
{
	int wanted = granules_of(pool, size);
	int run = 0;
	int i, j;

	for (i = 0; i < pool->granules; i++) {
		run = pool->taken[i] ? 0 : run + 1;
		if (run == wanted) {
			int first = i + 1 - wanted;

			for (j = first; j <= i; j++)
				pool->taken[j] = 1;
			return pool->addr + ((unsigned long)first << pool->min_alloc_order);
		}
	}
	return 0;
}

/* Giving back what was not taken is a bug of the caller. */
void gen_pool_free(struct gen_pool *pool, unsigned long addr, size_t size)
{
	int first = (addr - pool->addr) >> pool->min_alloc_order;
	int wanted = granules_of(pool, size);
	int i;

	hs_mce_record_freed(addr, size);
	for (i = first; i < first + wanted; i++) {
		BUG_ON(i < 0 || i >= pool->granules || !pool->taken[i]);
		pool->taken[i] = 0;
	}
}
