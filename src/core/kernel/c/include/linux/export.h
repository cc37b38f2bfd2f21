/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H
#define EXPORT_SYMBOL(symbol)		struct hs_export_nothing
#define EXPORT_SYMBOL_GPL(symbol)	struct hs_export_nothing
#define EXPORT_SYMBOL_NS_GPL(symbol, ns)	struct hs_export_nothing
#endif
