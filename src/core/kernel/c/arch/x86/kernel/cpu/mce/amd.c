// SPDX-License-Identifier: MIT
/*
 * What AMD processors say differently about a record.
#if HS_LEVEL == 0
 * Level L0. Only processors without SMCA are modelled (SMCA would look the bank's type up).
#else
 * Only processors without SMCA are modelled (SMCA would look the bank's type up).
#endif
 */
#include <linux/kernel.h>
#include <asm/processor.h>
#include <asm/mce.h>

#include "internal.h"

/* MCi_STATUS: extended error code, bits 20:16 before SMCA. */
#define XEC(x, mask)	(((x) >> 16) & (mask))

bool amd_mce_is_memory_error(struct mce *m)
{
	u8 xec = XEC(m->status, 0x1f);

	/* Bank 4 is the northbridge with its memory controller; 8: a DRAM ECC error. */
	return m->bank == 4 && xec == 0x8;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
/*
 * Poison is consumed at a system address. Banks that always give such addresses (PADDRV) say so in
 * a register of processors with SMCA, which are not modelled.
 */
bool amd_mce_usable_address(struct mce *m)
{
	return (m->status & MCI_STATUS_POISON) != 0;
}

#endif
/* Errata of single models: none is modelled. */
bool amd_filter_mce(struct mce *m)
{
	return false;
}
