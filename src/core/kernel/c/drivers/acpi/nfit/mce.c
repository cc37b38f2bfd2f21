// SPDX-License-Identifier: MIT
/*
 * Machine checks in persistent memory: remembers the poisoned range.
 * Level L0. Read against 6.1.
 */
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/nd.h>
#include <asm/mce.h>
#include "nfit.h"

static int nfit_handle_mce(struct notifier_block *nb, unsigned long val, void *data)
{
	struct mce *mce = data;
	bool lost = mce_is_memory_error(mce) && !mce_is_correctable(mce);
	struct acpi_nfit_desc *acpi_desc;

	/* Nothing to remember unless memory itself is lost and it is known where. */
	if (!lost || !mce_usable_address(mce))
		goto done;

	mutex_lock(&acpi_desc_lock);
	list_for_each_entry(acpi_desc, &acpi_descs, list) {
		struct nfit_spa *nfit_spa;
		int found_match = 0;
		/* The 64-bit shift is cut to 32 bits: from LSB 32 on the alignment is 0. */
		unsigned int align = BIT_ULL(MCI_MISC_ADDR_LSB(mce->misc));

		/* Ranges do not overlap: the first one that holds the address is the only one. */
		mutex_lock(&acpi_desc->init_mutex);
		list_for_each_entry(nfit_spa, &acpi_desc->spas, list) {
			struct acpi_nfit_system_address *range = nfit_spa->spa;
			u64 last = range->address + range->length - 1;

			if (nfit_spa_type(range) == NFIT_SPA_PM &&
			    mce->addr >= range->address && mce->addr <= last) {
				dev_dbg(acpi_desc->dev, "MCE in range %d at 0x%llx, %llu bytes\n",
					range->range_index, range->address, range->length);
				found_match = 1;
				break;
			}
		}
		mutex_unlock(&acpi_desc->init_mutex);

		if (!found_match)
			continue;

		/* Out of memory is not reported: nobody could do anything about it. */
		nvdimm_bus_add_badrange(acpi_desc->nvdimm_bus,
				ALIGN_DOWN(mce->addr, align), align);
		nvdimm_region_notify(nfit_spa->nd_region,
				NVDIMM_REVALIDATE_POISON);

		/* One error may mean more: have all of the bus searched. */
		if (acpi_desc->scrub_mode == HW_ERROR_SCRUB_ON)
			acpi_nfit_ars_rescan(acpi_desc, ARS_REQ_SHORT);

		mce->kflags |= MCE_HANDLED_NFIT;
		break;
	}
	mutex_unlock(&acpi_desc_lock);

done:
	/* The others on the chain are to see the record as well. */
	return NOTIFY_DONE;
}

static struct notifier_block nfit_mce_dec = {
	.priority	= MCE_PRIO_NFIT,
	.notifier_call	= nfit_handle_mce,
};

void nfit_mce_register(void)
{
	mce_register_decode_chain(&nfit_mce_dec);
}

void nfit_mce_unregister(void)
{
	mce_unregister_decode_chain(&nfit_mce_dec);
}
