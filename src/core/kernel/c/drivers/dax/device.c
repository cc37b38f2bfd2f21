// SPDX-License-Identifier: MIT
/*
 * Character dax devices: mapped by whoever opens them, page by page, without a filesystem.
#if HS_LEVEL == 0
 * Level L0. Read against 6.1.
#endif
 *
 * Reduced: one file for all openers, one range.
 */
#include <linux/device.h>
#include <linux/dax.h>
#include <linux/fs.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include "dax-private.h"
#include "bus.h"
#include "../../hs/fault.h"
#include "../../hs/world.h"

static int check_vma(struct dev_dax *dev_dax, struct vm_area_struct *vma, const char *func)
{
	if (!dax_alive(dev_dax->dax_dev))
		return -ENXIO;

	/* A copy of its own would be memory of another kind. */
	if (!(vma->vm_flags & VM_SHARED)) {
		dev_info(&dev_dax->dev, "%s: a private mapping is refused\n", func);
		return -EINVAL;
	}

	if ((vma->vm_start | vma->vm_end) & (dev_dax->align - 1)) {
		dev_info(&dev_dax->dev, "%s: not aligned to %u\n", func, dev_dax->align);
		return -EINVAL;
	}
	return 0;
}

/* -1 where the device ends before. */
phys_addr_t dax_pgoff_to_phys(struct dev_dax *dev_dax, pgoff_t pgoff, unsigned long size)
{
	int i;

	for (i = 0; i < dev_dax->nr_range; i++) {
		struct dev_dax_range *one = &dev_dax->ranges[i];
		pgoff_t last = one->pgoff + PHYS_PFN(range_len(&one->range)) - 1;
		phys_addr_t phys;

		if (pgoff < one->pgoff || last < pgoff)
			continue;
		phys = PFN_PHYS(pgoff - one->pgoff) + one->range.start;
		if (phys + size - 1 <= one->range.end)
			return phys;
		break;
	}
	return -1;
}

/* The page knows from now on whose it is and where in it. */
static void dax_set_mapping(struct vm_fault *vmf, pfn_t pfn, unsigned long fault_size)
{
	struct file *filp = vmf->vma->vm_file;
	struct dev_dax *dev_dax = filp->private_data;
	unsigned long i, nr_pages = fault_size / PAGE_SIZE;
	pgoff_t pgoff = linear_page_index(vmf->vma, vmf->address & ~(fault_size - 1));

	/* Of pages that are one only the first knows it. */
	if (dev_dax->pgmap->vmemmap_shift)
		nr_pages = 1;

	for (i = 0; i < nr_pages; i++) {
		struct page *page = compound_head(pfn_to_page(pfn.val + i));

		if (page->mapping)
			continue;
		page->mapping = filp->f_mapping;
		page->index = pgoff + i;
	}
}

static vm_fault_t __dev_dax_pte_fault(struct dev_dax *dev_dax, struct vm_fault *vmf)
{
	unsigned int fault_size = PAGE_SIZE;
	phys_addr_t phys;
	pfn_t pfn;

	if (check_vma(dev_dax, vmf->vma, __func__))
		return VM_FAULT_SIGBUS;

	if (dev_dax->align > PAGE_SIZE)
		return VM_FAULT_SIGBUS;

	phys = dax_pgoff_to_phys(dev_dax, vmf->pgoff, PAGE_SIZE);
	if (phys == -1)
		return VM_FAULT_SIGBUS;

	pfn.val = PHYS_PFN(phys);
	dax_set_mapping(vmf, pfn, fault_size);
	return vmf_insert_mixed(vmf->vma, vmf->address, pfn);
}

/*
 * The memory of a large fault: VM_FAULT_FALLBACK where the device is mapped in smaller pieces,
 * VM_FAULT_SIGBUS where it cannot be had, else 0.
 */
static vm_fault_t hs_large_pfn(struct dev_dax *dev_dax, struct vm_fault *vmf,
			       unsigned int fault_size, pfn_t *pfn)
{
	unsigned long addr = vmf->address & ~(unsigned long)(fault_size - 1);
	phys_addr_t phys;

	if (check_vma(dev_dax, vmf->vma, __func__))
		return VM_FAULT_SIGBUS;
	if (fault_size < dev_dax->align)
		return VM_FAULT_SIGBUS;
	if (fault_size > dev_dax->align)
		return VM_FAULT_FALLBACK;
	if (addr < vmf->vma->vm_start || addr + fault_size > vmf->vma->vm_end)
		return VM_FAULT_SIGBUS;
	phys = dax_pgoff_to_phys(dev_dax, linear_page_index(vmf->vma, addr), fault_size);
	if (phys == -1)
		return VM_FAULT_SIGBUS;
	pfn->val = PHYS_PFN(phys);
	dax_set_mapping(vmf, *pfn, fault_size);
	return 0;
}

static vm_fault_t __dev_dax_pmd_fault(struct dev_dax *dev_dax, struct vm_fault *vmf)
{
	pfn_t pfn;
	vm_fault_t rc = hs_large_pfn(dev_dax, vmf, PMD_SIZE, &pfn);

	return rc ? rc : vmf_insert_pfn_pmd(vmf, pfn, vmf->flags & FAULT_FLAG_WRITE);
}

static vm_fault_t __dev_dax_pud_fault(struct dev_dax *dev_dax, struct vm_fault *vmf)
{
	pfn_t pfn;
	vm_fault_t rc = hs_large_pfn(dev_dax, vmf, PUD_SIZE, &pfn);

	return rc ? rc : vmf_insert_pfn_pud(vmf, pfn, vmf->flags & FAULT_FLAG_WRITE);
}

/* The device cannot die from the question whether it lives to the entry that shows its page. */
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
static vm_fault_t dev_dax_huge_fault(struct vm_fault *vmf, unsigned int order)
{
#else
static vm_fault_t dev_dax_huge_fault(struct vm_fault *vmf, enum page_entry_size pe_size)
{
#endif
	struct dev_dax *dev_dax = vmf->vma->vm_file->private_data;
	vm_fault_t rc = VM_FAULT_SIGBUS;
	int id;

	dev_dbg(&dev_dax->dev, "%s faults at %#lx\n", current->comm, vmf->address);

	id = dax_read_lock();
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	if (order == 0)
		rc = __dev_dax_pte_fault(dev_dax, vmf);
	else if (order == PMD_ORDER)
		rc = __dev_dax_pmd_fault(dev_dax, vmf);
	else if (order == PUD_ORDER)
		rc = __dev_dax_pud_fault(dev_dax, vmf);
#else
	switch (pe_size) {
	case PE_SIZE_PTE:
		rc = __dev_dax_pte_fault(dev_dax, vmf);
		break;
	case PE_SIZE_PMD:
		rc = __dev_dax_pmd_fault(dev_dax, vmf);
		break;
	case PE_SIZE_PUD:
		rc = __dev_dax_pud_fault(dev_dax, vmf);
		break;
	}
#endif
	dax_read_unlock(id);

	return rc;
}

static vm_fault_t dev_dax_fault(struct vm_fault *vmf)
{
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	return dev_dax_huge_fault(vmf, 0);
#else
	return dev_dax_huge_fault(vmf, PE_SIZE_PTE);
#endif
}

static const struct vm_operations_struct dax_vm_ops = {
	.fault = dev_dax_fault,
	.huge_fault = dev_dax_huge_fault,
};

static int dax_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct dev_dax *dev_dax = filp->private_data;
	int rc, id;

	/* Looked at here for the caller's sake; the fault looks again. */
	id = dax_read_lock();
	rc = check_vma(dev_dax, vma, __func__);
	dax_read_unlock(id);
	if (rc)
		return rc;

	vma->vm_ops = &dax_vm_ops;
	vma->vm_flags |= VM_HUGEPAGE;
	return 0;
}

const struct file_operations dax_fops = {
	.mmap = dax_mmap,
};

static void dev_dax_kill(void *dev_dax)
{
	kill_dev_dax(dev_dax);
}

static int dev_dax_probe(struct dev_dax *dev_dax)
{
	struct device *dev = &dev_dax->dev;
	struct dev_pagemap *pgmap;
	void *addr;
	int rc;

	pgmap = kzalloc(sizeof(*pgmap), GFP_KERNEL);
	if (!pgmap)
		return -ENOMEM;
	__hs_name(pgmap, "page map of %s", dev_name(dev));
	rc = devm_add_action_or_reset(dev, hs_devm_kfree, pgmap);
	if (rc)
		return rc;

	pgmap->range = dev_dax->ranges[0].range;
	pgmap->nr_range = 1;
	pgmap->type = MEMORY_DEVICE_GENERIC;
	/* What is mapped as one piece is one page. */
	if (dev_dax->align > PAGE_SIZE)
		pgmap->vmemmap_shift = order_base_2(dev_dax->align >> PAGE_SHIFT);
	pgmap->hs_name = dev_name(dev);
	dev_dax->pgmap = pgmap;
	addr = devm_memremap_pages(dev, pgmap);
	if (IS_ERR(addr))
		return PTR_ERR(addr);

	run_dax(dev_dax->dax_dev);
	return devm_add_action_or_reset(dev, dev_dax_kill, dev_dax);
}

struct dax_device_driver device_dax_driver = {
	.probe = dev_dax_probe,
	.drv = {
		.name = "device_dax",
		.bus = &dax_bus_type,
	},
};
