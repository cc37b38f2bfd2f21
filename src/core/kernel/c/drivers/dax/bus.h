/* SPDX-License-Identifier: MIT */
#ifndef __DAX_BUS_H__
#define __DAX_BUS_H__
#include <linux/device.h>
struct dev_dax;
struct dax_device;
struct dax_device_driver {
	struct device_driver drv;
	int (*probe)(struct dev_dax *dev);
	void (*remove)(struct dev_dax *dev);
};
extern struct bus_type dax_bus_type;
extern struct dax_device_driver device_dax_driver;
void kill_dev_dax(struct dev_dax *dev_dax);
#endif
