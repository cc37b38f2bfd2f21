/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H
#include <linux/export.h>
#include <linux/init.h>
#define MODULE_LICENSE(text)		struct hs_export_nothing
#define MODULE_AUTHOR(text)		struct hs_export_nothing
#define MODULE_DESCRIPTION(text)	struct hs_export_nothing
#define module_param(name, type, perm)	struct hs_export_nothing
#define THIS_MODULE	((void *)0)
#endif
