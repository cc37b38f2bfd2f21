/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H
#include <linux/types.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/slab.h>
#include <linux/printk.h>
struct device;
struct device_driver;
struct kernfs_node;
struct bus_type {
	const char *name;
	bool need_parent_lock;
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	struct list_head hs_devices;	/* every device of the bus, by device.hs_bus_node */
};
struct device_driver {
	const char *name;
	struct bus_type *bus;
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
};
struct device_private { struct device *device; bool dead; };
struct device {
	struct device *parent;
	struct device_private *p;
	const char *init_name;
	struct bus_type *bus;
	struct device_driver *driver;
	void *driver_data;
	struct mutex mutex;
	spinlock_t devres_lock;
	struct list_head devres_head;
	void (*release)(struct device *dev);
	int hs_references;
	struct list_head hs_bus_node;
};
static inline void dev_set_drvdata(struct device *dev, void *data) { dev->driver_data = data; }
/* Gives a device its name, locks and lists; see hs/world.c. */
void hs_device_init(struct device *dev, const char *name, struct device *parent);
static inline const char *dev_name(const struct device *dev) { return dev->init_name; }
struct device *bus_find_device_by_name(struct bus_type *bus, struct device *start,
				       const char *name);
static inline void *dev_get_drvdata(const struct device *dev) { return dev->driver_data; }
#define device_lock(dev)	mutex_lock(&(dev)->mutex)
#define device_unlock(dev)	mutex_unlock(&(dev)->mutex)
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
void device_release_driver(struct device *dev);
void device_driver_detach(struct device *dev);
typedef void (*dr_release_t)(struct device *dev, void *res);
int devm_add_action(struct device *dev, void (*action)(void *), void *data);
int devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data);
int devres_release_all(struct device *dev);
/* What devm_kzalloc registers. */
void hs_devm_kfree(void *object);
#define dev_err(dev, format, ...)	__hs_message(3, "%s: " format, dev_name(dev), ##__VA_ARGS__)
#define dev_warn(dev, format, ...)	__hs_message(4, "%s: " format, dev_name(dev), ##__VA_ARGS__)
#define dev_info(dev, format, ...)	__hs_message(6, "%s: " format, dev_name(dev), ##__VA_ARGS__)
#define dev_dbg(dev, format, ...)	__hs_message(7, "%s: " format, dev_name(dev), ##__VA_ARGS__)
#endif
