// SPDX-License-Identifier: MIT
/*
 * What a write to a driver's "unbind" file does. Level L0. Follows drivers/base/bus.c of 5.19.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include "base.h"

static struct bus_type *bus_get(struct bus_type *bus)
{
	return bus;
}

static void bus_put(struct bus_type *bus)
{
}

static ssize_t unbind_store(struct device_driver *drv, const char *buf,
			    size_t count)
{
	struct bus_type *bus = bus_get(drv->bus);
	struct device *dev;
	int err = -ENODEV;

	dev = bus_find_device_by_name(bus, NULL, buf);
	if (dev && dev->driver == drv) {
		device_driver_detach(dev);
		err = count;
	}
	put_device(dev);
	bus_put(bus);
	return err;
}
DRIVER_ATTR_IGNORE_LOCKDEP(unbind, 0200, NULL, unbind_store);
