/* SPDX-License-Identifier: MIT */
/*
 * What a provider of non-volatile memory (ACPI's NFIT) asks of the nvdimm subsystem.
 * Source: include/linux/libnvdimm.h of 5.19 for names.
 */
#ifndef __LIBNVDIMM_H__
#define __LIBNVDIMM_H__

#include <linux/kernel.h>
#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>

struct badrange_entry {
	u64 start;
	u64 length;
	struct list_head list;
};

/* Byte ranges of poison that were reported, in the order of their first report. */
struct badrange {
	struct list_head list;
	spinlock_t lock;
};

struct device;
struct nvdimm_bus;
struct nd_region;

struct nvdimm_bus_descriptor {
	const char *provider_name;
};

void badrange_init(struct badrange *badrange);
int badrange_add(struct badrange *badrange, u64 addr, u64 length);

int nvdimm_bus_add_badrange(struct nvdimm_bus *nvdimm_bus, u64 addr, u64 length);

struct nd_region *to_nd_region(struct device *dev);
int nvdimm_flush(struct nd_region *nd_region, void *bio);

#endif
