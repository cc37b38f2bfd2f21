/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SRCU_H
#define _LINUX_SRCU_H
#include <linux/types.h>
/* Readers by side, as in the kernel: a token names the side; a grace period waits for both. */
struct srcu_struct {
	const char *name;
	int readers[2];
	int side;
};
#define DEFINE_STATIC_SRCU(srcu)	static struct srcu_struct srcu = { .name = #srcu }
#define DEFINE_SRCU(srcu)		struct srcu_struct srcu = { .name = #srcu }
int srcu_read_lock(struct srcu_struct *ssp);
void srcu_read_unlock(struct srcu_struct *ssp, int idx);
void synchronize_srcu(struct srcu_struct *ssp);
int srcu_read_lock_held(const struct srcu_struct *ssp);
#endif
