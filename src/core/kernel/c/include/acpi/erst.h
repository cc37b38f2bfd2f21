/* SPDX-License-Identifier: MIT */
/*
 * The error record store: records that outlive a panic. The store of the simulated machine is
 * always absent (hs/mce-cpu.c): every call fails as on a machine without one.
 */
#ifndef ACPI_ERST_H
#define ACPI_ERST_H

#include <linux/cper.h>

#define APEI_ERST_INVALID_RECORD_ID	0xffffffffffffffffULL

int erst_write(const struct cper_record_header *record);
ssize_t erst_get_record_count(void);
int erst_get_record_id_begin(int *pos);
int erst_get_record_id_next(int *pos, u64 *record_id);
void erst_get_record_id_end(void);
ssize_t erst_read_record(u64 record_id, struct cper_record_header *record, size_t buflen,
			 size_t recordlen, const guid_t *creatorid);
int erst_clear(u64 record_id);

#endif
