// SPDX-License-Identifier: MIT
/*
 * Who maps what: vmas in their two lists, and single page table entries. Kernel functions of
 * mm/mmap.c and mm/memory.c do as much in more steps.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "world.h"
#include "fault.h"
#include "ram.h"
#include "xfs.h"
#include "xfs_inode.h"

struct vm_area_struct *hs_vma_of(struct task_struct *task, struct hs_file *file,
				 unsigned long page)
{
	struct vm_area_struct *vma;

	for (vma = task->mm->mmap; vma; vma = vma->vm_next)
		if (vma->vm_file->f_inode == file->inode && vma->vm_pgoff <= page &&
		    page < vma->vm_pgoff + vma_pages(vma))
			return vma;
	return NULL;
}

int hs_vma_add(struct task_struct *task, struct hs_file *file, unsigned long first,
	       unsigned long count, unsigned long vm_flags)
{
	struct hs_mapping *mapping = &hs_world.mappings[hs_world.mapping_count];
	struct vm_area_struct *vma, **link;
	struct rb_node **node;
	unsigned long size;
	int error;

	if (hs_world.mapping_count == HS_MAPPINGS)
		return -ENOMEM;
	vma = __hs_alloc(sizeof(*vma), 1, "struct vm_area_struct");
	__hs_name(vma, "mapping of %s in %s", file->name, task->hs_name);
	vma->vm_mm = task->mm;
	/* Congruent to the file, so that huge entries fit. */
	size = count << PAGE_SHIFT >= PUD_SIZE ? PUD_SIZE : PMD_SIZE;
	vma->vm_start = ALIGN(task->mm->hs_next_address, size) +
			((first << PAGE_SHIFT) & (size - 1));
	vma->vm_end = vma->vm_start + (count << PAGE_SHIFT);
	task->mm->hs_next_address = vma->vm_end;
	vma->vm_pgoff = first;
	vma->vm_flags = vm_flags;
	vma->vm_file = __hs_alloc(sizeof(*vma->vm_file), 1, "struct file");
	vma->vm_file->f_inode = file->inode;
	vma->vm_file->f_mapping = file->inode->i_mapping;
	if (!file->mount_name)
		vma->vm_file->private_data = hs_pmem_named(file->name)->dev_dax;
	error = (file->mount_name ? &xfs_file_operations : &dax_fops)->mmap(vma->vm_file, vma);
	if (error) {
		__hs_free(vma->vm_file);
		__hs_free(vma);
		return error;
	}
	for (link = &task->mm->mmap; *link; link = &(*link)->vm_next)
		;
	*link = vma;
	for (node = &file->inode->i_mapping->i_mmap.rb_root.rb_node; *node;
	     node = &(*node)->hs_next)
		;
	*node = &vma->shared.rb;
	mapping->task = task;
	mapping->file = file;
	mapping->vma = vma;
	hs_world.mapping_count++;
	return 0;
}

/* The vma goes, and with it every entry that it has. */
void hs_vma_remove(struct task_struct *task, struct vm_area_struct *vma)
{
	struct rb_node **node = &vma->vm_file->f_mapping->i_mmap.rb_root.rb_node;
	struct vm_area_struct **link = &task->mm->mmap;
	unsigned long address, span;
	int i;

	for (address = vma->vm_start; address < vma->vm_end; address += span << PAGE_SHIFT) {
		unsigned int shift;
		unsigned long *entry = hs_pt_find(task->mm, address, &shift);

		span = hs_pt_span(task->mm, address);
		if (entry)
			*entry = 0;
	}
	while (*node != &vma->shared.rb)
		node = &(*node)->hs_next;
	*node = vma->shared.rb.hs_next;
	while (*link != vma)
		link = &(*link)->vm_next;
	*link = vma->vm_next;
	for (i = 0; hs_world.mappings[i].vma != vma; i++)
		;
	for (hs_world.mapping_count--; i < hs_world.mapping_count; i++)
		hs_world.mappings[i] = hs_world.mappings[i + 1];
	__hs_free(vma->vm_file);
	__hs_free(vma);
}

static unsigned long address_of(struct vm_area_struct *vma, unsigned long page)
{
	return vma->vm_start + ((page - vma->vm_pgoff) << PAGE_SHIFT);
}

void hs_map_page(struct vm_area_struct *vma, struct hs_file *file, unsigned long page,
		 unsigned long pfn, bool write, unsigned int shift)
{
	struct page *shown = hs_page_at(pfn);
	struct dev_pagemap *pgmap = shown->pgmap;

	__hs_event("map", "process=%s, object=%s, page=%lu, device=%s, device_page=%lu",
		   vma->vm_mm->hs_name, file->name, page, pgmap->hs_name,
		   pfn - PHYS_PFN(pgmap->range.start));
	hs_pt_install(vma->vm_mm, address_of(vma, page), pfn, shift, write);
}

/* Not a leaf of a device: no entry that taking a file's pages away would find. */
void hs_map_memory(struct vm_area_struct *vma, unsigned long page, bool write)
{
	unsigned long address = address_of(vma, page), *entry;
	bool own = write && !(vma->vm_flags & VM_SHARED);
	struct page *shown = hs_ram_get(vma, page, own);
	unsigned int shift;

	if (write)
		__set_bit(PG_dirty, &shown->flags);
	hs_pt_install(vma->vm_mm, address, shown->hs_pfn, PAGE_SHIFT, write);
	entry = hs_pt_find(vma->vm_mm, address, &shift);
	*entry &= ~_PAGE_LEAF;
}
