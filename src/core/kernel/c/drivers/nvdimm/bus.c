// SPDX-License-Identifier: MIT
/*
 * The nvdimm bus: poison reports come in here and events go out to regions and namespaces.
 * Level L0. Reduced: no ioctls, probing or uevents.
 */
#include <linux/libnvdimm.h>
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/nd.h>
#include "nd-core.h"
#include "nd.h"

static void nvdimm_bus_remove(struct device *dev)
{
	struct nd_device_driver *driver = to_nd_device_driver(dev->driver);

	if (driver->remove)
		driver->remove(dev);
}

struct bus_type nvdimm_bus_type = {
	.name = "nd",
	.remove = nvdimm_bus_remove,
};

void nvdimm_bus_release(struct device *dev)
{
}

bool is_nvdimm_bus(struct device *dev)
{
	/* The kernel compares device types. */
	return dev->release == nvdimm_bus_release;
}

struct nvdimm_bus *to_nvdimm_bus(struct device *dev)
{
	WARN_ON(!is_nvdimm_bus(dev));

	return container_of(dev, struct nvdimm_bus, dev);
}

struct nvdimm_bus *walk_to_nvdimm_bus(struct device *nd_dev)
{
	struct device *above = nd_dev;

	while (above && !is_nvdimm_bus(above))
		above = above->parent;
	if (above)
		return to_nvdimm_bus(above);

	WARN_ON_ONCE(nd_dev);
	return NULL;
}

/* Tells the device's driver, if one is bound and wants to know. */
void nd_device_notify(struct device *dev, enum nvdimm_event event)
{
	struct nd_device_driver *driver = NULL;

	device_lock(dev);
	if (dev->driver)
		driver = to_nd_device_driver(dev->driver);
	if (driver && driver->notify)
		driver->notify(dev, event);
	device_unlock(dev);
}

void nvdimm_region_notify(struct nd_region *nd_region, enum nvdimm_event event)
{
	struct device *dev = &nd_region->dev;

	/* A region without a bus above it hears nothing. */
	if (walk_to_nvdimm_bus(dev))
		nd_device_notify(dev, event);
}
