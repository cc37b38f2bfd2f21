// SPDX-License-Identifier: MIT
/* The one processor of the simulated machine, as far as machine checks ask for it. */
#include <linux/types.h>
#include <asm/processor.h>
#include <asm/msr.h>
#include <asm/mce.h>
#include <asm/set_memory.h>
#include <hs.h>

struct cpuinfo_x86 boot_cpu_data = {
	.x86 = 6,
	.x86_vendor = X86_VENDOR_INTEL,
};

/* Leaf 1 would give family, model and stepping; records carry it but nothing reads it. */
unsigned int cpuid_eax(unsigned int op)
{
	return 0;
}

/* 32 banks, software error recovery and local machine checks: a server of the level's time. */
unsigned long long __rdmsr(unsigned int msr)
{
	if (msr == MSR_IA32_MCG_CAP)
		return MCG_SER_P | MCG_LMCE_P | 32;
	return 0;
}

static unsigned long long hs_tsc;

/* No clock: only the order of readings is kept. */
unsigned long long rdtsc(void)
{
	return ++hs_tsc;
}

/* The kernel's own mapping of the page goes; user mappings are not concerned. */
int set_mce_nospec(unsigned long pfn)
{
	__hs_event("direct-map", "page=0x%lx, mapped=0", pfn);
	return 0;
}

int clear_mce_nospec(unsigned long pfn)
{
	__hs_event("direct-map", "page=0x%lx, mapped=1", pfn);
	return 0;
}
