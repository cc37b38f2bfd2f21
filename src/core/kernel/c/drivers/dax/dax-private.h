/* SPDX-License-Identifier: MIT */
#ifndef __DAX_PRIVATE_H__
#define __DAX_PRIVATE_H__
#include <linux/dax.h>
#include <linux/cdev.h>
#include <linux/srcu.h>
/* A device whose memory can be mapped as it is. */
struct dax_device {
	struct inode inode;
	struct cdev cdev;
	void *private;
	unsigned long flags;
	const struct dax_operations *ops;
	void *holder_data;		/* who uses it; gets holder_ops' calls */
	const struct dax_holder_operations *holder_ops;
};
enum dax_device_flags {
	DAXDEV_ALIVE,			/* cleared: nobody may reach the device any more */
	DAXDEV_WRITE_CACHE,
	DAXDEV_SYNC,
	DAXDEV_NOCACHE,
	DAXDEV_NOMC,
};
#endif
