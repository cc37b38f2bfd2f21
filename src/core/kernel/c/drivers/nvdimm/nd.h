/* SPDX-License-Identifier: MIT */
/* Regions: a stretch of memory below a bus, with the namespaces that lie in it. */
#ifndef __ND_H__
#define __ND_H__

#include <linux/libnvdimm.h>
#include <linux/badblocks.h>
#include <linux/device.h>
#include <linux/range.h>
#include <linux/nd.h>

#ifndef dev_WARN_ONCE
#define dev_WARN_ONCE(dev, condition, format, ...)	\
	WARN_ONCE(condition, "%s: " format, dev_name(dev), ##__VA_ARGS__)
#endif

/* The most namespaces a region of the world can have. */
#define HS_REGION_CHILDREN	8

struct nd_region {
	struct device dev;
	u64 ndr_size;
	u64 ndr_start;
	int id;
	int ro;
	struct kernfs_node *bb_state;
	struct badblocks bb;

	/* The world's own: */
	bool hs_volatile;			/* no pmem: the kernel tells this by dev.type */
	struct device *hs_children[HS_REGION_CHILDREN];
	int hs_child_count;
	struct list_head hs_node;		/* in hs_nd_regions */
};

bool is_nd_pmem(struct device *dev);
bool is_nd_volatile(struct device *dev);

static inline bool is_memory(struct device *dev)
{
	return is_nd_pmem(dev) || is_nd_volatile(dev);
}

void nvdimm_badblocks_populate(struct nd_region *nd_region, struct badblocks *bb,
			       const struct range *range);
void nd_device_notify(struct device *dev, enum nvdimm_event event);

/* Calls fn for every child in the order they were added, until one returns non-zero. */
int device_for_each_child(struct device *parent, void *data,
			  int (*fn)(struct device *dev, void *data));

#endif
