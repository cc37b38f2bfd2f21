// SPDX-License-Identifier: MIT
/*
 * Errors of which firmware writes a record of its own beside the processor's bank: the decode chain
 * brings the bank's record here, and what firmware wrote of it goes to a tracepoint.
#if HS_LEVEL == 0
 * Level L0. Read against 6.1.
#endif
 *
 * Reduced: one place for firmware's record instead of a table by processor and bank, somebody
 * listens to the tracepoint, and no other section than memory.
 */
#include <linux/kernel.h>
#include <linux/cper.h>
#include <linux/notifier.h>
#include <linux/string.h>
#include <linux/uuid.h>
#include <acpi/apei.h>
#include <acpi/ghes.h>
#include <asm/mce.h>
#include <ras/ras_event.h>
#include "../../hs/mce-world.h"

/* Firmware's record of an error in this bank, if it wrote one; it is the reader's to empty. */
static struct acpi_hest_generic_status *extlog_elog_entry_check(int cpu, int bank)
{
	struct acpi_hest_generic_status *estatus = hs_extlog_entry(bank);

	return estatus && estatus->block_status ? estatus : NULL;
}

static int extlog_print(struct notifier_block *nb, unsigned long val, void *data)
{
	static u32 err_seq;
	static const guid_t no_fru;
	const guid_t memory = CPER_SEC_PLATFORM_MEM;
	struct mce *mce = data;
	struct acpi_hest_generic_status *estatus;
	struct acpi_hest_generic_data *gdata;
	guid_t kind;

	estatus = extlog_elog_entry_check(mce->extcpu, mce->bank);
	if (!estatus)
		return NOTIFY_DONE;

	if (mce->kflags & MCE_HANDLED_CEC) {
		estatus->block_status = 0;
		return NOTIFY_DONE;
	}

	err_seq++;
	apei_estatus_for_each_section(estatus, gdata) {
		struct cper_sec_mem_err *mem = acpi_hest_get_payload(gdata);

		import_guid(&kind, gdata->section_type);
		if (guid_equal(&kind, &memory) && gdata->error_data_length >= sizeof(*mem))
			trace_extlog_mem_event(mem, err_seq, &no_fru, "",
					       (u8)gdata->error_severity);
	}
	estatus->block_status = 0;

	mce->kflags |= MCE_HANDLED_EXTLOG;
	return NOTIFY_OK;
}

static struct notifier_block extlog_mce_dec = {
	.notifier_call	= extlog_print,
	.priority	= MCE_PRIO_EXTLOG,
};

void extlog_init(void)
{
	mce_register_decode_chain(&extlog_mce_dec);
}
