// SPDX-License-Identifier: MIT
/*
 * Bridge from firmware-first reports (APEI) to the machine-check log.
#if HS_LEVEL == 0
 * Level L0. With the merged line for MISC in place it gives what the 6.1 file gives (180 stimuli).
#else
 * With the merged line for MISC in place it gives what the 6.1 file gives (180 stimuli).
#endif
 *
 * Not modelled: apei_smca_report_x86_error and the ERST write, read and clear calls.
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
