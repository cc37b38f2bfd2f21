/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H
#include <linux/mm.h>
#include <linux/fs.h>
#include <linux/hash.h>
/* Which memory the pages of a mapping may come from: the model has one kind. */
static inline void mapping_set_gfp_mask(struct address_space *mapping, gfp_t mask) { }
#endif
