// SPDX-License-Identifier: MIT
/*
 * What sets things off: each function lets a process, or the kernel's worker, do one thing, and
 * runs the work that was put off on the way. Answers are those of the system call, or of the
 * driver core; -EINVAL also for names that the world does not have (the caller checked them).
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/device.h>
#include <linux/workqueue.h>
#include "../drivers/nvdimm/nd.h"
#include "../drivers/nvdimm/nd-core.h"
#include "../drivers/nvdimm/pmem.h"
#include "../drivers/base/base.h"
#include "../drivers/dax/bus.h"
#include "world.h"
#include "mce-world.h"
#include "fault.h"
#include "ram.h"
#include "signal.h"

struct task_struct *hs_runs_as(const char *process)
{
	struct task_struct *task = process ? hs_task_named(process) : hs_kworker();

	if (task)
		hs_switch_current(task);
	return task;
}


/* echo DEVICE > .../drivers/DRIVER/unbind */
long hs_stimulus_unbind(const char *process, const char *device)
{
	struct hs_pmem *entry = hs_pmem_named(device);
	struct device_driver *drv = entry && entry->dev_dax ? &device_dax_driver.drv :
							      &nd_pmem_driver.drv;
	long result;

	if (!hs_runs_as(process))
		return -EINVAL;
	result = driver_attr_unbind.store(drv, device, strlen(device));
	hs_run_pending_work();
	return result;
}

/* echo DEVICE > .../drivers/DRIVER/bind: as bind_store and device_driver_attach do. */
long hs_stimulus_bind(const char *process, const char *device)
{
	struct hs_pmem *entry = hs_pmem_named(device);
	struct device *dev;
	int error = -EBUSY;

	if (!entry || !hs_runs_as(process))
		return -EINVAL;
	dev = entry->dev;
	device_lock(dev);
	if (!dev->driver) {
		dev->driver = entry->dev_dax ? &device_dax_driver.drv : &nd_pmem_driver.drv;
		error = entry->dev_dax ? dax_bus_type.probe(dev) : nd_pmem_driver.probe(dev);
		if (error)
			dev->driver = NULL;
		else
			hs_pmem_bound(entry);
	}
	device_unlock(dev);
	hs_run_pending_work();
	return error;
}

static unsigned long pfn_of(const char *object, unsigned long page)
{
	struct hs_file *file = hs_file_named(object);
	struct hs_pmem *pmem = hs_pmem_named(object);

	if (file)
		return hs_file_pfn(file, page);
	return pmem ? PHYS_PFN(pmem->start) + page : 0;
}

/* A report that the memory behind a page of a file, or of a device, is lost. */
long hs_stimulus_memory_failure(const char *process, const char *object, unsigned long page,
				int flags)
{
	unsigned long pfn = pfn_of(object, page);
	long result;

	if (!pfn || !hs_runs_as(process))
		return -EINVAL;
	result = memory_failure(pfn, flags);
	hs_run_pending_work();
	return result;
}

/* The same of whatever a process sees at a page of a file: a device's page, or ordinary memory. */
long hs_stimulus_memory_failure_seen(const char *process, const char *by, const char *object,
				     unsigned long page, int flags)
{
	struct task_struct *task = hs_task_named(by);
	struct hs_file *file = hs_file_named(object);
	struct vm_area_struct *vma = task && task->mm && file ? hs_vma_of(task, file, page) : NULL;
	unsigned long *entry;
	unsigned int shift;
	long result;

	if (!vma || !hs_runs_as(process))
		return -EINVAL;
	entry = hs_pt_find(task->mm, vma->vm_start + ((page - vma->vm_pgoff) << PAGE_SHIFT), &shift);
	if (!entry)
		return -EINVAL;
	result = memory_failure((*entry >> HS_PFN_SHIFT) +
				(page & ((1ul << (shift - PAGE_SHIFT)) - 1)), flags);
	hs_run_pending_work();
	return result;
}

/* The same of any address: nothing says that memory is there. */
long hs_stimulus_memory_failure_at(const char *process, unsigned long address, int flags)
{
	long result;

	if (!hs_runs_as(process))
		return -EINVAL;
	result = memory_failure(PHYS_PFN(address), flags);
	hs_run_pending_work();
	return result;
}

long hs_stimulus_mmap(const char *process, const char *name, unsigned long first,
		      unsigned long count, int sync, int shared)
{
	struct task_struct *task = hs_runs_as(process);
	struct hs_file *file = hs_file_named(name);
	long error;

	if (!task || !task->mm || !file || !count)
		return -EINVAL;
	down_write(&task->mm->mmap_lock);
	error = hs_vma_add(task, file, first, count,
			   VM_READ | VM_WRITE | (shared ? VM_SHARED : 0) | (sync ? VM_SYNC : 0));
	up_write(&task->mm->mmap_lock);
	return error;
}

static void remove_all(struct task_struct *task, struct hs_file *file)
{
	struct vm_area_struct *vma, *next;

	down_write(&task->mm->mmap_lock);
	for (vma = task->mm->mmap; vma; vma = next) {
		next = vma->vm_next;
		if (!file || vma->vm_file->f_inode == file->inode)
			hs_vma_remove(task, vma);
	}
	up_write(&task->mm->mmap_lock);
}

/* Every mapping that the process has of the file. */
long hs_stimulus_munmap(const char *process, const char *name)
{
	struct task_struct *task = hs_runs_as(process);
	struct hs_file *file = hs_file_named(name);

	if (!task || !task->mm || !file)
		return -EINVAL;
	remove_all(task, file);
	return 0;
}

/* The process is gone with all it maps; nobody finds it in the list any more. */
long hs_stimulus_exit(const char *process)
{
	struct task_struct *task = hs_runs_as(process);

	if (!task)
		return -EINVAL;
	if (task->mm)
		remove_all(task, NULL);
	task->mm = NULL;
	write_lock_irq(&tasklist_lock);
	list_del_init(&task->tasks);
	write_unlock_irq(&tasklist_lock);
	__hs_event("exit", "process=%s", task->hs_name);
	return 0;
}

long hs_stimulus_msync(const char *process, const char *name)
{
	struct task_struct *task = hs_runs_as(process);
	struct hs_file *file = hs_file_named(name);
	struct vm_area_struct *vma;

	if (!task || !task->mm || !file)
		return -EINVAL;
	for (vma = task->mm->mmap; vma; vma = vma->vm_next)
		if (vma->vm_file->f_inode == file->inode)
			return vfs_fsync(vma->vm_file, 0);
	return -ENOMEM;
}

/* Whether a mapping has all of the 1 << shift bytes around an address. */
static bool has_all(struct vm_area_struct *vma, unsigned long address, unsigned int shift)
{
	unsigned long start = address & (~0ul << shift);

	return vma->vm_start <= start && start + (1ul << shift) <= vma->vm_end;
}

static vm_fault_t huge_fault(struct vm_fault *vmf, unsigned int shift)
{
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	return vmf->vma->vm_ops->huge_fault(vmf, shift - PAGE_SHIFT);
#else
	return vmf->vma->vm_ops->huge_fault(vmf, shift == PUD_SHIFT ? PE_SIZE_PUD : PE_SIZE_PMD);
#endif
}

/*
 * The largest piece that nothing is mapped in yet is asked for first, and a piece of 2 MiB that is
 * only read when somebody writes. What a mapping is too small for is not asked for: it would be
 * refused after a lock or two.
 */
static vm_fault_t large_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret = VM_FAULT_FALLBACK;

	if (!(vma->vm_flags & VM_HUGEPAGE) || !vma->vm_ops->huge_fault ||
	    !has_all(vma, vmf->address, PMD_SHIFT))
		return ret;
	vmf->pud = (pud_t *)hs_pt_place(vma->vm_mm, vmf->address, PUD_SHIFT);
	if (pud_none(*vmf->pud) && has_all(vma, vmf->address, PUD_SHIFT))
		ret = huge_fault(vmf, PUD_SHIFT);
	if (ret != VM_FAULT_FALLBACK || pud_devmap(*vmf->pud))
		return ret;
	vmf->pmd = (pmd_t *)hs_pt_place(vma->vm_mm, vmf->address, PMD_SHIFT);
	if (pmd_none(*vmf->pmd))
		return huge_fault(vmf, PMD_SHIFT);
	if (!pmd_devmap(*vmf->pmd))
		return ret;
	if (vma->vm_flags & VM_SHARED)
		ret = huge_fault(vmf, PMD_SHIFT);
	/* A copy is of a single page: the others are found again one by one. */
	if (ret == VM_FAULT_FALLBACK)
		vmf->pmd->pmd = 0;
	return ret;
}

/* With mmap_lock held for reading. */
static vm_fault_t handle_fault(struct vm_area_struct *vma, unsigned long page, bool write,
			       bool present)
{
	struct vm_fault vmf = {
		.vma = vma, .pgoff = page, .flags = write ? FAULT_FLAG_WRITE : 0,
		.address = vma->vm_start + ((page - vma->vm_pgoff) << PAGE_SHIFT),
	};

	struct inode *inode = file_inode(vma->vm_file);
	unsigned int shift;
	vm_fault_t ret = large_fault(&vmf);

	/* What was shown in one piece may have gone. */
	present = present && hs_pt_find(vma->vm_mm, vmf.address, &shift);
	if (write && !(vma->vm_flags & VM_SHARED))
		vmf.cow_page = pfn_to_page(PHYS_PFN(hs_world.pmems[0].start));
	if (ret != VM_FAULT_FALLBACK)
		;
	else if (present && write && !vmf.cow_page)
		ret = vma->vm_ops->pfn_mkwrite(&vmf);
	else
		ret = vma->vm_ops->fault(&vmf);
	if (IS_DAX(inode))
		__hs_event("fault", "process=%s, object=%s, page=%lu, write=%d, result=%s",
			   vma->vm_mm->hs_name, inode->hs_name, page, write,
			   ret & VM_FAULT_SIGBUS ? "SIGBUS" : "mapped");
	return ret;
}

/* A load or a store. What is mapped as needed is touched without the kernel's doing. */
long hs_stimulus_touch(const char *process, const char *name, unsigned long page, int write)
{
	struct task_struct *task = hs_runs_as(process);
	struct hs_file *file = hs_file_named(name);
	struct vm_area_struct *vma;
	unsigned long address, *entry;
	unsigned int shift;
	vm_fault_t ret;

	if (!task || !task->mm || !file)
		return -EINVAL;
	down_read(&task->mm->mmap_lock);
	vma = hs_vma_of(task, file, page);
	if (!vma) {
		up_read(&task->mm->mmap_lock);
		force_sig_fault(SIGSEGV, SEGV_MAPERR, NULL);
		return -EFAULT;
	}
	address = vma->vm_start + ((page - vma->vm_pgoff) << PAGE_SHIFT);
	entry = hs_pt_find(task->mm, address, &shift);
	if (entry && (!write || (*entry & _PAGE_RW))) {
		__hs_event("touch", "process=%s, object=%s, page=%lu, write=%d", process, name,
			   page, write);
		up_read(&task->mm->mmap_lock);
		return 0;
	}
	if (!entry && hs_ram_is_lost(vma, page)) {
		up_read(&task->mm->mmap_lock);
		force_sig_mceerr(BUS_MCEERR_AR, (void *)address, PAGE_SHIFT);
		return -EFAULT;
	}
	ret = handle_fault(vma, page, write, entry != NULL);
	up_read(&task->mm->mmap_lock);
	if (!(ret & VM_FAULT_ERROR))
		return 0;
	force_sig_fault(SIGBUS, BUS_ADRERR, (void *)address);
	return -EFAULT;
}

int hs_world_set_sysctl(const char *name, int value);

long hs_stimulus_sysctl(const char *process, const char *name, int value)
{
	if (!hs_runs_as(process))
		return -EINVAL;
	__hs_event("sysctl", "name=%s, value=%d", name, value);
	return hs_world_set_sysctl(name, value);
}

/* Firmware's search for bad memory is over: what it found goes to the bus, and to who uses it. */
long hs_stimulus_ars(unsigned long start, unsigned long length)
{
	struct nd_region *region;
	int error;

	hs_runs_as(NULL);
	__hs_event("ars", "start=0x%lx, length=%lu", start, length);
	error = nvdimm_bus_add_badrange(&hs_nvdimm_bus, start, length);
	if (error)
		return error;
	list_for_each_entry(region, &hs_nd_regions, hs_node)
		if (region->ndr_start < start + length &&
		    start < region->ndr_start + region->ndr_size)
			nvdimm_region_notify(region, NVDIMM_REVALIDATE_POISON);
	hs_run_pending_work();
	return 0;
}
