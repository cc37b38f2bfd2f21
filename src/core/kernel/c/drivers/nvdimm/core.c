// SPDX-License-Identifier: MIT
/*
 * What every nvdimm bus shares: the lock of its configuration, and its list of bad ranges.
 * Read against 6.1.
 */
#include <linux/libnvdimm.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include "nd-core.h"
#include "nd.h"

void nvdimm_bus_lock(struct device *dev)
{
	struct nvdimm_bus *nvdimm_bus = walk_to_nvdimm_bus(dev);

	if (nvdimm_bus)
		mutex_lock(&nvdimm_bus->reconfig_mutex);
}

void nvdimm_bus_unlock(struct device *dev)
{
	struct nvdimm_bus *nvdimm_bus = walk_to_nvdimm_bus(dev);

	if (nvdimm_bus)
		mutex_unlock(&nvdimm_bus->reconfig_mutex);
}

int nvdimm_bus_add_badrange(struct nvdimm_bus *nvdimm_bus, u64 addr, u64 length)
{
	return badrange_add(&nvdimm_bus->badrange, addr, length);
}
