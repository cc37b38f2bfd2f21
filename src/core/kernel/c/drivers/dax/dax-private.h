/* SPDX-License-Identifier: MIT */
#ifndef __DAX_PRIVATE_H__
#define __DAX_PRIVATE_H__
#include <linux/dax.h>
#include <linux/cdev.h>
#include <linux/srcu.h>
/* What the files of drivers/dax share; the device itself only super.c knows. */
int dax_bus_init(void);
void dax_bus_exit(void);
#endif
