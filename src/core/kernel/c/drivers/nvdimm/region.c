// SPDX-License-Identifier: MIT
/*
 * The driver of a region: keeps the region's bad blocks and passes events on.
 * Level L0. Reduced: probing is done by the world (hs/mce-world.c).
 */
#include <linux/badblocks.h>
#include <linux/device.h>
#include <linux/nd.h>
#include "nd-core.h"
#include "nd.h"

static int child_notify(struct device *dev, void *data)
{
	const enum nvdimm_event *event = data;

	nd_device_notify(dev, *event);
	return 0;
}

static void nd_region_notify(struct device *dev, enum nvdimm_event event)
{
	if (event == NVDIMM_REVALIDATE_POISON) {
		struct nd_region *region = to_nd_region(dev);
		struct range whole = { .start = region->ndr_start };

		whole.end = whole.start + region->ndr_size - 1;
		if (is_memory(&region->dev))
			nvdimm_badblocks_populate(region, &region->bb, &whole);
	}

	device_for_each_child(dev, &event, child_notify);
}

struct nd_device_driver nd_region_driver = {
	.notify = nd_region_notify,
	.drv = {
		.name = "nd_region",
		.bus = &nvdimm_bus_type,
	},
};
