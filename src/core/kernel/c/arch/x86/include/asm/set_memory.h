/* SPDX-License-Identifier: MIT */
/* The direct map's view of a poisoned page; primitives in hs/mce-cpu.c. */
#ifndef _ASM_X86_SET_MEMORY_H
#define _ASM_X86_SET_MEMORY_H

int set_mce_nospec(unsigned long pfn);
int clear_mce_nospec(unsigned long pfn);

#endif
