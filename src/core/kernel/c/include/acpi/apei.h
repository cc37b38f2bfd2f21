/* SPDX-License-Identifier: MIT */
/* ACPI platform error interface: what the architecture provides to it. */
#ifndef ACPI_APEI_H
#define ACPI_APEI_H

#include <linux/cper.h>
#include <acpi/actbl1.h>
#include <acpi/erst.h>

#ifndef CONFIG_ACPI_APEI_MEMORY_FAILURE
#define CONFIG_ACPI_APEI_MEMORY_FAILURE 1
#endif

void arch_apei_report_mem_error(int sev, struct cper_sec_mem_err *mem_err);

#endif
