/* SPDX-License-Identifier: MIT */
/*
 * Deferred work. Queued items run in the order of queueing when the stimulus is over, in the
 * kworker's context; see hs/mce-work.c.
 */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <linux/types.h>

struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	work_func_t func;
	struct work_struct *hs_next;
	bool hs_pending;
};

#define INIT_WORK(work, function)			\
	do {						\
		(work)->func = (function);		\
		(work)->hs_next = NULL;			\
		(work)->hs_pending = false;		\
	} while (0)

/* True if the item was not already waiting. */
bool schedule_work(struct work_struct *work);
bool schedule_work_on(int cpu, struct work_struct *work);

/* Waits until the item has run, as nobody else runs it: now. True if there was one to wait for. */
bool flush_work(struct work_struct *work);
/* Runs everything that waits, and what that queues in turn. */
void hs_run_pending_work(void);

#endif
