/* SPDX-License-Identifier: MIT */
/*
 * Firmware tables as ACPI lays them out in memory, without padding.
 * Source: ACPI 6.4, 18.3.2.7 (generic hardware error source), 5.2.25 (NFIT); names as in ACPICA.
 */
#ifndef __ACTBL1_H__
#define __ACTBL1_H__

#include <linux/types.h>

/* An error status block: this header, then generic data entries. */
struct acpi_hest_generic_status {
	u32 block_status;
	u32 raw_data_offset;
	u32 raw_data_length;
	u32 data_length;
	u32 error_severity;		/* CPER_SEV_* */
} __attribute__((__packed__));

#define ACPI_HEST_UNCORRECTABLE	(1)
#define ACPI_HEST_CORRECTABLE	(1 << 1)

/* One section of it, revision below 3: this header, then the section's own data. */
struct acpi_hest_generic_data {
	u8 section_type[16];
	u32 error_severity;		/* CPER_SEV_* */
	u16 revision;
	u8 validation_bits;
	u8 flags;			/* CPER_SEC_* */
	u32 error_data_length;
	u8 fru_id[16];
	u8 fru_text[20];
} __attribute__((__packed__));

struct acpi_hest_generic_data_v300 {
	u8 section_type[16];
	u32 error_severity;
	u16 revision;
	u8 validation_bits;
	u8 flags;
	u32 error_data_length;
	u8 fru_id[16];
	u8 fru_text[20];
	u64 time_stamp;
} __attribute__((__packed__));

#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
/* How a source tells of its errors. */
#define ACPI_HEST_NOTIFY_SCI	3
#define ACPI_HEST_NOTIFY_SEA	8
struct acpi_hest_notify {
	u8 type;
	u8 length;
	u16 config_write_enable;
	u32 poll_interval;
} __attribute__((__packed__));

/* One source, as far as it is read here. */
struct acpi_hest_generic {
	u16 source_id;
	struct acpi_hest_notify notify;
} __attribute__((__packed__));

#endif
struct acpi_nfit_header {
	u16 type;
	u16 length;
} __attribute__((__packed__));

/* A system physical address range and what kind of memory it is. */
struct acpi_nfit_system_address {
	struct acpi_nfit_header header;
	u16 range_index;
	u16 flags;
	u32 reserved;
	u32 proximity_domain;
	u8 range_guid[16];
	u64 address;
	u64 length;
	u64 memory_mapping;
} __attribute__((__packed__));

#endif
