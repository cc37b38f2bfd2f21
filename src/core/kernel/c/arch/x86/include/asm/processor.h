/* SPDX-License-Identifier: MIT */
/*
 * What the machine-check code asks of the processor. One processor is modelled; the world sets
 * its vendor. Source: arch/x86/include/asm/processor.h of 5.19 for names and vendor numbers.
 */
#ifndef _ASM_X86_PROCESSOR_H
#define _ASM_X86_PROCESSOR_H

#include <linux/types.h>
#include <linux/smp.h>

#define X86_VENDOR_INTEL	0
#define X86_VENDOR_CYRIX	1
#define X86_VENDOR_AMD		2
#define X86_VENDOR_UMC		3
#define X86_VENDOR_CENTAUR	5
#define X86_VENDOR_TRANSMETA	7
#define X86_VENDOR_NSC		8
#define X86_VENDOR_HYGON	9
#define X86_VENDOR_ZHAOXIN	10
#define X86_VENDOR_VORTEX	11
#define X86_VENDOR_UNKNOWN	0xff

struct cpuinfo_x86 {
	__u8	x86;			/* family */
	__u8	x86_vendor;
	__u8	x86_model;
	__u8	x86_stepping;
	__u32	initial_apicid;		/* 16 bits in the kernel of this level */
	__u32	phys_proc_id;
	__u32	microcode;
	__u64	ppin;
};

extern struct cpuinfo_x86 boot_cpu_data;

/* One processor, so its data are the boot processor's. */
#define cpu_data(cpu)	boot_cpu_data

unsigned int cpuid_eax(unsigned int op);

#endif
