/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H
#include <linux/mutex.h>
#include <linux/bug.h>
#define lockdep_assert(condition)	do { WARN_ON(!(condition)); } while (0)
#define RCU_LOCKDEP_WARN(condition, text)	do { WARN_ON(condition); } while (0)
#endif
