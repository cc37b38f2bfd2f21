/* SPDX-License-Identifier: MIT */
#ifndef HS_RAM_H
#define HS_RAM_H
/* Ordinary memory: frames that no device has. See hs/ram.c. */
#include <linux/mm.h>
#define HS_RAM_FIRST	0x100ul		/* below every device */
#define HS_RAM_CHUNK	128
#define HS_RAM_CHUNKS	128		/* as many pages as a world's mappings can have */
struct hs_ram {
	unsigned long count;
	struct page *chunks[HS_RAM_CHUNKS];
};
extern struct hs_ram hs_ram;
struct page *hs_ram_page(unsigned long pfn);
struct page *hs_ram_get(struct vm_area_struct *vma, unsigned long index, bool own);
bool hs_ram_is_lost(struct vm_area_struct *vma, unsigned long index);
#endif
