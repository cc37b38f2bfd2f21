// SPDX-License-Identifier: MIT
/*
 * The processor's side of a firmware report. Level L0.
 */
#include <acpi/apei.h>
#include <asm/mce.h>

void arch_apei_report_mem_error(int sev, struct cper_sec_mem_err *mem_err)
{
	apei_mce_report_mem_error(sev, mem_err);
}
