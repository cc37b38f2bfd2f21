/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H
#include <linux/types.h>
#include <linux/gfp.h>
#include <linux/string.h>
#include <hs.h>
/*
 * The heap. `what` names the object in reports (the text of the size), `caller` is the key of
 * an injected failure: "kmalloc:add_to_kill".
 */
void *hs_kmalloc(size_t size, gfp_t flags, const char *what, const char *caller);
#define kmalloc(size, flags)	hs_kmalloc((size), (flags), #size, __func__)
#define kzalloc(size, flags)	hs_kmalloc((size), (flags) | __GFP_ZERO, #size, __func__)
#define kcalloc(n, size, flags)	hs_kmalloc((n) * (size), (flags) | __GFP_ZERO, #size, __func__)
#define kmalloc_array(n, size, flags)	hs_kmalloc((n) * (size), (flags), #size, __func__)
void kfree(const void *object);
struct kmem_cache;
#define kmem_cache_alloc(cache, flags)	hs_kmalloc((cache)->size, (flags), #cache, __func__)
#define kmem_cache_zalloc(cache, flags)	\
	hs_kmalloc((cache)->size, (flags) | __GFP_ZERO, #cache, __func__)
#define kmem_cache_free(cache, object)	kfree(object)
struct kmem_cache { size_t size; };
#define SLAB_HWCACHE_ALIGN	0x2000u
#define SLAB_RECLAIM_ACCOUNT	0x20000u
#define SLAB_MEM_SPREAD		0x100000u
#define SLAB_ACCOUNT		0x4000000u
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     unsigned int flags, void (*ctor)(void *object));
void kmem_cache_destroy(struct kmem_cache *cache);
#endif
