// SPDX-License-Identifier: MIT
/* Passes firmware's signal on to the error sources. Level L0. Reduced: no driver registration. */
#include <linux/notifier.h>
#include <acpi/hed.h>

static BLOCKING_NOTIFIER_HEAD(acpi_hed_notify_list);

int register_acpi_hed_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&acpi_hed_notify_list, nb);
}

void unregister_acpi_hed_notifier(struct notifier_block *nb)
{
	blocking_notifier_chain_unregister(&acpi_hed_notify_list, nb);
}

void acpi_hed_notify(void)
{
	blocking_notifier_call_chain(&acpi_hed_notify_list, 0, NULL);
}
