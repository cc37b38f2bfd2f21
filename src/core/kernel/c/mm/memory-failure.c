// SPDX-License-Identifier: MIT
/*
#if HS_LEVEL >= 1
 * What the kernel does about a memory page that lost its contents. Over 400 lines: all levels.
#else
 * What the kernel does about a memory page that lost its contents. Level L0.
#endif
 * Follows mm/memory-failure.c of next-20220714. Reduced: of ordinary memory there are single pages
 * of files and of processes, so no hugetlb, THP, slab or free pages; soft offline is not here.
 */
#define pr_fmt(fmt) "Memory failure: " fmt

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/page-flags.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/rcupdate.h>
#include <linux/memremap.h>
#include <linux/dax.h>
#include <linux/slab.h>
#include <linux/list.h>
#include <linux/export.h>
#include "internal.h"
#include "ras/ras_event.h"

int sysctl_memory_failure_early_kill = 0;

int sysctl_memory_failure_recovery = 1;

/* One page at a time. */
static DEFINE_MUTEX(mf_mutex);

static int hwpoison_filter(struct page *p)
{
	return 0;
}

#if HS_LEVEL == 1
/* In place of a page's place in a file, where the page's own mapping is to tell it. */
#define FSDAX_INVALID_PGOFF ULONG_MAX

#endif
/* One process to tell, and where it sees the page. */
struct to_kill {
	struct list_head nd;
	struct task_struct *tsk;
	unsigned long addr;
	short size_shift;
};

/*
 * Tells one process. The running one, when it must not go on, gets a signal it cannot refuse;
 * any other gets an ordinary one.
 */
static int kill_proc(struct to_kill *tk, unsigned long pfn, int flags)
{
	void __user *where = (void __user *)tk->addr;
	struct task_struct *t = tk->tsk;
	bool forced = t == current && flags & MF_ACTION_REQUIRED;
	short addr_lsb = tk->size_shift;
	int err;

	pr_err("%#lx: telling %s:%d about lost memory\n", pfn, t->comm, t->pid);

	/* What is not forced may be blocked or ignored: touching the page again would tell anyway. */
	err = forced ? force_sig_mceerr(BUS_MCEERR_AR, where, addr_lsb)
		     : send_sig_mceerr(BUS_MCEERR_AO, where, addr_lsb, t);
	if (err < 0)
		pr_info("no signal for %s:%d: %d\n", t->comm, t->pid, err);
	return err;
}

/* The size of the entry that maps the address, as a shift; 0 when nothing maps it. */
static unsigned long dev_pagemap_mapping_shift(struct vm_area_struct *vma,
		unsigned long address)
{
	pud_t *pud;
	p4d_t *p4d;
	pgd_t *pgd;
	unsigned long shift = 0;

	VM_BUG_ON(address == -EFAULT);

	pgd = pgd_offset(vma->vm_mm, address);
	p4d = pgd_present(*pgd) ? p4d_offset(pgd, address) : NULL;
	pud = p4d && p4d_present(*p4d) ? pud_offset(p4d, address) : NULL;

	if (pud && pud_present(*pud) && pud_devmap(*pud)) {
		shift = PUD_SHIFT;
	} else if (pud && pud_present(*pud)) {
		pmd_t *pmd = pmd_offset(pud, address);

		if (pmd_present(*pmd) && pmd_devmap(*pmd)) {
			shift = PMD_SHIFT;
		} else if (pmd_present(*pmd)) {
			pte_t *pte = pte_offset_map(pmd, address);

			shift = pte_present(*pte) && pte_devmap(*pte) ? PAGE_SHIFT : 0;
			pte_unmap(pte);
		}
	}
	return shift;
}

#if HS_LEVEL >= 2
/* Puts a process on the list, with the page seen at addr. One that never touched it is left out. */
#if HS_LEVEL >= 4
static void __add_to_kill(struct task_struct *tsk, const struct page *p,
#else
static void __add_to_kill(struct task_struct *tsk, struct page *p,
#endif
			  struct vm_area_struct *vma, struct list_head *to_kill,
			  unsigned long addr)
{
	struct to_kill *tk = kmalloc(sizeof(*tk), GFP_ATOMIC);
#else
/*
 * Puts a process on the list. A mapping that never touched the page is left out.
 * The page's own mapping does not tell an fsdax page's place in this file, so the caller does.
 */
static void add_to_kill(struct task_struct *tsk, struct page *p,
			pgoff_t fsdax_pgoff, struct vm_area_struct *vma,
			struct list_head *to_kill)
{
	unsigned long addr;
	struct to_kill *tk = kmalloc(sizeof(*tk), GFP_ATOMIC);
#endif

	if (!tk) {
		pr_err("no memory to remember a process to tell\n");
		return;
	}

#if HS_LEVEL < 2
	addr = page_address_in_vma(p, vma);
#if HS_LEVEL == 0
	if (is_zone_device_page(p) && p->pgmap->type == MEMORY_DEVICE_FS_DAX)
#else
	if (is_zone_device_page(p) && fsdax_pgoff != FSDAX_INVALID_PGOFF)
#endif
		addr = vma_pgoff_address(fsdax_pgoff, 1, vma);
#endif
	tk->addr = addr;
	tk->size_shift = is_zone_device_page(p) ? dev_pagemap_mapping_shift(vma, addr)
						: page_shift(compound_head(p));

	if (addr != -EFAULT && !tk->size_shift) {
		kfree(tk);
		return;
	}
	/* Mapped somewhere, but the place is not known: the process is killed later. */
	if (addr == -EFAULT)
		pr_info("%#lx: no user address found in %s\n", page_to_pfn(p), tsk->comm);

	tk->tsk = tsk;
	get_task_struct(tsk);
	list_add_tail(&tk->nd, to_kill);
}
#if HS_LEVEL >= 2

#if HS_LEVEL >= 4
static void add_to_kill(struct task_struct *tsk, const struct page *p,
#else
static void add_to_kill(struct task_struct *tsk, struct page *p,
#endif
			struct vm_area_struct *vma, struct list_head *to_kill)
{
	__add_to_kill(tsk, p, vma, to_kill, page_address_in_vma(p, vma));
}

/* The page's own mapping does not tell its place in this file, so the caller does. */
#if HS_LEVEL >= 4
static void add_to_kill_fsdax(struct task_struct *tsk, const struct page *p,
#else
static void add_to_kill_fsdax(struct task_struct *tsk, struct page *p,
#endif
			      struct vm_area_struct *vma,
			      struct list_head *to_kill, pgoff_t pgoff)
{
	__add_to_kill(tsk, p, vma, to_kill, vma_pgoff_address(pgoff, 1, vma));
}
#endif

/*
 * Tells everyone on the list and empties it. With forcekill, who cannot be told where, or whose
 * page could not be taken away, is killed; without it nobody is told.
 */
static void kill_procs(struct list_head *to_kill, int forcekill, bool fail,
		unsigned long pfn, int flags)
{
	struct to_kill *next, *tk;

	list_for_each_entry_safe(tk, next, to_kill, nd) {
		struct task_struct *t = tk->tsk;
		bool too_late = fail || tk->addr == -EFAULT;

		if (forcekill && !too_late) {
			bool told = kill_proc(tk, pfn, flags) >= 0;

			if (!told)
				pr_err("%#lx: %s:%d could not be told\n", pfn, t->comm, t->pid);
		} else if (forcekill) {
			pr_err("%#lx: killing %s:%d, its page is still mapped\n",
			       pfn, t->comm, t->pid);
			do_send_sig_info(SIGKILL, SEND_SIG_PRIV, t, PIDTYPE_PID);
		}

		list_del(&tk->nd);
		put_task_struct(t);
		kfree(tk);
	}
}

/* The thread of a process that wants to hear early: by its own policy, else by the sysctl. */
static struct task_struct *find_early_kill_thread(struct task_struct *tsk)
{
	struct task_struct *thread;

	for_each_thread(tsk, thread) {
		bool own_policy = thread->flags & PF_MCE_PROCESS;

		if (own_policy ? thread->flags & PF_MCE_EARLY : sysctl_memory_failure_early_kill)
			return thread;
	}
	return NULL;
}

/*
 * Who of a process is to be told now, if anyone. With force_early the running process is, when
 * this is its own memory; all others only when they asked for it.
 */
static struct task_struct *task_early_kill(struct task_struct *tsk,
					   int force_early)
{
	if (tsk->mm && force_early && current->mm == tsk->mm)
		return current;
	return tsk->mm ? find_early_kill_thread(tsk) : NULL;
}

/* Collects by the page's own mapping. */
#if HS_LEVEL >= 4
static void collect_procs_file(const struct folio *folio,
		const struct page *page, struct list_head *to_kill, int force_early)
{
	struct address_space *mapping = folio->mapping;
#else
static void collect_procs_file(struct page *page, struct list_head *to_kill,
				int force_early)
{
	struct address_space *mapping = page->mapping;
#endif
	struct task_struct *tsk, *t;
	struct vm_area_struct *vma;
	pgoff_t pgoff;

	i_mmap_lock_read(mapping);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rcu_read_lock();
#else
	read_lock(&tasklist_lock);
#endif
	pgoff = page_to_pgoff(page);
	for_each_process(tsk) {
		t = task_early_kill(tsk, force_early);
		if (t) {
			vma_interval_tree_foreach(vma, &mapping->i_mmap, pgoff, pgoff)
				if (t->mm == vma->vm_mm)
#if HS_LEVEL >= 2
					add_to_kill(t, page, vma, to_kill);
#elif HS_LEVEL == 0
					add_to_kill(t, page, 0, vma, to_kill);
#else
					add_to_kill(t, page, FSDAX_INVALID_PGOFF, vma, to_kill);
#endif
		}
	}
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rcu_read_unlock();
#else
	read_unlock(&tasklist_lock);
#endif
	i_mmap_unlock_read(mapping);
}

#if HS_LEVEL >= 3
/*
 * Collects by a file and a place in it: the page may belong to several files. Before a removal
 * everyone who maps it is meant, however it wants to hear.
 */
#if HS_LEVEL >= 4
static void collect_procs_fsdax(const struct page *page,
#else
static void collect_procs_fsdax(struct page *page,
#endif
		struct address_space *mapping, pgoff_t pgoff,
		struct list_head *to_kill, bool pre_remove)
#else
/* Collects by a file and a place in it: the page may belong to several files. */
static void collect_procs_fsdax(struct page *page,
		struct address_space *mapping, pgoff_t pgoff,
		struct list_head *to_kill)
#endif
{
	struct vm_area_struct *vma;
	struct task_struct *tsk;

	i_mmap_lock_read(mapping);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rcu_read_lock();
#else
	read_lock(&tasklist_lock);
#endif
	for_each_process(tsk) {
#if HS_LEVEL >= 3
		struct task_struct *t = pre_remove ? tsk : task_early_kill(tsk, true);
#else
		struct task_struct *t = task_early_kill(tsk, true);
#endif

		if (!t)
			continue;
		vma_interval_tree_foreach(vma, &mapping->i_mmap, pgoff, pgoff) {
			if (t->mm == vma->vm_mm)
#if HS_LEVEL >= 2
				add_to_kill_fsdax(t, page, vma, to_kill, pgoff);
#else
				add_to_kill(t, page, pgoff, vma, to_kill);
#endif
		}
	}
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rcu_read_unlock();
#else
	read_unlock(&tasklist_lock);
#endif
	i_mmap_unlock_read(mapping);
}

/* Collects by the one mapping that shows a copy. */
#if HS_LEVEL >= 4
static void collect_procs_anon(const struct folio *folio,
		const struct page *page, struct list_head *to_kill, int force_early)
#else
static void collect_procs_anon(struct page *page, struct list_head *to_kill,
				int force_early)
#endif
{
	unsigned long shown = (unsigned long)page->mapping & ~PAGE_MAPPING_ANON;
	struct vm_area_struct *vma = (struct vm_area_struct *)shown;
	struct task_struct *tsk;

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rcu_read_lock();
#else
	read_lock(&tasklist_lock);
#endif
	for_each_process(tsk) {
		struct task_struct *t = task_early_kill(tsk, force_early);

		if (!t || t->mm != vma->vm_mm || !page_mapped_in_vma(page, vma))
			continue;
#if HS_LEVEL >= 2
		add_to_kill(t, page, vma, to_kill);
#elif HS_LEVEL == 0
		add_to_kill(t, page, 0, vma, to_kill);
#else
		add_to_kill(t, page, FSDAX_INVALID_PGOFF, vma, to_kill);
#endif
	}
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rcu_read_unlock();
#else
	read_unlock(&tasklist_lock);
#endif
}

#if HS_LEVEL >= 4
static void collect_procs(const struct folio *folio, const struct page *page,
		struct list_head *tokill, int force_early)
{
	if (!folio->mapping)
		return;
	if (PageAnon(page))
		collect_procs_anon(folio, page, tokill, force_early);
	else
		collect_procs_file(folio, page, tokill, force_early);
}
#else
static void collect_procs(struct page *page, struct list_head *tokill,
				int force_early)
{
	if (!page->mapping)
		return;
	if (PageAnon(page))
		collect_procs_anon(page, tokill, force_early);
	else
		collect_procs_file(page, tokill, force_early);
}
#endif

static const char *action_name[] = {
	[MF_RECOVERED] = "Recovered",
	[MF_DELAYED] = "Delayed",
	[MF_FAILED] = "Failed",
	[MF_IGNORED] = "Ignored",
};

static void action_result(unsigned long pfn, enum mf_action_page_type type,
			  enum mf_result result)
{
	pr_err("%#lx: %s page: %s\n", pfn,
		type == MF_MSG_DAX ? "dax" : type == MF_MSG_DIRTY_LRU ? "dirty LRU" : "clean LRU",
		action_name[result]);
	trace_memory_failure_event(pfn, type, result);
}

/*
 * Takes away and tells. What is unmapped is the largest size anyone on the list maps: with an
 * empty list nothing is.
 */
static void unmap_and_kill(struct list_head *to_kill, unsigned long pfn,
		struct address_space *mapping, pgoff_t index, int flags)
{
	unsigned long size = 0;
	struct to_kill *tk;

	list_for_each_entry(tk, to_kill, nd) {
		unsigned long mapped = tk->size_shift ? 1UL << tk->size_shift : 0;

		if (mapped > size)
			size = mapped;
	}

	if (size)
		unmap_mapping_range(mapping, (index << PAGE_SHIFT) & ~(size - 1), size, 0);

	kill_procs(to_kill, flags & MF_MUST_KILL, false, pfn, flags);
}

static int mf_generic_kill_procs(unsigned long long pfn, int flags,
		struct dev_pagemap *pgmap)
{
	LIST_HEAD(to_kill);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	struct folio *folio = pfn_folio(pfn);
	/* The locked entry keeps folio->mapping and its inode. */
	dax_entry_t cookie = dax_lock_folio(folio);
#else
	struct page *page = compound_head(pfn_to_page(pfn));
	/* The locked entry keeps page->mapping and its inode. */
	dax_entry_t cookie = dax_lock_page(page);
#endif
	int rc;

	if (!cookie)
		return -EBUSY;

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	rc = hwpoison_filter(&folio->page) ? -EOPNOTSUPP : 0;
#else
	rc = hwpoison_filter(page) ? -EOPNOTSUPP : 0;
#endif
	if (!rc && (pgmap->type == MEMORY_DEVICE_PRIVATE ||
		    pgmap->type == MEMORY_DEVICE_COHERENT))
		rc = -ENXIO;

	if (!rc) {
#if HS_LEVEL >= 4
		struct address_space *mapping = folio->mapping;

		SetPageHWPoison(&folio->page);
		collect_procs(folio, &folio->page, &to_kill, true);
#elif HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		struct address_space *mapping = folio->mapping;

		SetPageHWPoison(&folio->page);
		collect_procs(&folio->page, &to_kill, true);
#else
		struct address_space *mapping = page->mapping;

		SetPageHWPoison(page);
		collect_procs(page, &to_kill, true);
#endif
		/* The memory cannot be swapped for another: everyone must hear of it. */
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		unmap_and_kill(&to_kill, pfn, mapping, folio->index,
			       flags | MF_ACTION_REQUIRED | MF_MUST_KILL);
	}
	dax_unlock_folio(folio, cookie);
#else
		unmap_and_kill(&to_kill, pfn, mapping, page->index,
			       flags | MF_ACTION_REQUIRED | MF_MUST_KILL);
	}
	dax_unlock_page(page, cookie);
#endif
	return rc;
}

/*
 * Marks the pages of a file range as lost, takes them away and tells who maps them.
 * -EBUSY when the file is no DAX file.
 */
int mf_dax_kill_procs(struct address_space *mapping, pgoff_t index,
		unsigned long count, int mf_flags)
{
	LIST_HEAD(to_kill);
	dax_entry_t cookie;
	struct page *page;
	size_t end = index + count;
#if HS_LEVEL >= 3
	bool pre_remove = mf_flags & MF_MEM_PRE_REMOVE;
#endif

	mf_flags |= MF_ACTION_REQUIRED | MF_MUST_KILL;

	for (; index < end; index++) {
		page = NULL;
		cookie = dax_lock_mapping_entry(mapping, index, &page);
		if (!cookie)
			return -EBUSY;
		if (!page)
			goto unlock;

#if HS_LEVEL >= 3
		/* Memory that is only about to go is still good. */
		if (!pre_remove)
			SetPageHWPoison(page);

		collect_procs_fsdax(page, mapping, index, &to_kill, pre_remove);
#else
		SetPageHWPoison(page);

		collect_procs_fsdax(page, mapping, index, &to_kill);
#endif
		unmap_and_kill(&to_kill, page_to_pfn(page), mapping,
				index, mf_flags);
unlock:
		dax_unlock_mapping_entry(mapping, index, cookie);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(mf_dax_kill_procs);

static int memory_failure_dev_pagemap(unsigned long pfn, int flags,
		struct dev_pagemap *pgmap)
{
	int rc = -ENXIO;
	struct page *page = pfn_to_page(pfn);

	/* A reference that the caller took for itself is not needed here. */
	if (flags & MF_COUNT_INCREASED)
		put_page(page);

	/* The device's own struct pages cannot be recovered. */
	if (pgmap_pfn_valid(pgmap, pfn)) {
		const struct dev_pagemap_ops *ops = pgmap->ops;

		/* The driver knows best; only when it cannot help does the page's own mapping serve. */
#if HS_LEVEL == 0 || HS_LEVEL == 1 && !HS_STABLE
		rc = ops->memory_failure ? ops->memory_failure(pgmap, pfn, 1, flags) : -EOPNOTSUPP;
#else
		rc = -EOPNOTSUPP;
		if (pgmap_has_memory_failure(pgmap))
			rc = ops->memory_failure(pgmap, pfn, 1, flags);
#endif
		if (rc == -EOPNOTSUPP)
			rc = mf_generic_kill_procs(pfn, flags, pgmap);
	}

	/* The caller's reference ends here. */
	put_dev_pagemap(pgmap);
#if HS_LEVEL >= 5
	/* What nobody can handle is not reported. */
	if (rc != -EOPNOTSUPP)
		action_result(pfn, MF_MSG_DAX, rc == 0 ? MF_RECOVERED : MF_FAILED);
#else
	action_result(pfn, MF_MSG_DAX, rc == 0 ? MF_RECOVERED : MF_FAILED);
#endif
	return rc;
}

/* A page that was lost before: who runs into it again is told where it sees it. */
static int kill_accessing_process(struct task_struct *p, unsigned long pfn, int flags)
{
	struct vm_area_struct *vma;

	if (!p->mm)
		return -EFAULT;

	for (vma = p->mm->mmap; vma; vma = vma->vm_next) {
		struct to_kill tk = { .tsk = p, .size_shift = PAGE_SHIFT };

		tk.addr = page_address_in_vma(pfn_to_page(pfn), vma);
		if (tk.addr == -EFAULT || !page_mapped_in_vma(pfn_to_page(pfn), vma))
			continue;
		kill_proc(&tk, pfn, flags);
		return -EHWPOISON;
	}
#if HS_LEVEL >= 4 || HS_LEVEL == 1 && HS_STABLE
	/* It is not mapped any more: nothing more to do. */
	return 0;
#else
	return -EFAULT;
#endif
}

/*
 * Takes a page away from everyone who sees it. What can be read again is nobody's loss; of what
 * was written everyone is told who wants to hear, or must.
 */
static bool hwpoison_user_mappings(struct page *p, unsigned long pfn, int flags)
{
	bool readable = !PageAnon(p) && !PageDirty(p);
	LIST_HEAD(tokill);
	bool unmapped;

	if (!readable || flags & MF_MUST_KILL)
#if HS_LEVEL >= 4
		collect_procs(page_folio(p), p, &tokill, flags & MF_ACTION_REQUIRED);
#else
		collect_procs(p, &tokill, flags & MF_ACTION_REQUIRED);
#endif
	unmapped = try_to_unmap(p);
	kill_procs(&tokill, PageDirty(p) || flags & MF_MUST_KILL, !unmapped, pfn, flags);
	return unmapped;
}

/* Page cache goes out of its file; a copy stays marked, and its process finds it lost. */
static int identify_page_state(unsigned long pfn, struct page *p)
{
	if (!PageAnon(p))
		truncate_error_page(p);
	action_result(pfn, PageDirty(p) ? MF_MSG_DIRTY_LRU : MF_MSG_CLEAN_LRU, MF_RECOVERED);
	return 0;
}

/* 0, or a negative error: -ENXIO for a page the kernel does not manage. */
int memory_failure(unsigned long pfn, int flags)
{
	struct dev_pagemap *pgmap = NULL;
	int res = -ENXIO;
	struct page *p;

	if (!sysctl_memory_failure_recovery)
		panic("memory failure and no recovery allowed");

	mutex_lock(&mf_mutex);

	p = pfn_to_online_page(pfn);
	if (p && TestSetPageHWPoison(p)) {
		pr_err("%#lx: lost before\n", pfn);
		res = -EHWPOISON;
		if (flags & MF_ACTION_REQUIRED)
			res = kill_accessing_process(current, pfn, flags);
		goto unlock_mutex;
	}
	if (p) {
		if (!(flags & MF_COUNT_INCREASED))
			get_page(p);
		res = -EBUSY;
		if (hwpoison_user_mappings(p, pfn, flags))
			res = identify_page_state(pfn, p);
		goto unlock_mutex;
	}

	if (pfn_valid(pfn))
		pgmap = get_dev_pagemap(pfn, NULL);
	if (pgmap)
		res = memory_failure_dev_pagemap(pfn, flags, pgmap);
	else
		pr_err("%#lx: not under the kernel's control\n", pfn);

unlock_mutex:
	mutex_unlock(&mf_mutex);
	return res;
}
EXPORT_SYMBOL_GPL(memory_failure);
