/* SPDX-License-Identifier: MIT */
#ifndef HS_MACHINE_CHECK_H
#define HS_MACHINE_CHECK_H
#include <linux/types.h>
struct pt_regs;
struct mce;
int mce_severity(struct mce *m, struct pt_regs *regs, char **msg, bool is_excp);
void hs_mce_leave(struct mce *m, char *msg);
#endif
