/* SPDX-License-Identifier: MIT */
/* The hardware error device: firmware's "look at your error sources". */
#ifndef ACPI_HED_H
#define ACPI_HED_H

#include <linux/notifier.h>

int register_acpi_hed_notifier(struct notifier_block *nb);
void unregister_acpi_hed_notifier(struct notifier_block *nb);

/* What the ACPI core calls when firmware signals the device. */
void acpi_hed_notify(void);

#endif
