/* SPDX-License-Identifier: MIT */
/* Calls that wait for the end of the present interrupt section; see hs/mce-work.c. */
#ifndef _LINUX_IRQ_WORK_H
#define _LINUX_IRQ_WORK_H

#include <linux/types.h>

struct irq_work {
	void (*func)(struct irq_work *work);
	struct irq_work *hs_next;
	bool hs_pending;
};

static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *work))
{
	work->func = func;
	work->hs_next = NULL;
	work->hs_pending = false;
}

bool irq_work_queue(struct irq_work *work);

#endif
