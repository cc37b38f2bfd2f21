/* SPDX-License-Identifier: MIT */
/* The NVDIMM firmware interface table, as the driver keeps it. Names as in 5.19. */
#ifndef __NFIT_H__
#define __NFIT_H__

#include <linux/types.h>
#include <linux/uuid.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/device.h>
#include <linux/libnvdimm.h>
#include <linux/nd.h>
#include <acpi/actbl1.h>

/* ACPI 6.4, 5.2.25.2: the range types by GUID. */
#define UUID_VOLATILE_MEMORY						\
	GUID_INIT(0x7305944f, 0xfdda, 0x44e3, 0xb1, 0x6c, 0x3f, 0x22,	\
		  0xd2, 0x52, 0xe5, 0xd0)
#define UUID_PERSISTENT_MEMORY						\
	GUID_INIT(0x66f0d379, 0xb4f3, 0x4074, 0xac, 0x43, 0x0d, 0x33,	\
		  0x18, 0xb7, 0x8c, 0xdb)

enum nfit_uuids {
	NFIT_SPA_VOLATILE,
	NFIT_SPA_PM,
	NFIT_UUID_MAX,
};

enum {
	ARS_REQ_SHORT = 0,
	ARS_REQ_LONG,
};

enum scrub_mode {
	HW_ERROR_SCRUB_OFF,
	HW_ERROR_SCRUB_ON,
};

struct nfit_spa {
	struct list_head list;
	struct nd_region *nd_region;
	unsigned long ars_state;
	struct acpi_nfit_system_address spa[];
};

struct acpi_nfit_desc {
	struct nvdimm_bus_descriptor nd_desc;
	struct mutex init_mutex;
	struct list_head spas;
	struct device *dev;
	struct nvdimm_bus *nvdimm_bus;
	struct list_head list;
	unsigned int scrub_mode;
};

extern struct list_head acpi_descs;
extern struct mutex acpi_desc_lock;

const guid_t *to_nfit_uuid(enum nfit_uuids id);
int nfit_spa_type(struct acpi_nfit_system_address *spa);
int acpi_nfit_ars_rescan(struct acpi_nfit_desc *acpi_desc, unsigned long req_type);

void nfit_mce_register(void);
void nfit_mce_unregister(void);

#endif
