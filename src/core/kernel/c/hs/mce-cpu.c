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

#define HS_MCE_BANKS	32

struct cpuinfo_x86 boot_cpu_data = {
	.x86 = 6,
	.x86_vendor = X86_VENDOR_INTEL,
};

/* Leaf 1 would give family, model and stepping; records carry it but nothing reads it. */
unsigned int cpuid_eax(unsigned int op)
{
	return 0;
}

/* What the banks and the state of the exception hold; set by stimuli, and by the kernel itself. */
static u64 bank_registers[HS_MCE_BANKS][4];
static u64 mcg_status;

static u64 *register_of(unsigned int msr)
{
	unsigned int at = msr - MSR_IA32_MC0_CTL;

	if (msr == MSR_IA32_MCG_STATUS)
		return &mcg_status;
	return at / 4 < HS_MCE_BANKS ? &bank_registers[at / 4][at % 4] : NULL;
}

/* 32 banks, software error recovery and local machine checks: a server of the level's time. */
unsigned long long __rdmsr(unsigned int msr)
{
	if (msr == MSR_IA32_MCG_CAP)
		return MCG_SER_P | MCG_LMCE_P | HS_MCE_BANKS;
	return register_of(msr) ? *register_of(msr) : 0;
}

void __wrmsr(unsigned int msr, unsigned int low, unsigned int high)
{
	u64 *stored = register_of(msr);

	if (stored)
		*stored = (u64)high << 32 | low;
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
