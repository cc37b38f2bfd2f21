/* SPDX-License-Identifier: MIT */
/* Drivers of nvdimm devices and the events they are told of. Names as in 5.19. */
#ifndef __LINUX_ND_H__
#define __LINUX_ND_H__

#include <linux/device.h>
#include <linux/libnvdimm.h>

enum nvdimm_event {
	NVDIMM_REVALIDATE_POISON,
	NVDIMM_REVALIDATE_REGION,
};

struct nd_device_driver {
	struct device_driver drv;
	unsigned long type;
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	void (*notify)(struct device *dev, enum nvdimm_event event);
};

static inline struct nd_device_driver *to_nd_device_driver(struct device_driver *driver)
{
	return container_of(driver, struct nd_device_driver, drv);
}

void nvdimm_region_notify(struct nd_region *nd_region, enum nvdimm_event event);

#endif
