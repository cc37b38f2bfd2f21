/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H
#include <linux/export.h>
#include <linux/init.h>
#define MODULE_LICENSE(text)		extern int hs_export_nothing
#define MODULE_AUTHOR(text)		extern int hs_export_nothing
#define MODULE_DESCRIPTION(text)	extern int hs_export_nothing
#define module_param(name, type, perm)	extern int hs_export_nothing
#define THIS_MODULE	((void *)0)
#endif
