// SPDX-License-Identifier: MIT
/*
 * Primitives: what a page fault does to page tables, and what it waits for. How a fault of a DAX
 * file finds its page is in fs/dax.c.
 */
#include <linux/kernel.h>
#include "world.h"
#include "fault.h"

static vm_fault_t show(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn, bool write,
		       unsigned int shift)
{
	struct hs_file *file = hs_file_named(file_inode(vma->vm_file)->hs_name);
	pgoff_t page = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);

	hs_map_page(vma, file, page, pfn.val, write, shift);
	return VM_FAULT_NOPAGE;
}

/* What a mapping may do from the start: a character device's pages are written without a fault. */
vm_fault_t vmf_insert_mixed(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn)
{
	return show(vma, addr, pfn, vma->vm_ops->pfn_mkwrite == NULL, PAGE_SHIFT);
}

vm_fault_t vmf_insert_mixed_mkwrite(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn)
{
	return show(vma, addr, pfn, true, PAGE_SHIFT);
}

/* 2 MiB or 1 GiB at once, from the address that the fault has rounded down. */
static vm_fault_t show_huge(struct vm_fault *vmf, pfn_t pfn, bool write, unsigned int shift)
{
	struct vm_area_struct *vma = vmf->vma;

	return show(vma, vmf->address & (~0ul << shift), pfn,
		    write || vma->vm_ops->pfn_mkwrite == NULL, shift);
}

vm_fault_t vmf_insert_pfn_pmd(struct vm_fault *vmf, pfn_t pfn, bool write)
{
	return show_huge(vmf, pfn, write, PMD_SHIFT);
}

vm_fault_t vmf_insert_pfn_pud(struct vm_fault *vmf, pfn_t pfn, bool write)
{
	return show_huge(vmf, pfn, write, PUD_SHIFT);
}

vm_fault_t hs_insert_zero(struct vm_fault *vmf)
{
	hs_map_memory(vmf->vma, vmf->pgoff, false);
	return VM_FAULT_NOPAGE;
}

/* The copy that was made is shown in the place of the page. */
vm_fault_t finish_fault(struct vm_fault *vmf)
{
	hs_map_memory(vmf->vma, vmf->pgoff, true);
	return 0;
}

int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync)
{
	return xfs_file_fsync(file, start, end, datasync);
}

int vfs_fsync(struct file *file, int datasync)
{
	return vfs_fsync_range(file, 0, (loff_t)(~0UL >> 1), datasync);
}

/* Writers are not counted: who comes first is let through, who comes later waits for the thaw. */
void sb_start_pagefault(struct super_block *sb)
{
	while (sb->s_writers.frozen >= SB_FREEZE_PAGEFAULT)
		hs_wait_for("freeze", sb, "the thaw", sb->hs_name);
}

void sb_end_pagefault(struct super_block *sb)
{
}
