// SPDX-License-Identifier: MIT
/*
 * Bridge from firmware-first reports (APEI) to the machine-check log.
#if HS_LEVEL == 0
 * Level L0. With the merged line for MISC in place it gives what the 6.1 file gives (180 stimuli).
#else
 * With the merged line for MISC in place it gives what the 6.1 file gives (180 stimuli).
#endif
 *
 * Not modelled: the ERST write, read and clear calls.
 */
#include <linux/kernel.h>
#include <linux/cper.h>
#include <acpi/apei.h>
#include <acpi/ghes.h>
#include <asm/mce.h>
#include <asm/msr.h>

#include "internal.h"

void apei_mce_report_mem_error(int severity, struct cper_sec_mem_err *mem_err)
{
	struct mce m;
#if HS_LEVEL >= 1
	int lsb;
#endif

	if (!(mem_err->validation_bits & CPER_MEM_VALID_PA))
		return;

	mce_setup(&m);
	/* No bank of this processor: the field is a u8, so readers see 255. */
	m.bank = -1;
	/* 0x9f: a memory read on a channel nobody named. */
	m.status = MCI_STATUS_VAL | MCI_STATUS_EN | MCI_STATUS_ADDRV | MCI_STATUS_MISCV | 0x9f;
#if HS_LEVEL >= 1
	/* How far up the address is not to be trusted: firmware's word, a page at most. */
	lsb = PAGE_SHIFT;
	if (mem_err->validation_bits & CPER_MEM_VALID_PA_MASK)
		lsb = find_first_bit((void *)&mem_err->physical_addr_mask, PAGE_SHIFT);
	m.misc = (MCI_MISC_ADDR_PHYS << 6) | lsb;
#else
	m.misc = (MCI_MISC_ADDR_PHYS << 6) | PAGE_SHIFT;
#endif

	if (severity >= GHES_SEV_RECOVERABLE)
		m.status |= MCI_STATUS_UC;

	m.addr = mem_err->physical_addr;
	if (severity >= GHES_SEV_PANIC) {
		m.tsc = rdtsc();
		m.status |= MCI_STATUS_PCC;
	}

	mce_log(&m);
}

/*
 * The registers of one bank of an AMD processor with SMCA, as firmware found them. 0, or -EINVAL
 * for anything else.
 */
int apei_smca_report_x86_error(struct cper_ia_proc_ctx *ctx_info, u64 lapic_id)
{
	const u64 *registers = (const u64 *)(ctx_info + 1);
	unsigned int cpu;
	struct mce m;

	if (!boot_cpu_has(X86_FEATURE_SMCA))
		return -EINVAL;

	/* The dump has to begin with the status of a bank, and to reach its syndrome. */
	if ((ctx_info->msr_addr & MSR_AMD64_SMCA_MC0_STATUS) != MSR_AMD64_SMCA_MC0_STATUS)
		return -EINVAL;
	if (ctx_info->reg_arr_size < 48)
		return -EINVAL;

	mce_setup(&m);

	/* It need not be of the processor that runs now. */
	m.extcpu = -1;
	m.socketid = -1;
	for_each_possible_cpu(cpu) {
		if (cpu_data(cpu).initial_apicid == lapic_id) {
			m.extcpu = cpu;
			m.socketid = cpu_data(m.extcpu).phys_proc_id;
			break;
		}
	}

	m.apicid = lapic_id;
	m.bank = (ctx_info->msr_addr >> 4) & 0xff;
	m.status = registers[0];
	m.addr = registers[1];
	m.misc = registers[2];
	/* The fourth is the bank's configuration. */
	m.ipid = registers[4];
	m.synd = registers[5];

	mce_log(&m);
	return 0;
}
