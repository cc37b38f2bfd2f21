// SPDX-License-Identifier: MIT
/*
 * Primitives: how a fault finds its page. Follows fs/dax.c of 5.19 in what is locked when: the
 * entry first, the device's read section only around the question for the page, and the page
 * table last, behind that section.
 */
#include <linux/kernel.h>
#include "world.h"
#include "fault.h"
#include "dax-entry.h"

static void grab_mapping_entry(struct address_space *mapping, pgoff_t index)
{
	unsigned long at;
	void *entry;

	xa_lock_irq(&mapping->i_pages);
	entry = hs_dax_load(&mapping->i_pages, index, &at);
	while (entry && dax_is_locked(entry)) {
		hs_wait_entry(mapping, at);
		entry = hs_dax_load(&mapping->i_pages, index, &at);
	}
	if (!entry) {
		entry = dax_make_entry(0, DAX_EMPTY);
		at = index;
		xa_store(&mapping->i_pages, index, entry, GFP_NOFS);
	}
	hs_lock_entry(mapping, at, entry);
	xa_unlock_irq(&mapping->i_pages);
}

/* Unlocks, and puts what the fault found in place of what was there. */
static void put_unlocked_entry(struct address_space *mapping, pgoff_t index, void *found,
			       bool dirty)
{
	unsigned long at;
	void *entry;

	xa_lock_irq(&mapping->i_pages);
	entry = hs_dax_load(&mapping->i_pages, index, &at);
	entry = xa_mk_value(xa_to_value(entry) & ~DAX_LOCKED);
	if (found && (dax_is_empty_entry(entry) || dax_is_zero_entry(entry))) {
		struct page *page = hs_page_at(dax_to_pfn(found));

		if (!page->mapping)
			page->index = index;
		page->mapping = page->mapping && page->mapping != mapping ?
				(void *)1ul : mapping;
		mapping->nrpages++;
		entry = found;
	}
	hs_unlock_entry(mapping, at, entry);
	if (found && dirty)
		xa_set_mark(&mapping->i_pages, at, PAGECACHE_TAG_DIRTY);
	if (!found && dax_is_empty_entry(entry))
		xa_erase(&mapping->i_pages, at);
	xa_unlock_irq(&mapping->i_pages);
}

static vm_fault_t answer(struct vm_fault *vmf, vm_fault_t ret)
{
	__hs_event("fault", "process=%s, object=%s, page=%lu, write=%d, result=%s",
		   vmf->vma->vm_mm->hs_name, file_inode(vmf->vma->vm_file)->hs_name, vmf->pgoff,
		   (vmf->flags & FAULT_FLAG_WRITE) != 0,
		   ret & VM_FAULT_SIGBUS ? "SIGBUS" :
		   ret & VM_FAULT_NEEDDSYNC ? "after a sync" : "mapped");
	return ret;
}

static void install(struct vm_fault *vmf, pfn_t pfn, bool write)
{
	struct hs_file *file = hs_file_named(file_inode(vmf->vma->vm_file)->hs_name);

	hs_map_page(vmf->vma, file, vmf->pgoff, pfn.val, write, false);
}

static long dax_iomap_direct_access(const struct iomap *iomap, loff_t pos, pfn_t *pfnp)
{
	pgoff_t pgoff = PHYS_PFN(iomap->addr + ((pos & PAGE_MASK) - iomap->offset));
	long length;
	int id;

	id = dax_read_lock();
	length = dax_direct_access(iomap->dax_dev, pgoff, 1, DAX_ACCESS, NULL, pfnp);
	dax_read_unlock(id);
	return length < 0 ? length : 0;
}

/* Single pages only; a caller that asks for 2 MiB is told to ask again for less. */
vm_fault_t dax_iomap_fault(struct vm_fault *vmf, enum page_entry_size pe_size, pfn_t *pfnp,
			   int *iomap_errp, const struct iomap_ops *ops)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct inode *inode = mapping->host;
	loff_t pos = (loff_t)vmf->pgoff << PAGE_SHIFT;
	bool write = (vmf->flags & FAULT_FLAG_WRITE) && !vmf->cow_page;
	struct iomap iomap = { }, srcmap = { };
	pfn_t pfn;
	long error;

	if (pe_size != PE_SIZE_PTE)
		return VM_FAULT_FALLBACK;
	if (pos >= inode->i_size)
		return answer(vmf, VM_FAULT_SIGBUS);
	grab_mapping_entry(mapping, vmf->pgoff);
	error = hs_injected("iomap_begin");
	if (!error)
		error = ops->iomap_begin(inode, pos, PAGE_SIZE,
					 IOMAP_FAULT | IOMAP_DAX | (write ? IOMAP_WRITE : 0),
					 &iomap, &srcmap);
	if (!error && iomap.type == IOMAP_HOLE)
		error = -EIO;
	if (!error)
		error = dax_iomap_direct_access(&iomap, pos, &pfn);
	if (error) {
		put_unlocked_entry(mapping, vmf->pgoff, NULL, false);
		return answer(vmf, VM_FAULT_SIGBUS);
	}
	if (vmf->cow_page) {
		vmf->hs_copied = true;
		put_unlocked_entry(mapping, vmf->pgoff, NULL, false);
		hs_map_memory(vmf->vma, vmf->pgoff, true);
		return answer(vmf, VM_FAULT_NOPAGE);
	}
	if (write && (vmf->vma->vm_flags & VM_SYNC) && (iomap.flags & IOMAP_F_DIRTY)) {
		put_unlocked_entry(mapping, vmf->pgoff, dax_make_entry(pfn.val, 0), false);
		*pfnp = pfn;
		return answer(vmf, VM_FAULT_NEEDDSYNC);
	}
	put_unlocked_entry(mapping, vmf->pgoff, dax_make_entry(pfn.val, 0), write);
	install(vmf, pfn, write);
	return answer(vmf, VM_FAULT_NOPAGE);
}

vm_fault_t vmf_insert_mixed(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn)
{
	struct hs_file *file = hs_file_named(file_inode(vma->vm_file)->hs_name);
	pgoff_t page = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);

	hs_map_page(vma, file, page, pfn.val, true, false);
	return VM_FAULT_NOPAGE;
}

vm_fault_t dax_finish_sync_fault(struct vm_fault *vmf, enum page_entry_size pe_size, pfn_t pfn)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;

	if (vfs_fsync(vmf->vma->vm_file, 1))
		return answer(vmf, VM_FAULT_SIGBUS);
	xa_lock_irq(&mapping->i_pages);
	xa_set_mark(&mapping->i_pages, vmf->pgoff, PAGECACHE_TAG_DIRTY);
	xa_unlock_irq(&mapping->i_pages);
	install(vmf, pfn, true);
	return answer(vmf, VM_FAULT_NOPAGE);
}

int vfs_fsync(struct file *file, int datasync)
{
	return xfs_file_fsync(file, 0, (loff_t)(~0UL >> 1), datasync);
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
