/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PFN_T_H
#define _LINUX_PFN_T_H
#include <linux/pfn.h>
#endif
