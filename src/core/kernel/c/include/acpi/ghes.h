/* SPDX-License-Identifier: MIT */
/* Generic hardware error sources. Names as in 5.19. */
#ifndef GHES_H
#define GHES_H

#include <linux/list.h>
#include <linux/types.h>
#include <acpi/apei.h>

struct ghes {
#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
	struct acpi_hest_generic *generic;		/* how firmware describes the source */
#endif
	struct acpi_hest_generic_status *estatus;	/* the kernel's copy */
	const void *hs_firmware_buffer;			/* where firmware left the block */
	u32 hs_firmware_bytes;
	struct list_head list;
};

/* Rising order, unlike CPER_SEV_*. */
enum {
	GHES_SEV_NO = 0x0,
	GHES_SEV_CORRECTED = 0x1,
	GHES_SEV_RECOVERABLE = 0x2,
	GHES_SEV_PANIC = 0x3,
};

static inline int acpi_hest_get_version(struct acpi_hest_generic_data *gdata)
{
	return gdata->revision >> 8;
}

static inline int acpi_hest_get_size(struct acpi_hest_generic_data *gdata)
{
	return acpi_hest_get_version(gdata) < 3 ? sizeof(struct acpi_hest_generic_data)
						: sizeof(struct acpi_hest_generic_data_v300);
}

static inline int acpi_hest_get_error_length(struct acpi_hest_generic_data *gdata)
{
	return gdata->error_data_length;
}

static inline int acpi_hest_get_record_size(struct acpi_hest_generic_data *gdata)
{
	return acpi_hest_get_size(gdata) + acpi_hest_get_error_length(gdata);
}

static inline void *acpi_hest_get_payload(struct acpi_hest_generic_data *gdata)
{
	return (void *)gdata + acpi_hest_get_size(gdata);
}

static inline void *acpi_hest_get_next(struct acpi_hest_generic_data *gdata)
{
	return (void *)gdata + acpi_hest_get_record_size(gdata);
}

/* Sections follow the head of their status block; true as long as data_length reaches there. */
static inline bool hs_section_begins_in(const struct acpi_hest_generic_status *estatus,
					const void *section)
{
	const void *first = estatus + 1;

	return section - first < estatus->data_length;
}

/* Every section of a status block. */
#define apei_estatus_for_each_section(estatus, section)		\
	for (section = (void *)((estatus) + 1);			\
	     hs_section_begins_in(estatus, section);		\
	     section = acpi_hest_get_next(section))

#if HS_LEVEL >= 3 || HS_LEVEL == 1 && HS_STABLE
/* Errors that strike at the instruction that met them; the others are told of later. */
static inline bool is_hest_sync_notify(struct ghes *ghes)
{
	return ghes->generic->notify.type == ACPI_HEST_NOTIFY_SEA;
}

/* A synchronous abort, of the running process; 0: a source had a report of it. */
int ghes_notify_sea(void);
#endif

int ghes_probe(struct ghes *ghes);

#endif
