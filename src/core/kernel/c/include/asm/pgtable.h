/* SPDX-License-Identifier: MIT */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H
#include <linux/mm_types.h>
#define PTRS_PER_TABLE	512
#define _PAGE_PRESENT	1ul
#define _PAGE_RW	2ul
#define _PAGE_LEAF	8ul		/* maps memory itself: every pte, huge pmd and pud */
#define HS_TABLE_MASK	(~15ul)
#define HS_PFN_SHIFT	12
static inline unsigned long hs_pt_index(unsigned long address, unsigned int shift)
{
	return (address >> shift) & (PTRS_PER_TABLE - 1);
}
static inline int pgd_present(pgd_t pgd) { return pgd.pgd & _PAGE_PRESENT; }
static inline int p4d_present(p4d_t p4d) { return p4d.p4d & _PAGE_PRESENT; }
static inline int pud_present(pud_t pud) { return pud.pud & _PAGE_PRESENT; }
static inline int pmd_present(pmd_t pmd) { return pmd.pmd & _PAGE_PRESENT; }
static inline int pte_present(pte_t pte) { return pte.pte & _PAGE_PRESENT; }
static inline int pud_none(pud_t pud) { return !pud.pud; }
static inline int pmd_none(pmd_t pmd) { return !pmd.pmd; }
static inline int pmd_trans_huge(pmd_t pmd) { return 0; }	/* none of ordinary memory */
static inline int pte_write(pte_t pte) { return (pte.pte & _PAGE_RW) != 0; }
static inline int pud_devmap(pud_t pud) { return (pud.pud & _PAGE_LEAF) != 0; }
static inline int pmd_devmap(pmd_t pmd) { return (pmd.pmd & _PAGE_LEAF) != 0; }
static inline int pte_devmap(pte_t pte) { return (pte.pte & _PAGE_LEAF) != 0; }
static inline unsigned long pte_pfn(pte_t pte) { return pte.pte >> HS_PFN_SHIFT; }
static inline pgd_t *pgd_offset(struct mm_struct *mm, unsigned long address)
{
	return mm->pgd + hs_pt_index(address, PGDIR_SHIFT);
}
static inline p4d_t *p4d_offset(pgd_t *pgd, unsigned long address)
{
	return (p4d_t *)pgd;
}
static inline pud_t *pud_offset(p4d_t *p4d, unsigned long address)
{
	return (pud_t *)(p4d->p4d & HS_TABLE_MASK) + hs_pt_index(address, PUD_SHIFT);
}
static inline pmd_t *pmd_offset(pud_t *pud, unsigned long address)
{
	return (pmd_t *)(pud->pud & HS_TABLE_MASK) + hs_pt_index(address, PMD_SHIFT);
}
static inline pte_t *pte_offset_map(pmd_t *pmd, unsigned long address)
{
	return (pte_t *)(pmd->pmd & HS_TABLE_MASK) + hs_pt_index(address, PAGE_SHIFT);
}
#define pte_unmap(pte)	do { (void)(pte); } while (0)
/* The entry that maps the address, and its size as a shift; NULL and 0 when nothing does. */
unsigned long *hs_pt_find(struct mm_struct *mm, unsigned long address, unsigned int *shift);
/* The place of an entry of 1 << shift bytes, tables made down to it; NULL under a larger one. */
unsigned long *hs_pt_place(struct mm_struct *mm, unsigned long address, unsigned int shift);
unsigned int hs_pt_absent(struct mm_struct *mm, unsigned long address);
unsigned long hs_pt_span(struct mm_struct *mm, unsigned long address);
void hs_pt_install(struct mm_struct *mm, unsigned long address, unsigned long pfn,
		   unsigned int shift, bool write);
#endif
