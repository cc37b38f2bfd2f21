/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H
#include <linux/types.h>
#include <linux/stddef.h>
#include <linux/limits.h>
#include <linux/bitops.h>
#include <linux/align.h>
#include <linux/math.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/log2.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/printk.h>
#include <linux/bug.h>
#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))
#define upper_32_bits(n)	((u32)((n) >> 32))
#define lower_32_bits(n)	((u32)(n))
#define might_sleep()		hs_might_sleep(__func__)
#define cond_resched()		hs_might_sleep(__func__)
#define PTR_IF(cond, ptr)	((cond) ? (ptr) : NULL)
void panic(const char *format, ...);
#endif
