/* SPDX-License-Identifier: MIT */
/* Model-specific registers and the time stamp counter; primitives in hs/mce-cpu.c. */
#ifndef _ASM_X86_MSR_H
#define _ASM_X86_MSR_H

#include <linux/types.h>

#define MSR_IA32_MCG_CAP	0x00000179
#define MSR_IA32_MCG_STATUS	0x0000017a
/* Four registers a bank, one bank behind the other. */
#define MSR_IA32_MC0_CTL	0x00000400
#define MSR_IA32_MC0_STATUS	0x00000401
#define MSR_IA32_MC0_ADDR	0x00000402
#define MSR_IA32_MC0_MISC	0x00000403
#define MSR_AMD64_SMCA_MC0_STATUS	0xc0002001

unsigned long long __rdmsr(unsigned int msr);
void __wrmsr(unsigned int msr, unsigned int low, unsigned int high);
unsigned long long rdtsc(void);

#endif
