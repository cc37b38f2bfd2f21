/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H
#include <linux/types.h>
void rcu_read_lock(void);
void rcu_read_unlock(void);
void synchronize_rcu(void);
void rcu_barrier(void);
#define rcu_dereference(p)	(p)
#define rcu_assign_pointer(p, v)	do { (p) = (v); } while (0)
#endif
