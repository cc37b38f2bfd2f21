/* SPDX-License-Identifier: MIT */
#ifndef _BASE_H
#define _BASE_H
#include <linux/device.h>
struct driver_attribute {
	const char *name;
	ssize_t (*show)(struct device_driver *driver, char *buf);
	ssize_t (*store)(struct device_driver *driver, const char *buf, size_t count);
};
#define DRIVER_ATTR_IGNORE_LOCKDEP(_name, _mode, _show, _store)		\
	struct driver_attribute driver_attr_##_name =			\
		{ .name = #_name, .show = _show, .store = _store }
extern struct driver_attribute driver_attr_unbind;
void device_release_driver_internal(struct device *dev, struct device_driver *drv,
				    struct device *parent);
#endif
