// SPDX-License-Identifier: MIT
/* Level L0. */
#include <linux/kernel.h>
#include <asm/mce.h>

#include "internal.h"

/* Errata of single models (spurious records of bank 0): none is modelled. */
bool intel_filter_mce(struct mce *m)
{
	return false;
}
