// SPDX-License-Identifier: MIT
/*
 * The entries of DAX files: which page of memory shows which page of a file, their locks, and the
 * faults that make them. Level L0. Follows fs/dax.c of next-20220714. Reduced: single pages, a
 * fault that asks for 2 MiB is told to ask again for less; pages shared by reflinked files are
 * only marked; a write does not copy what is shared.
 * Over 400 lines: the kernel has all of it in one file, and patches name that file.
 */
#include <linux/dax.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/export.h>
#include <linux/iomap.h>
#include "../hs/dax-entry.h"
#include "../hs/fault.h"

#define PAGE_MAPPING_DAX_COW	0x1

enum dax_wake_mode { WAKE_ALL, WAKE_NEXT };

/*
 * Locks the entry of a page so that the page keeps its file. 0 when it belongs to no DAX file;
 * ~0 when no lock is needed (device-dax).
 */
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
dax_entry_t dax_lock_folio(struct folio *folio)
#else
dax_entry_t dax_lock_page(struct page *page)
#endif
{
	struct address_space *mapping;
	unsigned long at;
	void *entry;

	for (;;) {
		/* The page may have got another file while its entry was waited for. */
		rcu_read_lock();
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		mapping = READ_ONCE(folio->mapping);
#else
		mapping = READ_ONCE(page->mapping);
#endif
		entry = NULL;
		if (!mapping || !dax_mapping(mapping))
			break;
		entry = (void *)~0UL;
		if (S_ISCHR(mapping->host->i_mode))
			break;

		xa_lock_irq(&mapping->i_pages);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		entry = hs_dax_load(&mapping->i_pages, folio->index, &at);
#else
		entry = hs_dax_load(&mapping->i_pages, page->index, &at);
#endif
		if (!dax_is_locked(entry)) {
			hs_lock_entry(mapping, at, entry);
			xa_unlock_irq(&mapping->i_pages);
			break;
		}
		rcu_read_unlock();
		hs_wait_entry(mapping, at);
		xa_unlock_irq(&mapping->i_pages);
	}
	rcu_read_unlock();
	return (dax_entry_t)entry;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
void dax_unlock_folio(struct folio *folio, dax_entry_t cookie)
{
	struct address_space *mapping = folio->mapping;
#else
void dax_unlock_page(struct page *page, dax_entry_t cookie)
{
	struct address_space *mapping = page->mapping;
#endif
	unsigned long at;

	if (S_ISCHR(mapping->host->i_mode))
		return;

	xa_lock_irq(&mapping->i_pages);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	hs_dax_load(&mapping->i_pages, folio->index, &at);
#else
	hs_dax_load(&mapping->i_pages, page->index, &at);
#endif
	hs_unlock_entry(mapping, at, (void *)cookie);
	xa_unlock_irq(&mapping->i_pages);
}

/*
 * Locks what shows page `index` of a file and tells its first page. 0: not a DAX file;
 * ~0 and no page: nothing is there, or only a hole.
 */
dax_entry_t dax_lock_mapping_entry(struct address_space *mapping, pgoff_t index,
		struct page **page)
{
	unsigned long at;
	void *entry;

	for (;;) {
		rcu_read_lock();
		entry = NULL;
		if (!dax_mapping(mapping))
			break;

		xa_lock_irq(&mapping->i_pages);
		entry = hs_dax_load(&mapping->i_pages, index, &at);
		if (entry && dax_is_locked(entry)) {
			rcu_read_unlock();
			hs_wait_entry(mapping, at);
			xa_unlock_irq(&mapping->i_pages);
			continue;
		}
		if (entry && !dax_is_zero_entry(entry) && !dax_is_empty_entry(entry)) {
			*page = pfn_to_page(dax_to_pfn(entry));
			hs_lock_entry(mapping, at, entry);
		} else {
			entry = (void *)~0UL;
		}
		xa_unlock_irq(&mapping->i_pages);
		break;
	}
	rcu_read_unlock();
	return (dax_entry_t)entry;
}

void dax_unlock_mapping_entry(struct address_space *mapping, pgoff_t index,
		dax_entry_t cookie)
{
	unsigned long at;

	if (cookie == ~0UL)
		return;

	xa_lock_irq(&mapping->i_pages);
	hs_dax_load(&mapping->i_pages, index, &at);
	hs_unlock_entry(mapping, at, (void *)cookie);
	xa_unlock_irq(&mapping->i_pages);
}

static void dax_associate_entry(void *entry, struct address_space *mapping, pgoff_t index)
{
	struct page *page = pfn_to_page(dax_to_pfn(entry));

	if (page->mapping && page->mapping != mapping) {
		page->mapping = (void *)PAGE_MAPPING_DAX_COW;
		return;
	}
	page->mapping = mapping;
	page->index = index;
}

static void dax_disassociate_entry(void *entry)
{
	struct page *page;

	/* No page of the file stands behind these. */
	if (dax_is_zero_entry(entry) || dax_is_empty_entry(entry))
		return;
	page = pfn_to_page(dax_to_pfn(entry));
	if (!page)
		return;
	page->mapping = NULL;
	page->index = 0;
}

/* 1 when the entry is gone or was never there, 0 when it is still dirty. */
int dax_invalidate_mapping_entry_sync(struct address_space *mapping,
				      pgoff_t index)
{
	struct xarray *xa = &mapping->i_pages;
	unsigned long at;
	void *entry;
	int ret = 0;

	xa_lock_irq(xa);
	entry = hs_dax_load(xa, index, &at);
	while (entry && dax_is_locked(entry)) {
		hs_wait_entry(mapping, at);
		entry = hs_dax_load(xa, index, &at);
	}
	if (!entry) {
		ret = 1;
		goto out;
	}
	if (xa_get_mark(xa, at, PAGECACHE_TAG_DIRTY) ||
	    xa_get_mark(xa, at, PAGECACHE_TAG_TOWRITE))
		goto out;
	dax_disassociate_entry(entry);
	xa_erase(xa, at);
	mapping->nrpages -= dax_is_pmd_entry(entry) ? 512 : 1;
	ret = 1;
out:
	xa_unlock_irq(xa);
	return ret;
}

/* Entries of one tree are those of one file. */
static struct address_space *hs_mapping_of(const struct xa_state *xas)
{
	return container_of(xas->xa, struct address_space, i_pages);
}

/* Sleeps until nobody holds what shows the page; NULL when nothing does. */
static void *get_unlocked_entry(struct xa_state *xas, unsigned int order)
{
	struct address_space *mapping = hs_mapping_of(xas);
	unsigned long at;
	void *entry;

	while ((entry = hs_dax_load(xas->xa, xas->xa_index, &at)) && dax_is_locked(entry))
		hs_wait_entry(mapping, at);
	if (entry)
		xas->xa_index = at;
	return entry;
}

/* Who looked and does not want it lets the next one look. */
static void put_unlocked_entry(struct xa_state *xas, void *entry, enum dax_wake_mode mode)
{
	if (entry)
		hs_wake(hs_xa_first(xas->xa, xas->xa_index));
}

static void dax_unlock_entry(struct xa_state *xas, void *entry)
{
	xas_lock_irq(xas);
	hs_unlock_entry(hs_mapping_of(xas), xas->xa_index, entry);
	xas_unlock_irq(xas);
}

static void *dax_lock_entry(struct xa_state *xas, void *entry)
{
	void *old = xa_load(xas->xa, xas->xa_index);

	hs_lock_entry(hs_mapping_of(xas), xas->xa_index, entry);
	return old;
}

/* What shows the page, locked; where nothing does an entry that is empty is made. */
static void *grab_mapping_entry(struct xa_state *xas, struct address_space *mapping,
				unsigned int order)
{
	void *entry;

	xas_lock_irq(xas);
	entry = get_unlocked_entry(xas, order);
	if (!entry) {
		entry = dax_make_entry(0, DAX_EMPTY);
		mapping->nrpages++;
	}
	dax_lock_entry(xas, entry);
	xas_unlock_irq(xas);
	return entry;
}

/* A store is not done before the filesystem's log tells of the block. */
static bool dax_fault_is_synchronous(const struct iomap_iter *iter, struct vm_area_struct *vma)
{
	bool is_write = iter->flags & IOMAP_WRITE;

	return is_write && (vma->vm_flags & VM_SYNC) && (iter->iomap.flags & IOMAP_F_DIRTY);
}

/* Puts what the fault found in the place of an empty entry, or of one that shows zeros. */
static void *dax_insert_entry(struct xa_state *xas, struct vm_fault *vmf,
			      const struct iomap_iter *iter, void *entry, pfn_t pfn,
			      unsigned long flags)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	bool is_write = iter->flags & IOMAP_WRITE;
	bool dirty = is_write && !dax_fault_is_synchronous(iter, vmf->vma);
	void *new_entry = dax_make_entry(pfn.val, flags);

	/* Zeros that somebody sees are no longer what the file holds. */
	if (dax_is_zero_entry(entry) && !(flags & DAX_ZERO_PAGE))
		unmap_mapping_pages(mapping, vmf->pgoff, 1, false);

	xas_lock_irq(xas);
	if (dax_is_zero_entry(entry) || dax_is_empty_entry(entry)) {
		if (!(flags & DAX_ZERO_PAGE))
			dax_associate_entry(new_entry, mapping, vmf->pgoff);
		dax_lock_entry(xas, new_entry);
		entry = new_entry;
	}
	if (dirty)
		xas_set_mark(xas, PAGECACHE_TAG_DIRTY);
	xas_unlock_irq(xas);
	return entry;
}

/* The page of the device that an extent shows at pos. */
static int dax_iomap_direct_access(const struct iomap *iomap, loff_t pos, size_t size,
				   void **kaddr, pfn_t *pfnp)
{
	pgoff_t pgoff = PHYS_PFN(iomap->addr + ((pos & PAGE_MASK) - iomap->offset));
	long length;
	int id, rc = 0;

	id = dax_read_lock();
	length = dax_direct_access(iomap->dax_dev, pgoff, PHYS_PFN(size), DAX_ACCESS, kaddr, pfnp);
	if (length < 0)
		rc = length;
	else if (length < PHYS_PFN(size))
		rc = -EINVAL;
	dax_read_unlock(id);
	return rc;
}

static vm_fault_t dax_fault_return(int error)
{
	if (!error)
		return VM_FAULT_NOPAGE;
	return error == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
}

/* The caller syncs first, and shows the page then. */
static vm_fault_t dax_fault_synchronous_pfnp(pfn_t *pfnp, pfn_t pfn)
{
	if (WARN_ON_ONCE(!pfnp))
		return VM_FAULT_SIGBUS;
	*pfnp = pfn;
	return VM_FAULT_NEEDDSYNC;
}

/* Nothing is stored there: zeros for who reads. */
static vm_fault_t dax_load_hole(struct xa_state *xas, struct vm_fault *vmf,
				const struct iomap_iter *iter, void **entry)
{
	pfn_t zero = { };

	*entry = dax_insert_entry(xas, vmf, iter, *entry, zero, DAX_ZERO_PAGE);
	return hs_insert_zero(vmf);
}

/* A private mapping that is written to: the process gets a copy of what is there. */
static vm_fault_t dax_fault_cow_page(struct vm_fault *vmf, const struct iomap_iter *iter)
{
	int error = 0;
	pfn_t pfn;

	switch (iter->iomap.type) {
	case IOMAP_HOLE:
	case IOMAP_UNWRITTEN:
		break;
	case IOMAP_MAPPED:
		error = dax_iomap_direct_access(&iter->iomap, iter->pos, PAGE_SIZE, NULL, &pfn);
		break;
	default:
		WARN_ON_ONCE(1);
		error = -EIO;
	}
	if (error)
		return dax_fault_return(error);
	finish_fault(vmf);
	return VM_FAULT_DONE_COW;
}

/* One extent of a fault: the device is asked, the entry put, and last the page table set. */
static vm_fault_t dax_fault_iter(struct vm_fault *vmf, const struct iomap_iter *iter,
				 pfn_t *pfnp, struct xa_state *xas, void **entry, bool pmd)
{
	const struct iomap *iomap = &iter->iomap;
	loff_t pos = (loff_t)xas->xa_index << PAGE_SHIFT;
	bool write = iter->flags & IOMAP_WRITE;
	void *kaddr;
	pfn_t pfn;
	int err;

	if (vmf->cow_page)
		return dax_fault_cow_page(vmf, iter);
	if (!write && (iomap->type == IOMAP_UNWRITTEN || iomap->type == IOMAP_HOLE))
		return dax_load_hole(xas, vmf, iter, entry);
	if (iomap->type != IOMAP_MAPPED && !(iomap->flags & IOMAP_F_SHARED)) {
		WARN_ON_ONCE(1);
		return VM_FAULT_SIGBUS;
	}

	err = dax_iomap_direct_access(iomap, pos, PAGE_SIZE, &kaddr, &pfn);
	if (err)
		return dax_fault_return(err);

	*entry = dax_insert_entry(xas, vmf, iter, *entry, pfn, 0);
	if (dax_fault_is_synchronous(iter, vmf->vma))
		return dax_fault_synchronous_pfnp(pfnp, pfn);
	if (write)
		return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, pfn);
	return vmf_insert_mixed(vmf->vma, vmf->address, pfn);
}

static vm_fault_t dax_iomap_pte_fault(struct vm_fault *vmf, pfn_t *pfnp, int *iomap_errp,
				      const struct iomap_ops *ops)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	XA_STATE(xas, &mapping->i_pages, vmf->pgoff);
	struct iomap_iter iter = {
		.inode	= mapping->host,
		.pos	= (loff_t)vmf->pgoff << PAGE_SHIFT,
		.len	= PAGE_SIZE,
		.flags	= IOMAP_DAX | IOMAP_FAULT,
	};
	vm_fault_t ret = 0;
	void *entry;
	int error;

	/* Whether the file ends before it is only looked at here: truncation unmaps by itself. */
	if (iter.pos >= i_size_read(iter.inode))
		return VM_FAULT_SIGBUS;
	if ((vmf->flags & FAULT_FLAG_WRITE) && !vmf->cow_page)
		iter.flags |= IOMAP_WRITE;

	entry = grab_mapping_entry(&xas, mapping, 0);
	while ((error = iomap_iter(&iter, ops)) > 0) {
		if (WARN_ON_ONCE(iomap_length(&iter) < PAGE_SIZE)) {
			iter.processed = -EIO;
			continue;
		}
		ret = dax_fault_iter(vmf, &iter, pfnp, &xas, &entry, false);
		if (!(ret & VM_FAULT_ERROR))
			iter.processed = PAGE_SIZE;
	}
	if (iomap_errp)
		*iomap_errp = error;
	if (!ret && error)
		ret = dax_fault_return(error);
	dax_unlock_entry(&xas, entry);
	return ret;
}

/* 2 MiB at once: refused, which lets the caller try single pages. */
static vm_fault_t dax_iomap_pmd_fault(struct vm_fault *vmf, pfn_t *pfnp,
				      const struct iomap_ops *ops)
{
	return VM_FAULT_FALLBACK;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
vm_fault_t dax_iomap_fault(struct vm_fault *vmf, unsigned int order, pfn_t *pfnp,
			   int *iomap_errp, const struct iomap_ops *ops)
{
	if (order == 0)
		return dax_iomap_pte_fault(vmf, pfnp, iomap_errp, ops);
	else if (order == PMD_ORDER)
		return dax_iomap_pmd_fault(vmf, pfnp, ops);
	else
		return VM_FAULT_FALLBACK;
}
#else
vm_fault_t dax_iomap_fault(struct vm_fault *vmf, enum page_entry_size pe_size, pfn_t *pfnp,
			   int *iomap_errp, const struct iomap_ops *ops)
{
	switch (pe_size) {
	case PE_SIZE_PTE:
		return dax_iomap_pte_fault(vmf, pfnp, iomap_errp, ops);
	case PE_SIZE_PMD:
		return dax_iomap_pmd_fault(vmf, pfnp, ops);
	default:
		return VM_FAULT_FALLBACK;
	}
}
#endif

/* The second half of a synchronous fault: the entry may have gone while the log was forced. */
static vm_fault_t dax_insert_pfn_mkwrite(struct vm_fault *vmf, pfn_t pfn, unsigned int order)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	XA_STATE(xas, &mapping->i_pages, vmf->pgoff);
	vm_fault_t ret;
	void *entry;

	xas_lock_irq(&xas);
	entry = get_unlocked_entry(&xas, order);
	if (!entry || dax_is_pmd_entry(entry)) {
		put_unlocked_entry(&xas, entry, WAKE_NEXT);
		xas_unlock_irq(&xas);
		return VM_FAULT_NOPAGE;
	}
	xas_set_mark(&xas, PAGECACHE_TAG_DIRTY);
	dax_lock_entry(&xas, entry);
	xas_unlock_irq(&xas);
	ret = vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, pfn);
	dax_unlock_entry(&xas, entry);
	return ret;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
vm_fault_t dax_finish_sync_fault(struct vm_fault *vmf, unsigned int order, pfn_t pfn)
{
#else
vm_fault_t dax_finish_sync_fault(struct vm_fault *vmf, enum page_entry_size pe_size, pfn_t pfn)
{
	unsigned int order = pe_size == PE_SIZE_PTE ? 0 : PMD_ORDER;
#endif
	loff_t start = (loff_t)vmf->pgoff << PAGE_SHIFT;
	loff_t last = start + (PAGE_SIZE << order) - 1;

	if (vfs_fsync_range(vmf->vma->vm_file, start, last, 1))
		return VM_FAULT_SIGBUS;
	return dax_insert_pfn_mkwrite(vmf, pfn, order);
}

void hs_dax_insert_entry(struct address_space *mapping, pgoff_t index, unsigned long pfn,
			 unsigned int order, bool dirty)
{
	void *entry = dax_make_entry(pfn, order ? DAX_PMD : 0);

	if (!xa_load(&mapping->i_pages, index)) {
		unsigned long i;

		for (i = 0; i < (order ? 512 : 1); i++)
			dax_associate_entry(dax_make_entry(pfn + i, 0), mapping, index + i);
		mapping->nrpages += order ? 512 : 1;
		xa_store(&mapping->i_pages, index, entry, GFP_KERNEL);
	}
	if (dirty)
		xa_set_mark(&mapping->i_pages, index, PAGECACHE_TAG_DIRTY);
}
