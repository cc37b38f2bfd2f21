/* SPDX-License-Identifier: MIT */
/* Allocator over one given piece of memory; primitive in hs/genalloc.c. */
#ifndef __GENALLOC_H__
#define __GENALLOC_H__

#include <linux/types.h>

struct gen_pool;

struct gen_pool *gen_pool_create(int min_alloc_order, int nid);
int gen_pool_add(struct gen_pool *pool, unsigned long addr, size_t size, int nid);
void gen_pool_destroy(struct gen_pool *pool);
unsigned long gen_pool_alloc(struct gen_pool *pool, size_t size);
void gen_pool_free(struct gen_pool *pool, unsigned long addr, size_t size);

#endif
