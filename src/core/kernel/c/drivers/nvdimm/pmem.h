/* SPDX-License-Identifier: MIT */
#ifndef __NVDIMM_PMEM_H__
#define __NVDIMM_PMEM_H__
#include <linux/badblocks.h>
#include <linux/blkdev.h>
#include <linux/memremap.h>
#include <linux/range.h>
#include <linux/ioport.h>
#include <linux/fs.h>
#include <linux/dax.h>
#include <linux/nd.h>

/* A namespace: the stretch of a region that one pmem device is made of. */
struct nd_namespace_common {
	int force_raw;
	struct device dev;
};
struct nd_namespace_io {
	struct nd_namespace_common common;
	struct resource res;
	resource_size_t size;
	u64 hs_data_offset;		/* bytes before the data: info block and struct pages */
};
static inline struct nd_namespace_common *to_ndns(struct device *dev)
{
	return container_of(dev, struct nd_namespace_common, dev);
}
static inline struct nd_namespace_io *to_nd_namespace_io(struct device *dev)
{
	return container_of(to_ndns(dev), struct nd_namespace_io, common);
}

/* No block translation tables here. */
static inline bool is_nd_btt(struct device *dev) { return false; }

struct pmem_device {
	phys_addr_t		phys_addr;
	phys_addr_t		data_offset;
	u64			pfn_flags;
	void			*virt_addr;
	size_t			size;
	u32			pfn_pad;
	struct kernfs_node	*bb_state;
	struct badblocks	bb;
	struct dax_device	*dax_dev;
	struct gendisk		*disk;
	struct dev_pagemap	pgmap;
};
extern struct nd_device_driver nd_pmem_driver;
#endif
