/* SPDX-License-Identifier: MIT */
/* The machine-check side of the world: firmware ranges, regions, records seen. */
#ifndef HS_MCE_WORLD_H
#define HS_MCE_WORLD_H

#include <linux/types.h>
#include <linux/list.h>
#include <asm/mce.h>

struct device;
struct nd_region;
struct nvdimm_bus;
struct acpi_hest_generic_status;

/* World building; the vendor first, then devices and ranges in any order. */
void hs_world_set_vendor(const char *vendor);
void hs_world_add_spa(const char *name, unsigned long start, unsigned long length,
		      const char *kind);
void hs_world_boot_mce(void);

/* The region that holds [start, start + size_bytes): an existing one, else a new one. */
struct nd_region *hs_nd_region_cover(u64 start, u64 size_bytes);
void hs_nd_region_add_child(struct nd_region *region, struct device *child);

/* Stimuli; the work they put off is run before they return. */
void hs_stimulus_ghes_record(const char *process, unsigned long validation_bits,
			     int cper_severity, unsigned long physical_addr,
			     unsigned long physical_addr_mask, int section_flags, int more);
long hs_stimulus_smca_record(int bank, unsigned long status, unsigned long addr,
			     unsigned long misc, unsigned long apic_id);
void hs_stimulus_mce_record(int bank, unsigned long status, unsigned long addr,
			    unsigned long misc, int severity);

/* Beside a bank's corrected error firmware leaves a record of its own for extlog. */
void hs_stimulus_extlog_record(unsigned long validation_bits, int cper_severity,
			       unsigned long physical_addr, unsigned long physical_addr_mask);
/* That record, while it was not read; NULL for a bank that it is not about. */
struct acpi_hest_generic_status *hs_extlog_entry(int bank);
void extlog_init(void);

/*
 * The records that reached the decode chain, oldest first. `live` points into the pool while
 * the chain is at work, and the copy is then out of date.
 * Twice the pool: older ones fall out of the view, not of the run.
 */
#define HS_MCE_RECORDS	64
struct hs_mce_record {
	struct mce *live;
	struct mce mce;
};
extern struct hs_mce_record hs_mce_records[HS_MCE_RECORDS];
extern int hs_mce_record_count;
void hs_mce_record_freed(unsigned long addr, size_t size);

extern struct nvdimm_bus hs_nvdimm_bus;
extern struct list_head hs_nd_regions;

#endif
