/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H
#define EXPORT_SYMBOL(symbol)		extern int hs_export_nothing
#define EXPORT_SYMBOL_GPL(symbol)	extern int hs_export_nothing
#define EXPORT_SYMBOL_NS_GPL(symbol, ns)	extern int hs_export_nothing
#endif
