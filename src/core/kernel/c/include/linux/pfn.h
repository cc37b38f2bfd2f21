/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PFN_H
#define _LINUX_PFN_H
#include <linux/align.h>
#include <asm/page.h>
typedef struct { u64 val; } pfn_t;
/* Between page numbers and bytes: the page a byte lies in, and where a page begins. */
#define PFN_DOWN(bytes)	((bytes) >> PAGE_SHIFT)
#define PFN_UP(bytes)	PFN_DOWN((bytes) + PAGE_SIZE - 1)
#define PHYS_PFN(bytes)	((unsigned long)PFN_DOWN(bytes))
#define PFN_PHYS(pfn)	((phys_addr_t)(pfn) << PAGE_SHIFT)
#define PFN_ALIGN(addr)	PAGE_ALIGN((unsigned long)(addr))
#endif
