// SPDX-License-Identifier: MIT
/*
 * Work that is put off: irq_work, workqueues, the queue of failed pages.
 *
 * Semantics: the stimulus is one interrupt section. When it is over, irq_work runs first (the
 * self-interrupt is taken as soon as interrupts are allowed), then the work items one by one in
 * the order of queueing, each to its end, as the kworker, which has no mm. What an item queues
 * is appended. A real system workqueue may run items at the same time when one sleeps.
 * Follows mm/memory-failure.c of 5.19 (a queue of 16 per processor).
 */
#include <linux/types.h>
#include <linux/irq_work.h>
#include <linux/workqueue.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/errno.h>

/* A stimulus queues two or three items; more than this is an item that queues itself for ever. */
#define HS_WORK_LIMIT	1000

static struct irq_work *irq_first, *irq_last;
static struct work_struct *work_first, *work_last;

bool irq_work_queue(struct irq_work *work)
{
	if (work->hs_pending)
		return false;
	work->hs_pending = true;
	work->hs_next = NULL;
	if (irq_last)
		irq_last->hs_next = work;
	else
		irq_first = work;
	irq_last = work;
	return true;
}

bool schedule_work(struct work_struct *work)
{
	if (work->hs_pending)
		return false;
	work->hs_pending = true;
	work->hs_next = NULL;
	if (work_last)
		work_last->hs_next = work;
	else
		work_first = work;
	work_last = work;
	return true;
}

bool schedule_work_on(int cpu, struct work_struct *work)
{
	return schedule_work(work);
}

static void forget_work(struct work_struct *work)
{
	struct work_struct **link = &work_first;

	work_last = NULL;
	while (*link) {
		if (*link == work)
			*link = work->hs_next;
		else {
			work_last = *link;
			link = &(*link)->hs_next;
		}
	}
}

bool flush_work(struct work_struct *work)
{
	struct task_struct *before;

	if (!work->hs_pending)
		return false;
	forget_work(work);
	work->hs_pending = false;
	before = hs_switch_current(hs_kworker());
	__hs_event("work", "call=%ps", work->func);
	work->func(work);
	hs_switch_current(before);
	return true;
}

static void run_irq_work(void)
{
	while (irq_first) {
		struct irq_work *work = irq_first;

		irq_first = work->hs_next;
		if (!irq_first)
			irq_last = NULL;
		work->hs_pending = false;
		__hs_event("irq-work", "call=%ps", work->func);
		work->func(work);
	}
}

void hs_run_pending_work(void)
{
	struct task_struct *before;
	int done;

	run_irq_work();
	for (done = 0; work_first; done++) {
		struct work_struct *work = work_first;

		if (done >= HS_WORK_LIMIT) {
			__hs_block("work that queues itself without end");
			return;
		}
		work_first = work->hs_next;
		if (!work_first)
			work_last = NULL;
		/* Cleared first: the item may queue itself again while it runs. */
		work->hs_pending = false;
		before = hs_switch_current(hs_kworker());
		__hs_event("work", "call=%ps", work->func);
		work->func(work);
		hs_switch_current(before);
		run_irq_work();
	}
}

#define MEMORY_FAILURE_FIFO_SIZE	16

struct memory_failure_entry {
	unsigned long pfn;
	int flags;
};

static struct memory_failure_entry mf_fifo[MEMORY_FAILURE_FIFO_SIZE];
static unsigned int mf_in, mf_out;
static struct work_struct mf_work;

/* Device pages cannot be moved elsewhere: refused, as for every page that is not online RAM. */
static int hs_soft_offline_page(unsigned long pfn, int flags)
{
	int result = pfn_valid(pfn) ? -EIO : -ENXIO;

	__hs_event("soft-offline", "page=0x%lx, result=%d", pfn, result);
	return result;
}

static void memory_failure_work_func(struct work_struct *work)
{
	while (mf_out != mf_in) {
		struct memory_failure_entry entry = mf_fifo[mf_out % MEMORY_FAILURE_FIFO_SIZE];

		mf_out++;
		if (entry.flags & MF_SOFT_OFFLINE)
			hs_soft_offline_page(entry.pfn, entry.flags);
		else
			memory_failure(entry.pfn, entry.flags);
	}
}

void memory_failure_queue(unsigned long pfn, int flags)
{
	if (!mf_work.func)
		INIT_WORK(&mf_work, memory_failure_work_func);

	if (mf_in - mf_out == MEMORY_FAILURE_FIFO_SIZE) {
		pr_err("page 0x%lx: no room to queue its memory failure\n", pfn);
		return;
	}
	mf_fifo[mf_in % MEMORY_FAILURE_FIFO_SIZE].pfn = pfn;
	mf_fifo[mf_in % MEMORY_FAILURE_FIFO_SIZE].flags = flags;
	mf_in++;
	schedule_work_on(0, &mf_work);
}
