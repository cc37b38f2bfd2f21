// SPDX-License-Identifier: MIT
/* What kind of device a region is. Level L0. Reduced. */
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/libnvdimm.h>
#include "nd-core.h"
#include "nd.h"

struct nd_region *to_nd_region(struct device *dev)
{
	return container_of(dev, struct nd_region, dev);
}

bool is_nd_pmem(struct device *dev)
{
	return dev && !to_nd_region(dev)->hs_volatile;
}

bool is_nd_volatile(struct device *dev)
{
	return dev && to_nd_region(dev)->hs_volatile;
}

/* Stores have reached the modelled memory as soon as they are made. */
int nvdimm_flush(struct nd_region *nd_region, void *bio)
{
	return 0;
}
