/* SPDX-License-Identifier: MIT */
#ifndef _ASM_X86_PTRACE_H
#define _ASM_X86_PTRACE_H
/* Where the processor was interrupted. */
struct pt_regs {
	unsigned long ip;
	unsigned long cs;
	int hs_where;		/* 2: kernel code that can go on, 3: it copied from user memory */
};
#endif
