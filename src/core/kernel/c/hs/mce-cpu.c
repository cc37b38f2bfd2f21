// SPDX-License-Identifier: MIT
/* The one processor of the simulated machine, as far as machine checks ask for it. */
#include <linux/types.h>
#include <asm/processor.h>
#include <asm/msr.h>
#include <asm/mce.h>
#include <asm/set_memory.h>
#include <acpi/erst.h>
#include <linux/errno.h>
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

static u64 hs_record_id;

/* The kernel begins at the time of day; here it is only a number that grows. */
u64 cper_next_record_id(void)
{
	return ++hs_record_id;
}

/* No error record store on this machine: as ERST answers when it is disabled. */
int erst_write(const struct cper_record_header *record)
{
	return -ENODEV;
}

ssize_t erst_get_record_count(void)
{
	return -ENODEV;
}

int erst_get_record_id_begin(int *pos)
{
	return -ENODEV;
}

int erst_get_record_id_next(int *pos, u64 *record_id)
{
	return -ENODEV;
}

void erst_get_record_id_end(void)
{
}

ssize_t erst_read_record(u64 record_id, struct cper_record_header *record, size_t buflen,
			 size_t recordlen, const guid_t *creatorid)
{
	return -ENODEV;
}

int erst_clear(u64 record_id)
{
	return -ENODEV;
}
