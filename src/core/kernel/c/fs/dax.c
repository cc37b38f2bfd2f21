// SPDX-License-Identifier: MIT
/*
 * The entries of DAX files: which page of memory shows which page of a file, their locks, and the
 * faults that make them. Level L0. Follows fs/dax.c of next-20220714. Reduced: no huge page of
 * zeros, so that 2 MiB of a hole are told to ask again for less, as where none can be had; pages
 * shared by reflinked files are only marked; a write does not copy what is shared.
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

#define PG_PMD_COLOUR	((PMD_SIZE >> PAGE_SHIFT) - 1)
#define PG_PMD_NR	(PMD_SIZE >> PAGE_SHIFT)

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

/* What is there is smaller than what is asked for. */
static bool dax_is_conflict(void *entry)
{
	return entry == XA_RETRY_ENTRY;
}

static void dax_associate_entry(void *entry, struct address_space *mapping, pgoff_t index)
{
	unsigned long i;

	for (i = 0; i < hs_dax_pages(entry); i++) {
		struct page *page = pfn_to_page(dax_to_pfn(entry) + i);

		if (page->mapping && page->mapping != mapping) {
			page->mapping = (void *)PAGE_MAPPING_DAX_COW;
			continue;
		}
		page->mapping = mapping;
		page->index = index + i;
	}
}

static void dax_disassociate_entry(void *entry)
{
	unsigned long i;

	/* No page of the file stands behind these. */
	if (dax_is_zero_entry(entry) || dax_is_empty_entry(entry))
		return;
	for (i = 0; i < hs_dax_pages(entry); i++) {
		struct page *page = pfn_to_page(dax_to_pfn(entry) + i);

		if (!page)
			return;
		page->mapping = NULL;
		page->index = 0;
	}
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
	mapping->nrpages -= hs_dax_pages(entry);
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

/* The entry that shows the page, or the first of those that show some of the pages asked for. */
static void *hs_find_entry(struct xa_state *xas, unsigned int order, unsigned long *at)
{
	void *entry = hs_dax_load(xas->xa, xas->xa_index, at);
	struct hs_xa_node *node = hs_xa_first(xas->xa, xas->xa_index);

	if (entry || !node || node->index >= xas->xa_index + (1ul << order))
		return entry;
	*at = node->index;
	return node->entry;
}

/*
 * Sleeps until nobody holds what shows the page; NULL when nothing does, and XA_RETRY_ENTRY when it
 * is smaller than what is asked for.
 */
static void *get_unlocked_entry(struct xa_state *xas, unsigned int order)
{
	struct address_space *mapping = hs_mapping_of(xas);
	unsigned long at;
	void *entry;

	while ((entry = hs_find_entry(xas, order, &at))) {
		if (order && !dax_is_pmd_entry(entry))
			return XA_RETRY_ENTRY;
		xas->hs_index = at;
		if (!dax_is_locked(entry))
			return entry;
		hs_wait_entry(mapping, at);
	}
	xas->hs_index = xas->xa_index;
	return NULL;
}

/* Who looked and does not want it lets the next one look. */
static void put_unlocked_entry(struct xa_state *xas, void *entry, enum dax_wake_mode mode)
{
	if (entry && !dax_is_conflict(entry))
		hs_wake(hs_xa_first(xas->xa, xas->hs_index));
}

static void dax_unlock_entry(struct xa_state *xas, void *entry)
{
	xas_lock_irq(xas);
	hs_unlock_entry(hs_mapping_of(xas), xas->hs_index, entry);
	xas_unlock_irq(xas);
}

static void *dax_lock_entry(struct xa_state *xas, void *entry)
{
	void *old = xa_load(xas->xa, xas->hs_index);

	hs_lock_entry(hs_mapping_of(xas), xas->hs_index, entry);
	return old;
}

/*
 * What shows the page, locked; where nothing does an entry that is empty is made. Where 2 MiB are
 * asked for and less is there already: an answer of a fault instead.
 */
static void *grab_mapping_entry(struct xa_state *xas, struct address_space *mapping,
				unsigned int order)
{
	void *entry;

	xas_lock_irq(xas);
	entry = get_unlocked_entry(xas, order);
	if (dax_is_conflict(entry)) {
		xas_unlock_irq(xas);
		return xa_mk_internal(VM_FAULT_FALLBACK);
	}
	/* Somebody asked for 2 MiB and found no page: one is enough for who comes now. */
	if (entry && !order && dax_is_pmd_entry(entry) &&
	    (dax_is_zero_entry(entry) || dax_is_empty_entry(entry))) {
		xa_erase(xas->xa, xas->hs_index);
		mapping->nrpages -= PG_PMD_NR;
		xas->hs_index = xas->xa_index;
		entry = NULL;
	}
	if (!entry) {
		entry = dax_make_entry(0, order ? DAX_EMPTY | DAX_PMD : DAX_EMPTY);
		mapping->nrpages += 1ul << order;
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
			dax_associate_entry(new_entry, mapping, xas->hs_index);
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
	else if (length < PHYS_PFN(size) || pfnp->val & (PHYS_PFN(size) - 1))
		rc = -EINVAL;	/* too short, or it does not begin where so much can */
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
	size_t size = pmd ? PMD_SIZE : PAGE_SIZE;
	loff_t pos = (loff_t)xas->xa_index << PAGE_SHIFT;
	bool write = iter->flags & IOMAP_WRITE;
	void *kaddr;
	pfn_t pfn;
	int err;

	if (!pmd && vmf->cow_page)
		return dax_fault_cow_page(vmf, iter);
	if (!write && (iomap->type == IOMAP_UNWRITTEN || iomap->type == IOMAP_HOLE))
		return pmd ? VM_FAULT_FALLBACK : dax_load_hole(xas, vmf, iter, entry);
	if (iomap->type != IOMAP_MAPPED && !(iomap->flags & IOMAP_F_SHARED)) {
		WARN_ON_ONCE(1);
		return pmd ? VM_FAULT_FALLBACK : VM_FAULT_SIGBUS;
	}

	/* Where 2 MiB cannot be had, for one bad block of them, single pages still may. */
	err = dax_iomap_direct_access(iomap, pos, size, &kaddr, &pfn);
	if (err)
		return pmd ? VM_FAULT_FALLBACK : dax_fault_return(err);

	*entry = dax_insert_entry(xas, vmf, iter, *entry, pfn, pmd ? DAX_PMD : 0);
	if (dax_fault_is_synchronous(iter, vmf->vma))
		return dax_fault_synchronous_pfnp(pfnp, pfn);
	if (pmd)
		return vmf_insert_pfn_pmd(vmf, pfn, write);
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
	if (xa_is_internal(entry))
		return xa_to_internal(entry);

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

/* Whether 2 MiB at once are not to be had: by the mapping's place and size, or the file's. */
static bool dax_fault_check_fallback(struct vm_fault *vmf, struct xa_state *xas, pgoff_t max_pgoff)
{
	unsigned long pmd_addr = vmf->address & PMD_MASK;
	bool write = vmf->flags & FAULT_FLAG_WRITE;

	if ((vmf->pgoff & PG_PMD_COLOUR) != ((vmf->address >> PAGE_SHIFT) & PG_PMD_COLOUR))
		return true;
	/* Who gets a copy of its own gets one of a single page. */
	if (write && !(vmf->vma->vm_flags & VM_SHARED))
		return true;
	if (pmd_addr < vmf->vma->vm_start || pmd_addr + PMD_SIZE > vmf->vma->vm_end)
		return true;
	return (xas->xa_index | PG_PMD_COLOUR) >= max_pgoff;
}

/* 2 MiB at once; VM_FAULT_FALLBACK lets the caller try single pages. */
static vm_fault_t dax_iomap_pmd_fault(struct vm_fault *vmf, pfn_t *pfnp,
				      const struct iomap_ops *ops)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	XA_STATE_ORDER(xas, &mapping->i_pages, vmf->pgoff, PMD_ORDER);
	struct iomap_iter iter = {
		.inode	= mapping->host,
		.len	= PMD_SIZE,
		.flags	= IOMAP_DAX | IOMAP_FAULT,
	};
	pgoff_t max_pgoff = DIV_ROUND_UP(i_size_read(iter.inode), PAGE_SIZE);
	vm_fault_t ret = VM_FAULT_FALLBACK;
	void *entry;
	int error;

	if (vmf->flags & FAULT_FLAG_WRITE)
		iter.flags |= IOMAP_WRITE;
	if (xas.xa_index >= max_pgoff)
		return VM_FAULT_SIGBUS;
	if (dax_fault_check_fallback(vmf, &xas, max_pgoff))
		goto fallback;

	entry = grab_mapping_entry(&xas, mapping, PMD_ORDER);
	if (xa_is_internal(entry)) {
		ret = xa_to_internal(entry);
		goto fallback;
	}

	/* Somebody else has put single pages there meanwhile. */
	if (!pmd_none(*vmf->pmd) && !pmd_trans_huge(*vmf->pmd) && !pmd_devmap(*vmf->pmd)) {
		ret = 0;
		goto unlock_entry;
	}

	iter.pos = (loff_t)xas.xa_index << PAGE_SHIFT;
	while ((error = iomap_iter(&iter, ops)) > 0) {
		/* An extent that is too short ends the loop. */
		if (iomap_length(&iter) < PMD_SIZE)
			continue;
		ret = dax_fault_iter(vmf, &iter, pfnp, &xas, &entry, true);
		if (ret != VM_FAULT_FALLBACK)
			iter.processed = PMD_SIZE;
	}

unlock_entry:
	dax_unlock_entry(&xas, entry);
fallback:
	/* A large entry of a file is taken away, not split: its pages are found again one by one. */
	if (ret == VM_FAULT_FALLBACK && pmd_devmap(*vmf->pmd))
		vmf->pmd->pmd = 0;
	return ret;
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
	XA_STATE_ORDER(xas, &mapping->i_pages, vmf->pgoff, order);
	vm_fault_t ret;
	void *entry;

	xas_lock_irq(&xas);
	entry = get_unlocked_entry(&xas, order);
	if (!entry || dax_is_conflict(entry) || (order == 0 && dax_is_pmd_entry(entry))) {
		put_unlocked_entry(&xas, entry, WAKE_NEXT);
		xas_unlock_irq(&xas);
		return VM_FAULT_NOPAGE;
	}
	xas_set_mark(&xas, PAGECACHE_TAG_DIRTY);
	dax_lock_entry(&xas, entry);
	xas_unlock_irq(&xas);
	if (order == 0)
		ret = vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, pfn);
	else if (order == PMD_ORDER)
		ret = vmf_insert_pfn_pmd(vmf, pfn, vmf->flags & FAULT_FLAG_WRITE);
	else
		ret = VM_FAULT_FALLBACK;
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
		dax_associate_entry(entry, mapping, index);
		mapping->nrpages += hs_dax_pages(entry);
		xa_store(&mapping->i_pages, index, entry, GFP_KERNEL);
	}
	if (dirty)
		xa_set_mark(&mapping->i_pages, index, PAGECACHE_TAG_DIRTY);
}
