/* SPDX-License-Identifier: MIT */
#ifndef HS_DAX_ENTRY_H
#define HS_DAX_ENTRY_H
/* DAX entries are value entries: four flag bits below a pfn. Follows fs/dax.c of 5.19. */
#include <linux/xarray.h>
#include <linux/fs.h>
#define DAX_SHIFT	(4)
#define DAX_LOCKED	(1UL << 0)
#define DAX_PMD		(1UL << 1)
#define DAX_ZERO_PAGE	(1UL << 2)
#define DAX_EMPTY	(1UL << 3)
static inline unsigned long dax_to_pfn(void *entry) { return xa_to_value(entry) >> DAX_SHIFT; }
static inline void *dax_make_entry(unsigned long pfn, unsigned long flags)
{
	return xa_mk_value(flags | (pfn << DAX_SHIFT));
}
static inline bool dax_is_locked(void *entry) { return xa_to_value(entry) & DAX_LOCKED; }
static inline bool dax_is_zero_entry(void *entry) { return xa_to_value(entry) & DAX_ZERO_PAGE; }
static inline bool dax_is_empty_entry(void *entry) { return xa_to_value(entry) & DAX_EMPTY; }
static inline bool dax_is_pmd_entry(void *entry) { return xa_to_value(entry) & DAX_PMD; }
static inline unsigned long hs_dax_pages(void *entry) { return dax_is_pmd_entry(entry) ? 512 : 1; }
/* The entry that covers an index, and where it lies; a 2 MiB entry covers 512. */
static inline void *hs_dax_load(struct xarray *xa, unsigned long index, unsigned long *at)
{
	void *entry = xa_load(xa, index);

	*at = index;
	if (!entry) {
		*at = index & ~511ul;
		entry = xa_load(xa, *at);
		if (entry && !dax_is_pmd_entry(entry))
			entry = NULL;
	}
	return entry;
}
static inline void hs_lock_entry(struct address_space *mapping, unsigned long at, void *entry)
{
	void *now = xa_load(&mapping->i_pages, at);

	if (now && dax_is_locked(now)) {
		/* Its owner puts another value under the lock. */
		xa_store(&mapping->i_pages, at, xa_mk_value(xa_to_value(entry) | DAX_LOCKED),
			 GFP_ATOMIC);
		return;
	}
	xa_store(&mapping->i_pages, at, xa_mk_value(xa_to_value(entry) | DAX_LOCKED), GFP_ATOMIC);
	hs_hold("dax-entry", hs_xa_first(&mapping->i_pages, at), mapping->host->hs_name, NULL);
	__hs_event("lock", "lock=entry %lu, of=%s, kind=dax-entry, mode=write", at,
		   mapping->host->hs_name);
}

static inline void hs_unlock_entry(struct address_space *mapping, unsigned long at, void *entry)
{
	hs_unhold("dax-entry", hs_xa_first(&mapping->i_pages, at), mapping->host->hs_name, NULL);
	xa_store(&mapping->i_pages, at, entry, GFP_ATOMIC);
	__hs_event("unlock", "lock=entry %lu, of=%s, kind=dax-entry, mode=write", at,
		   mapping->host->hs_name);
	hs_wake(hs_xa_first(&mapping->i_pages, at));
}

/* Sleeps for a locked entry, with the index let go; the entry may be another one afterwards. */
static inline void hs_wait_entry(struct address_space *mapping, unsigned long at)
{
	void *slot = hs_xa_first(&mapping->i_pages, at);

	xa_unlock_irq(&mapping->i_pages);
	hs_wait_for("dax-entry", slot, "a locked DAX entry", mapping->host->hs_name);
	xa_lock_irq(&mapping->i_pages);
}
#endif
