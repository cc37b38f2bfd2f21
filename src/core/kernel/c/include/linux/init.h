/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H
#include <linux/compiler.h>
#define subsys_initcall(fn)	struct hs_export_nothing
#define module_init(fn)		struct hs_export_nothing
#define module_exit(fn)		struct hs_export_nothing
#endif
