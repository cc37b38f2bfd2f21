/* SPDX-License-Identifier: MIT */
#ifndef HS_FAULT_H
#define HS_FAULT_H
/* Page faults of DAX files: what mm.h and fs.h of the kernel declare for them. */
#include <linux/mm.h>
#include <linux/dax.h>
#include <linux/iomap.h>
typedef unsigned int vm_fault_t;
#define VM_FAULT_OOM		0x000001u
#define VM_FAULT_SIGBUS		0x000002u
#define VM_FAULT_NOPAGE		0x000100u
#define VM_FAULT_FALLBACK	0x000800u
#define VM_FAULT_NEEDDSYNC	0x002000u
#define VM_FAULT_ERROR		(VM_FAULT_OOM | VM_FAULT_SIGBUS)
#define VM_FAULT_DONE_COW	0x001000u
#define PMD_ORDER		9
#define PUD_ORDER		18
/* How much a fault asks for at once. */
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
#define HS_FAULT_SIZE		unsigned int order
#else
enum page_entry_size { PE_SIZE_PTE = 0, PE_SIZE_PMD, PE_SIZE_PUD };
#define HS_FAULT_SIZE		enum page_entry_size pe_size
#endif
#define FAULT_FLAG_WRITE	0x01u
struct vm_fault {
	struct vm_area_struct *vma;
	unsigned int flags;
	pgoff_t pgoff;
	unsigned long address;
	pmd_t *pmd;			/* the entries of 2 MiB and 1 GiB that the address is in */
	pud_t *pud;
	struct page *cow_page;		/* not NULL: the process gets a copy of its own */
};
struct vm_operations_struct {
	vm_fault_t (*fault)(struct vm_fault *vmf);
	vm_fault_t (*huge_fault)(struct vm_fault *vmf, HS_FAULT_SIZE);
	vm_fault_t (*pfn_mkwrite)(struct vm_fault *vmf);
};
vm_fault_t dax_iomap_fault(struct vm_fault *vmf, HS_FAULT_SIZE, pfn_t *pfnp,
			   int *iomap_errp, const struct iomap_ops *ops);
vm_fault_t dax_finish_sync_fault(struct vm_fault *vmf, HS_FAULT_SIZE, pfn_t pfn);
/* A writer waits here for as long as the filesystem is frozen that far. */
void sb_start_pagefault(struct super_block *sb);
void sb_end_pagefault(struct super_block *sb);
/* Shows the page at an address, unless something is shown there already. */
vm_fault_t vmf_insert_mixed(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn);
/* The same for who writes, also where it is shown for reading. */
vm_fault_t vmf_insert_mixed_mkwrite(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn);
/* 2 MiB, or 1 GiB, around the address. */
vm_fault_t vmf_insert_pfn_pmd(struct vm_fault *vmf, pfn_t pfn, bool write);
vm_fault_t vmf_insert_pfn_pud(struct vm_fault *vmf, pfn_t pfn, bool write);
/* Shows zeros of ordinary memory, or a copy for the process alone. */
vm_fault_t hs_insert_zero(struct vm_fault *vmf);
vm_fault_t finish_fault(struct vm_fault *vmf);
/* drivers/dax/device.c */
extern const struct file_operations dax_fops;
int vfs_fsync(struct file *file, int datasync);
int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync);
/* fs/xfs/xfs_file.c */
extern const struct file_operations xfs_file_operations;
int xfs_file_fsync(struct file *file, loff_t start, loff_t end, int datasync);
#endif
