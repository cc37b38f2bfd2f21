/* SPDX-License-Identifier: MIT */
/* ACPI as far as error reporting and NFIT need it: tables only, no namespace. */
#ifndef _LINUX_ACPI_H
#define _LINUX_ACPI_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/uuid.h>
#include <acpi/actbl1.h>

#endif
