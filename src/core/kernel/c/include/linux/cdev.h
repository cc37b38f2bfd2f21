/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_CDEV_H
#define _LINUX_CDEV_H
#include <linux/types.h>
#include <linux/idr.h>
struct cdev { dev_t dev; void *owner; };
/* A device number is 12 bits that name the driver and 20 that it gives out. */
#define MINORBITS	20
#define MINORMASK	((1U << MINORBITS) - 1)
#define MAJOR(dev)	((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev)	((unsigned int)((dev) & MINORMASK))
#define MKDEV(major, minor)	(((major) << MINORBITS) | (minor))
int alloc_chrdev_region(dev_t *dev, unsigned int first, unsigned int count, const char *name);
void unregister_chrdev_region(dev_t from, unsigned int count);
#endif
