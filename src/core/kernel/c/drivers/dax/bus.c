// SPDX-License-Identifier: MIT
/*
 * The bus of character dax devices.
#if HS_LEVEL == 0
 * Level L0. Read against 6.1.
#endif
 *
 * Reduced: devices are made by the world, no regions, ids or attributes.
 */
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include "dax-private.h"
#include "bus.h"

static struct dax_device_driver *to_dax_drv(struct device_driver *drv)
{
	return container_of(drv, struct dax_device_driver, drv);
}

/*
 * Ends the device, then takes away every mapping of it there is: whoever faults from now on finds
 * it dead, so none comes back.
 */
void kill_dev_dax(struct dev_dax *dev_dax)
{
	struct dax_device *dax_dev = dev_dax->dax_dev;
	struct inode *inode = dax_inode(dax_dev);

	kill_dax(dax_dev);
	unmap_mapping_range(inode->i_mapping, 0, 0, 1);
}

static int dax_bus_probe(struct device *dev)
{
	struct dax_device_driver *dax_drv = to_dax_drv(dev->driver);
	struct dev_dax *dev_dax = to_dev_dax(dev);

	if (!dev_dax->nr_range)
		return -ENXIO;
	return dax_drv->probe(dev_dax);
}

static void dax_bus_remove(struct device *dev)
{
	struct dax_device_driver *dax_drv = to_dax_drv(dev->driver);

	if (dax_drv->remove)
		dax_drv->remove(to_dev_dax(dev));
}

struct bus_type dax_bus_type = {
	.name = "dax",
	.probe = dax_bus_probe,
	.remove = dax_bus_remove,
};
