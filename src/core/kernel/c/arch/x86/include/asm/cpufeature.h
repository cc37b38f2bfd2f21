/* SPDX-License-Identifier: MIT */
/*
 * Processor features by number: word times 32 plus bit. Of those asked for only AMD's way
 * to name banks can be there (hs/mce-world.c), and it is where firmware reports that way.
 */
#ifndef _ASM_X86_CPUFEATURE_H
#define _ASM_X86_CPUFEATURE_H

#define X86_FEATURE_SMCA	(17 * 32 + 3)

extern int hs_has_smca;
#define boot_cpu_has(feature)	((feature) == X86_FEATURE_SMCA && hs_has_smca)

#endif
