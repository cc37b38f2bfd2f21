/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_IDR_H
#define _LINUX_IDR_H
#include <linux/xarray.h>
/* Numbers given out and taken back. */
struct ida { struct xarray xa; };
#define DEFINE_IDA(name)	struct ida name = { .xa = XARRAY_INIT(name) }
int ida_alloc_max(struct ida *ida, unsigned int max, gfp_t gfp);
void ida_free(struct ida *ida, unsigned int id);
void ida_destroy(struct ida *ida);
#endif
