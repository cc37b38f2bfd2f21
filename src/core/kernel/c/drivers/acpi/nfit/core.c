// SPDX-License-Identifier: MIT
/*
 * The list of NFIT descriptors and what kind a range is. Level L0. Reduced: the tables are the
 * world's (hs/mce-world.c), and a scrub is only recorded.
 */
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/uuid.h>
#include "nfit.h"

LIST_HEAD(acpi_descs);
DEFINE_MUTEX(acpi_desc_lock);

static const guid_t nfit_uuid[NFIT_UUID_MAX] = {
	[NFIT_SPA_VOLATILE] = UUID_VOLATILE_MEMORY,
	[NFIT_SPA_PM] = UUID_PERSISTENT_MEMORY,
};

const guid_t *to_nfit_uuid(enum nfit_uuids id)
{
	return nfit_uuid + id;
}

int nfit_spa_type(struct acpi_nfit_system_address *spa)
{
	int type = 0;
	guid_t kind;

	import_guid(&kind, spa->range_guid);
	while (type < NFIT_UUID_MAX && !guid_equal(to_nfit_uuid(type), &kind))
		type++;

	return type < NFIT_UUID_MAX ? type : -1;
}

/* Asks firmware to look for more poison; what it would find is not modelled. */
int acpi_nfit_ars_rescan(struct acpi_nfit_desc *acpi_desc, unsigned long req_type)
{
	__hs_event("ars", "request=%s", req_type == ARS_REQ_LONG ? "long" : "short");
	return 0;
}
