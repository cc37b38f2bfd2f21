/* SPDX-License-Identifier: MIT */
#ifndef HS_DAX_DEVICE_H
#define HS_DAX_DEVICE_H
#include <linux/dax.h>
#include <linux/cdev.h>
/*
 * How a struct dax_device begins, which drivers/dax/super.c keeps to itself: for set-up code and
 * for the event of its first flag.
 */
struct hs_dax_device {
	struct inode inode;
	struct cdev cdev;
	void *private;
	unsigned long flags;
};
enum { HS_DAXDEV_ALIVE };
#define hs_dax_device(dax_dev)	((struct hs_dax_device *)(dax_dev))
#endif
