/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_RANGE_H
#define _LINUX_RANGE_H
#include <linux/types.h>
/* Both ends belong to the range. */
struct range { u64 start; u64 end; };
static inline u64 range_len(const struct range *range) { return 1 + (range->end - range->start); }
#endif
