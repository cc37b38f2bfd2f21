/* SPDX-License-Identifier: MIT */
/* The bus all regions hang on, and its locks. */
#ifndef __ND_CORE_H__
#define __ND_CORE_H__

#include <linux/libnvdimm.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/range.h>
#include <linux/nd.h>

struct badblocks;

struct nvdimm_bus {
	struct nvdimm_bus_descriptor *nd_desc;
	struct device dev;
	int id;
	struct mutex reconfig_mutex;
	struct badrange badrange;
};

extern struct bus_type nvdimm_bus_type;

void nvdimm_bus_release(struct device *dev);
struct nvdimm_bus *to_nvdimm_bus(struct device *dev);
struct nvdimm_bus *walk_to_nvdimm_bus(struct device *nd_dev);
bool is_nvdimm_bus(struct device *dev);

void nvdimm_bus_lock(struct device *dev);
void nvdimm_bus_unlock(struct device *dev);

extern struct nd_device_driver nd_region_driver;

#endif
