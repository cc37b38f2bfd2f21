/* SPDX-License-Identifier: MIT */
#ifndef __DAX_PRIVATE_H__
#define __DAX_PRIVATE_H__
#include <linux/dax.h>
#include <linux/cdev.h>
#include <linux/container_of.h>
#include <linux/device.h>
#include <linux/memremap.h>
#include <linux/range.h>
#include <linux/srcu.h>
/* What the files of drivers/dax share; the device itself only super.c knows. */
int dax_bus_init(void);
void dax_bus_exit(void);
struct dev_dax_range {
	unsigned long pgoff;		/* where in the device the range begins */
	struct range range;
};
/* A character device on memory of its own: what of it is mapped is mapped through one inode. */
struct dev_dax {
	struct dax_device *dax_dev;
	unsigned int align;
	int id;
	struct device dev;
	struct dev_pagemap *pgmap;
	int nr_range;
	struct dev_dax_range *ranges;
};
static inline struct dev_dax *to_dev_dax(struct device *dev)
{
	return container_of(dev, struct dev_dax, dev);
}
phys_addr_t dax_pgoff_to_phys(struct dev_dax *dev_dax, pgoff_t pgoff, unsigned long size);
#endif
