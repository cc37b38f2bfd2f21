/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_ALIGN_H
#define _LINUX_ALIGN_H
/* The bits below an alignment, as wide as x. Of mixed widths ALIGN_DOWN takes the wider one. */
#define hs_below(x, a)		((typeof(x))(a) - 1)
#define ALIGN(x, a)		(((x) + hs_below(x, a)) & ~hs_below(x, a))
#define ALIGN_DOWN(x, a)	((x) & ~hs_below((x) + (a), a))
#define IS_ALIGNED(x, a)	(!((x) & hs_below(x, a)))
#define PTR_ALIGN(p, a)		((typeof(p))ALIGN((uintptr_t)(p), (a)))
#endif
