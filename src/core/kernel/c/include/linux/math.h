/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MATH_H
#define _LINUX_MATH_H
/* y is a power of two here; of any value below. */
#define hs_low_bits(x, y)	((typeof(x))((y) - 1))
#define round_down(x, y)	(~hs_low_bits(x, y) & (x))
#define round_up(x, y)		(1 + (hs_low_bits(x, y) | ((x) - 1)))
#define DIV_ROUND_UP(n, d)	(((n) + (d) - 1) / (d))
#define DIV_ROUND_UP_ULL(n, d)	DIV_ROUND_UP((unsigned long long)(n), (d))
#define roundup(x, y) ({ typeof(y) __ru_y = (y); (((x) + (__ru_y - 1)) / __ru_y) * __ru_y; })
#define rounddown(x, y) ({ typeof(x) __rd_x = (x); __rd_x - (__rd_x % (y)); })
#endif
