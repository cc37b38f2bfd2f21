// SPDX-License-Identifier: MIT
/*
 * Builds the machine-check side of the world and feeds it. What ACPI's tables and the probe
 * functions of nvdimm would set up, the world sets up: one nvdimm bus, one NFIT descriptor, a
 * region per range. Over 400 lines: all ways in which errors are told, one after the other.
 */
#include <linux/kernel.h>
#include <linux/cper.h>
#include <linux/device.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <acpi/actbl1.h>
#include <acpi/ghes.h>
#include <acpi/hed.h>
#include <asm/mce.h>
#include <asm/processor.h>
#include <ras/ras_event.h>
#include <trace/events/mce.h>
#include "../drivers/acpi/nfit/nfit.h"
#include "../drivers/nvdimm/nd-core.h"
#include "../drivers/nvdimm/nd.h"
#include "mce-world.h"
#include "world.h"

struct nvdimm_bus hs_nvdimm_bus;
LIST_HEAD(hs_nd_regions);
struct hs_mce_record hs_mce_records[HS_MCE_RECORDS];
int hs_mce_record_count;

static struct acpi_nfit_desc nfit_desc;
static struct device nfit_device;
int hs_has_smca;
static int range_count;
static int region_count;
static bool bus_ready;
static bool chain_ready;

static void nd_region_release(struct device *dev)
{
}

/* The ranges as they stood when the bus's list was last let go. */
#define HS_BADRANGES	256	/* more than the record pool holds */
static struct { u64 start, length; } known_ranges[HS_BADRANGES];
static int known_range_count;

/* Tells what changed in the list, whoever wrote it. */
static void tell_badranges(struct hs_lock *lock)
{
	struct badrange_entry *bre;
	int i = 0;

	list_for_each_entry(bre, &hs_nvdimm_bus.badrange.list, list) {
		if (i == HS_BADRANGES)
			break;
		if (i >= known_range_count || known_ranges[i].start != bre->start)
			__hs_event("badrange", "start=0x%llx, length=%llu, entry=new",
				   bre->start, bre->length);
		else if (known_ranges[i].length != bre->length)
			__hs_event("badrange", "start=0x%llx, length=%llu, entry=updated",
				   bre->start, bre->length);
		known_ranges[i].start = bre->start;
		known_ranges[i++].length = bre->length;
	}
	known_range_count = i;
}

static void make_bus(void)
{
	if (bus_ready)
		return;
	bus_ready = true;

	hs_device_init(&nfit_device, "ACPI0012:00", NULL);
	hs_device_init(&hs_nvdimm_bus.dev, "ndbus0", &nfit_device);
	hs_nvdimm_bus.dev.release = nvdimm_bus_release;
	mutex_init(&hs_nvdimm_bus.reconfig_mutex);
	hs_nvdimm_bus.reconfig_mutex.hs.name = "reconfig_mutex";
	hs_nvdimm_bus.reconfig_mutex.hs.of = "ndbus0";
	badrange_init(&hs_nvdimm_bus.badrange);
	hs_nvdimm_bus.badrange.lock.hs.name = "badrange.lock";
	hs_nvdimm_bus.badrange.lock.hs.of = "ndbus0";
	hs_nvdimm_bus.badrange.lock.hs.watch = tell_badranges;
	__hs_name(&hs_nvdimm_bus, "ndbus0");

	mutex_init(&nfit_desc.init_mutex);
	nfit_desc.init_mutex.hs.name = "init_mutex";
	nfit_desc.init_mutex.hs.of = "nfit";
	INIT_LIST_HEAD(&nfit_desc.spas);
	nfit_desc.dev = &nfit_device;
	nfit_desc.nvdimm_bus = &hs_nvdimm_bus;
	nfit_desc.scrub_mode = HW_ERROR_SCRUB_OFF;
	list_add_tail(&nfit_desc.list, &acpi_descs);
}

static struct nd_region *make_region(u64 start, u64 size_bytes)
{
	struct nd_region *region = kzalloc(sizeof(*region), GFP_KERNEL);
	const char *name = hs_text_number("region", region_count);

	region->id = region_count++;
	region->ndr_start = start;
	region->ndr_size = size_bytes;
	hs_device_init(&region->dev, name, &hs_nvdimm_bus.dev);
	region->dev.release = nd_region_release;
	region->dev.driver = &nd_region_driver.drv;
	devm_init_badblocks(&region->dev, &region->bb);
	list_add_tail(&region->hs_node, &hs_nd_regions);
	__hs_name(region, "%s", name);
	if (!list_empty(&hs_nvdimm_bus.badrange.list)) {
		struct range whole = { .start = start, .end = start + size_bytes - 1 };

		nvdimm_badblocks_populate(region, &region->bb, &whole);
	}
	return region;
}

/* A range that firmware tells of later may hold regions made for namespaces: they become one. */
static void take_children(struct nd_region *to, struct nd_region *from)
{
	int i;

	for (i = 0; i < from->hs_child_count; i++)
		hs_nd_region_add_child(to, from->hs_children[i]);
	list_del(&from->hs_node);
}

struct nd_region *hs_nd_region_cover(u64 start, u64 size_bytes)
{
	u64 end = start + size_bytes;
	struct nd_region *region, *next;
	struct nd_region *whole = NULL;

	make_bus();
	list_for_each_entry(region, &hs_nd_regions, hs_node)
		if (region->ndr_start <= start && end <= region->ndr_start + region->ndr_size)
			return region;

	list_for_each_entry_safe(region, next, &hs_nd_regions, hs_node) {
		if (region->ndr_start < start || end < region->ndr_start + region->ndr_size)
			continue;
		if (whole) {
			take_children(whole, region);
			continue;
		}
		whole = region;
		whole->ndr_start = start;
		whole->ndr_size = size_bytes;
	}
	return whole ? whole : make_region(start, size_bytes);
}

void hs_nd_region_add_child(struct nd_region *region, struct device *child)
{
	BUG_ON(region->hs_child_count >= HS_REGION_CHILDREN);
	child->parent = &region->dev;
	region->hs_children[region->hs_child_count++] = child;
}

int device_for_each_child(struct device *parent, void *data,
			  int (*fn)(struct device *dev, void *data))
{
	struct nd_region *region = to_nd_region(parent);
	int i;

	for (i = 0; i < region->hs_child_count; i++) {
		int error = fn(region->hs_children[i], data);

		if (error)
			return error;
	}
	return 0;
}

void hs_world_set_vendor(const char *vendor)
{
	if (hs_same(vendor, "amd"))
		boot_cpu_data.x86_vendor = X86_VENDOR_AMD;
	else if (hs_same(vendor, "hygon"))
		boot_cpu_data.x86_vendor = X86_VENDOR_HYGON;
	else if (hs_same(vendor, "zhaoxin"))
		boot_cpu_data.x86_vendor = X86_VENDOR_ZHAOXIN;
	else
		boot_cpu_data.x86_vendor = X86_VENDOR_INTEL;
}

/*
 * What firmware's searches had found before any driver came. To be told after the ranges of the
 * firmware's table and before the devices, whose drivers make their lists of it.
 */
int hs_world_add_badrange(unsigned long start, unsigned long length)
{
	struct nd_region *region;
	int error;

	make_bus();
	error = nvdimm_bus_add_badrange(&hs_nvdimm_bus, start, length);
	if (error)
		return error;
	list_for_each_entry(region, &hs_nd_regions, hs_node)
		if (region->ndr_start < start + length &&
		    start < region->ndr_start + region->ndr_size)
			nvdimm_region_notify(region, NVDIMM_REVALIDATE_POISON);
	return 0;
}

void hs_world_add_spa(const char *name, unsigned long start, unsigned long length,
		      const char *kind)
{
	bool is_volatile = hs_same(kind, "volatile");
	struct acpi_nfit_system_address *spa;
	struct nfit_spa *nfit_spa;

	make_bus();
	nfit_spa = kzalloc(sizeof(*nfit_spa) + sizeof(*spa), GFP_KERNEL);
	__hs_name(nfit_spa, "SPA %s", name);
	spa = nfit_spa->spa;
	spa->header.length = sizeof(*spa);
	spa->range_index = ++range_count;
	export_guid(spa->range_guid, to_nfit_uuid(is_volatile ? NFIT_SPA_VOLATILE : NFIT_SPA_PM));
	spa->address = start;
	spa->length = length;
	nfit_spa->nd_region = hs_nd_region_cover(start, length);
	nfit_spa->nd_region->hs_volatile = is_volatile;
	list_add_tail(&nfit_spa->list, &nfit_desc.spas);
}

/* The one error source, and where its firmware leaves its reports. */
#define STATUS_BLOCK_BYTES	(sizeof(struct acpi_hest_generic_status) +	\
				 sizeof(struct acpi_hest_generic_data) +	\
				 sizeof(struct cper_sec_mem_err))

/* Four bytes into a word, so that the memory section behind 92 bytes of headers is aligned. */
static u8 firmware_words[STATUS_BLOCK_BYTES + 4] __aligned(8);
static u8 estatus_words[STATUS_BLOCK_BYTES + 4] __aligned(8);
static struct ghes error_source;
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
static struct ghes abort_source;
static struct acpi_hest_generic error_generic = { .notify.type = ACPI_HEST_NOTIFY_SCI };
static struct acpi_hest_generic abort_generic = { .notify.type = ACPI_HEST_NOTIFY_SEA };
#endif

void hs_world_boot_mce(void)
{
	if (chain_ready)
		return;
	chain_ready = true;

	make_bus();
	/* The kernel makes the pool when it sets the first processor up. */
	mce_gen_pool_init();
	mcheck_init();
	nfit_mce_register();
	error_source.estatus = (struct acpi_hest_generic_status *)(estatus_words + 4);
	error_source.hs_firmware_buffer = firmware_words + 4;
	error_source.hs_firmware_bytes = STATUS_BLOCK_BYTES;
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
	error_source.generic = &error_generic;
	abort_source = error_source;
	abort_source.generic = &abort_generic;
	ghes_probe(&abort_source);
#endif
	ghes_probe(&error_source);
}

/* One status block with one memory section. */
static void write_record(u8 *words, unsigned long validation_bits, int cper_severity,
			 unsigned long physical_addr, unsigned long physical_addr_mask,
			 int section_flags)
{
	const guid_t mem_section = CPER_SEC_PLATFORM_MEM;
	struct acpi_hest_generic_status *estatus = (void *)(words + 4);
	struct acpi_hest_generic_data *gdata = (void *)(estatus + 1);
	struct cper_sec_mem_err *mem_err = (void *)(gdata + 1);

	memset(words, 0, STATUS_BLOCK_BYTES + 4);
	estatus->block_status = cper_severity == CPER_SEV_CORRECTED ?
				ACPI_HEST_CORRECTABLE : ACPI_HEST_UNCORRECTABLE;
	estatus->data_length = sizeof(*gdata) + sizeof(*mem_err);
	estatus->error_severity = cper_severity;
	export_guid(gdata->section_type, &mem_section);
	gdata->error_severity = cper_severity;
	gdata->revision = 0x201;
	gdata->flags = section_flags;
	gdata->error_data_length = sizeof(*mem_err);
	mem_err->validation_bits = validation_bits;
	mem_err->physical_addr = physical_addr;
	mem_err->physical_addr_mask = physical_addr_mask;
}

/* process: who runs into the error, or NULL where firmware tells of it later. */
void hs_stimulus_ghes_record(const char *process, unsigned long validation_bits, int cper_severity,
			     unsigned long physical_addr, unsigned long physical_addr_mask,
			     int section_flags, int more)
{
	struct task_struct *before;

	hs_world_boot_mce();
	write_record(firmware_words, validation_bits, cper_severity, physical_addr,
		     physical_addr_mask, section_flags);

#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
	if (process) {
		if (hs_runs_as(process))
			ghes_notify_sea();
		hs_run_pending_work();
		return;
	}
#endif
	/* ACPI's notification comes from a kernel thread of its own. */
	before = hs_switch_current(hs_kworker());
	acpi_hed_notify();
	hs_switch_current(before);
	/* A burst of reports is over before anything that was put off can run. */
	if (!more)
		hs_run_pending_work();
}

/* The registers of one bank as firmware of an AMD machine reports them after a crash (BERT). */
long hs_stimulus_smca_record(int bank, unsigned long status, unsigned long addr,
			     unsigned long misc, unsigned long apic_id)
{
	struct { struct cper_ia_proc_ctx head; u64 registers[6]; } __attribute__((__packed__)) block = {
		.head.reg_arr_size = sizeof(block.registers),
		.head.msr_addr = MSR_AMD64_SMCA_MC0_STATUS + (bank << 4),
		.registers = { status, addr, misc },
	};
	long result;

	hs_world_boot_mce();
	hs_runs_as(NULL);
	hs_has_smca = boot_cpu_data.x86_vendor == X86_VENDOR_AMD;
	result = apei_smca_report_x86_error(&block.head, apic_id);
	hs_run_pending_work();
	return result;
}

/* A record as a bank gave it, after its severity was found: the exception is not modelled. */
void hs_stimulus_mce_record(int bank, unsigned long status, unsigned long addr,
			    unsigned long misc, int severity)
{
	struct mce record;

	hs_world_boot_mce();
	mce_setup(&record);
	record.bank = bank;
	record.status = status;
	record.addr = addr;
	record.misc = misc;
	record.severity = severity;
	mce_log(&record);
	hs_run_pending_work();
}

/* Where firmware leaves the record that extlog reads, and the bank it belongs to. */
static u8 extlog_words[STATUS_BLOCK_BYTES + 4] __aligned(8);
#define EXTLOG_BANK	7	/* a memory controller's */
static bool extlog_ready;

struct acpi_hest_generic_status *hs_extlog_entry(int bank)
{
	return bank == EXTLOG_BANK ? (void *)(extlog_words + 4) : NULL;
}

/* The driver is there where firmware offers such records: from the first one on. */
void hs_stimulus_extlog_record(unsigned long validation_bits, int cper_severity,
			       unsigned long physical_addr, unsigned long physical_addr_mask)
{
	struct mce record;

	hs_world_boot_mce();
	if (!extlog_ready)
		extlog_init();
	extlog_ready = true;
	write_record(extlog_words, validation_bits, cper_severity, physical_addr,
		     physical_addr_mask, 0);
	mce_setup(&record);
	record.bank = EXTLOG_BANK;
	record.status = MCI_STATUS_VAL | MCI_STATUS_EN | MCI_STATUS_MISCV | MCI_STATUS_ADDRV | 0x9f;
	if (cper_severity != CPER_SEV_CORRECTED)
		record.status |= MCI_STATUS_UC;
	record.misc = MCI_MISC_ADDR_PHYS << 6 | 6;
	record.addr = physical_addr;
	mce_log(&record);
	hs_run_pending_work();
}

/* The tracepoint: what a reader of the trace buffer would see. */
void trace_extlog_mem_event(struct cper_sec_mem_err *mem, u32 err_seq, const guid_t *fru_id,
			    const char *fru_text, u8 sev)
{
	struct trace_event_raw_extlog_mem_event entry;

	trace_event_raw_event_extlog_mem_event(&entry, mem, err_seq, sev);
	if (__hs_is_undefined(&entry.pa_mask_lsb, sizeof(entry.pa_mask_lsb)))
		__hs_event("extlog", "pa=0x%llx, pa_mask_lsb=undefined", entry.pa);
	else
		__hs_event("extlog", "pa=0x%llx, pa_mask_lsb=%d", entry.pa,
			   (int)entry.pa_mask_lsb);
}

static const char *const mode_names[8] = {
	[MCI_MISC_ADDR_SEGOFF] = "SEGOFF",
	[MCI_MISC_ADDR_LINEAR] = "LINEAR",
	[MCI_MISC_ADDR_PHYS] = "PHYS",
	[MCI_MISC_ADDR_MEM] = "MEM",
	[4] = "4",
	[5] = "5",
	[6] = "6",
	[MCI_MISC_ADDR_GENERIC] = "GENERIC",
};

/* The tracepoint: the record enters the view, its MISC decoded where that is possible. */
void trace_mce_record(struct mce *m)
{
	struct hs_mce_record *record;

	record = &hs_mce_records[hs_mce_record_count++ % HS_MCE_RECORDS];
	record->live = m;
	record->mce = *m;

	if (__hs_is_undefined(&m->misc, sizeof(m->misc)))
		__hs_event("mce-record", "bank=%d, addr=0x%llx, uc=%d, misc=undefined",
			   m->bank, m->addr, !!(m->status & MCI_STATUS_UC));
	else
		__hs_event("mce-record", "bank=%d, addr=0x%llx, uc=%d, mode=%s, lsb=%d",
			   m->bank, m->addr, !!(m->status & MCI_STATUS_UC),
			   mode_names[MCI_MISC_ADDR_MODE(m->misc)],
			   (int)MCI_MISC_ADDR_LSB(m->misc));
}

void hs_mce_record_freed(unsigned long addr, size_t size)
{
	int i;

	for (i = 0; i < HS_MCE_RECORDS; i++) {
		struct hs_mce_record *record = &hs_mce_records[i];
		unsigned long live = (unsigned long)record->live;

		if (record->live && addr <= live && live < addr + size) {
			record->mce = *record->live;
			record->live = NULL;
		}
	}
}
