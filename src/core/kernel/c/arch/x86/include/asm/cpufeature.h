/* SPDX-License-Identifier: MIT */
/* Processor features by number: word times 32 plus bit. None of those asked for is present. */
#ifndef _ASM_X86_CPUFEATURE_H
#define _ASM_X86_CPUFEATURE_H

#define X86_FEATURE_SMCA	(17 * 32 + 3)

#define boot_cpu_has(feature)	((void)(feature), 0)

#endif
