/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H
#include <linux/types.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/atomic.h>
#include <asm/page.h>
struct address_space;
struct dev_pagemap;
struct file;
struct page {
	unsigned long flags;
	struct address_space *mapping;
	pgoff_t index;
	struct dev_pagemap *pgmap;
	atomic_t _refcount;
	unsigned long hs_pfn;
	const char *hs_owner;		/* first owner as shown: file or device ... */
	unsigned long hs_owner_index;	/* ... and the page's place in it */
};
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
/* A page, or several in a row, by the first of them: of device memory always one. */
struct folio {
	union {
		struct {
			unsigned long flags;
			struct address_space *mapping;
			pgoff_t index;
		};
		struct page page;
	};
};
#endif
/* Four levels of 512 entries; p4d is folded into pgd. Bits: see asm/pgtable.h. */
typedef struct { unsigned long pgd; } pgd_t;
typedef struct { unsigned long p4d; } p4d_t;
typedef struct { unsigned long pud; } pud_t;
typedef struct { unsigned long pmd; } pmd_t;
typedef struct { unsigned long pte; } pte_t;
struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct vm_area_struct *vm_next;
	struct mm_struct *vm_mm;
	unsigned long vm_flags;
	struct { struct rb_node rb; } shared;
	unsigned long vm_pgoff;
	struct file *vm_file;
	const struct vm_operations_struct *vm_ops;
};
struct mm_struct {
	struct vm_area_struct *mmap;
	pgd_t *pgd;
	struct rw_semaphore mmap_lock;
	atomic_t mm_users;
	const char *hs_name;		/* the process it belongs to */
	unsigned long hs_next_address;	/* where the next mapping goes */
};
#define VM_READ		0x1ul
#define VM_WRITE	0x2ul
#define VM_SHARED	0x8ul
#define VM_SYNC		0x800000ul
#define VM_HUGEPAGE	0x20000000ul
#endif
