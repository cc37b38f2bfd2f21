// SPDX-License-Identifier: MIT
/*
 * Errors that firmware found first: reads its status block and tells those concerned.
 * Level L0. Read against 6.1.
 *
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
 * Reduced: sources signalled through the hardware error device, and as synchronous aborts (SEA),
 * of which the report is dealt with where it strikes. Not modelled: NMI and polled sources,
#else
 * Reduced: one kind of source (signalled through the hardware error device). Not modelled: NMI
 * and polled sources,
#endif
 * EDAC's report, PCIe and ARM sections, the cache of printed records, the
 * printed record itself beyond one line.
 */
#include <linux/kernel.h>
#include <linux/cper.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/notifier.h>
#include <linux/pfn.h>
#include <linux/rcupdate.h>
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
#include <linux/sched.h>
#include <linux/signal.h>
#endif
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/uuid.h>
#include <acpi/apei.h>
#include <acpi/ghes.h>
#include <acpi/hed.h>

#define GHES_PFX	"GHES: "

static LIST_HEAD(ghes_hed);
static DEFINE_SPINLOCK(ghes_notify_lock_irq);

static inline int ghes_severity(int severity)
{
	static const int rank[] = {
		[CPER_SEV_RECOVERABLE] = GHES_SEV_RECOVERABLE,
		[CPER_SEV_FATAL] = GHES_SEV_PANIC,
		[CPER_SEV_CORRECTED] = GHES_SEV_CORRECTED,
		[CPER_SEV_INFORMATIONAL] = GHES_SEV_NO,
	};

	/* What firmware invents is taken for the worst. */
	return (unsigned int)severity < ARRAY_SIZE(rank) ? rank[severity] : GHES_SEV_PANIC;
}

/* Copies firmware's block; -ENOENT: it holds no error. */
static int ghes_read_estatus(struct ghes *ghes, struct acpi_hest_generic_status *estatus)
{
	memcpy(estatus, ghes->hs_firmware_buffer, ghes->hs_firmware_bytes);
	if (!estatus->block_status)
		return -ENOENT;

	return 0;
}

static void ghes_clear_estatus(struct ghes *ghes, struct acpi_hest_generic_status *estatus)
{
	estatus->block_status = 0;
}

static void __ghes_print_estatus(const struct acpi_hest_generic_status *estatus)
{
	bool harmless = ghes_severity(estatus->error_severity) <= GHES_SEV_CORRECTED;

	if (harmless)
		pr_warn(HW_ERR GHES_PFX "corrected error, severity %d\n", estatus->error_severity);
	else
		pr_err(HW_ERR GHES_PFX "uncorrected error, severity %d\n", estatus->error_severity);
}

static bool ghes_do_memory_failure(u64 physical_addr, int flags)
{
	unsigned long pfn = PHYS_PFN(physical_addr);

	if (!IS_ENABLED(CONFIG_ACPI_APEI_MEMORY_FAILURE))
		return false;

	/* The kernel also lets pages of the platform (SGX) pass; there are none here. */
	if (pfn_valid(pfn)) {
		memory_failure_queue(pfn, flags);
		return true;
	}

	pr_warn_ratelimited(FW_WARN GHES_PFX "address 0x%llx belongs to no page\n",
			    physical_addr);
	return false;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
static bool ghes_handle_memory_failure(struct acpi_hest_generic_data *gdata,
				       int sev, bool sync)
#else
static bool ghes_handle_memory_failure(struct acpi_hest_generic_data *gdata, int sev)
#endif
{
	struct cper_sec_mem_err *mem_err = acpi_hest_get_payload(gdata);
	int own_sev = ghes_severity(gdata->error_severity);
	int flags;

	if (!(mem_err->validation_bits & CPER_MEM_VALID_PA))
		return false;

	/* Only two cases are acted on: too many corrected errors, and a recoverable one. */
	switch (own_sev) {
	case GHES_SEV_CORRECTED:
		if (!(gdata->flags & CPER_SEC_ERROR_THRESHOLD_EXCEEDED))
			return false;
		flags = MF_SOFT_OFFLINE;
		break;
	case GHES_SEV_RECOVERABLE:
		/* The report as a whole may be of another severity than this section. */
		if (sev != GHES_SEV_RECOVERABLE)
			return false;
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
		/* Who ran into it must not go on. */
		flags = sync ? MF_ACTION_REQUIRED : 0;
#else
		flags = 0;
#endif
		break;
	default:
		return false;
	}

	return ghes_do_memory_failure(mem_err->physical_addr, flags);
}

static bool ghes_do_proc(struct ghes *ghes, const struct acpi_hest_generic_status *estatus)
{
	const int sev = ghes_severity(estatus->error_severity);
	const guid_t memory = CPER_SEC_PLATFORM_MEM;
	struct acpi_hest_generic_data *one;
	bool queued = false;
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
	bool sync = is_hest_sync_notify(ghes);
#endif
	guid_t kind;

	apei_estatus_for_each_section(estatus, one) {
		import_guid(&kind, one->section_type);
		if (!guid_equal(&kind, &memory))
			continue;

		arch_apei_report_mem_error(sev, acpi_hest_get_payload(one));
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
		queued = ghes_handle_memory_failure(one, sev, sync);
#else
		queued = ghes_handle_memory_failure(one, sev);
#endif
	}

#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
	/* Nobody will deal with the page, and the process would only run into it again. */
	if (sync && !queued) {
		pr_err(HW_ERR GHES_PFX "%s:%d: synchronous error without a page to take away\n",
		       current->comm, current->pid);
		force_sig(SIGBUS);
	}
#endif
	return queued;
}

static void __ghes_panic(struct ghes *ghes, struct acpi_hest_generic_status *estatus)
{
	__ghes_print_estatus(estatus);
	ghes_clear_estatus(ghes, estatus);
	panic("fatal hardware error");
}

static int ghes_proc(struct ghes *ghes)
{
	struct acpi_hest_generic_status *block = ghes->estatus;
	int error = ghes_read_estatus(ghes, block);

	if (!error) {
		if (ghes_severity(block->error_severity) >= GHES_SEV_PANIC)
			__ghes_panic(ghes, block);

		__ghes_print_estatus(block);
		ghes_do_proc(ghes, block);
	}

	ghes_clear_estatus(ghes, block);
	return error;
}

static int ghes_notify_hed(struct notifier_block *this, unsigned long event, void *data)
{
	int answer = NOTIFY_DONE;
	unsigned long irqs;
	struct ghes *source;

	/* The signal does not say which source it means: all of them are looked at. */
	spin_lock_irqsave(&ghes_notify_lock_irq, irqs);
	rcu_read_lock();
	list_for_each_entry_rcu(source, &ghes_hed, list)
		if (!ghes_proc(source))
			answer = NOTIFY_OK;
	rcu_read_unlock();
	spin_unlock_irqrestore(&ghes_notify_lock_irq, irqs);

	return answer;
}

#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
static LIST_HEAD(ghes_sea);

int ghes_notify_sea(void)
{
	struct ghes *source;
	int answer = -ENOENT;

	rcu_read_lock();
	list_for_each_entry_rcu(source, &ghes_sea, list)
		if (!ghes_proc(source))
			answer = 0;
	rcu_read_unlock();
	return answer;
}

#endif
static struct notifier_block ghes_notifier_hed = {
	.notifier_call = ghes_notify_hed,
};

/* Adds one error source; the first one subscribes to the hardware error device. */
int ghes_probe(struct ghes *ghes)
{
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
	if (is_hest_sync_notify(ghes)) {
		list_add(&ghes->list, &ghes_sea);
		return 0;
	}
#endif
	if (list_empty(&ghes_hed))
		register_acpi_hed_notifier(&ghes_notifier_hed);
	list_add(&ghes->list, &ghes_hed);

	return 0;
}
