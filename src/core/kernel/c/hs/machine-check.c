// SPDX-License-Identifier: MIT
/*
 * Primitives: the machine-check exception, and the poll for what raised none. Follows
 * arch/x86/kernel/cpu/mce/core.c of 5.19 in which records are taken, how bad they are and what is
 * done to the running process. One processor, one bank with an error in it: no rendezvous.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/workqueue.h>
#include <asm/mce.h>
#include <asm/set_memory.h>
#include "../arch/x86/kernel/cpu/mce/internal.h"
#include "machine-check.h"
#include "mce-world.h"
#include "world.h"

#define MCG_IN_EXCEPTION	(MCG_STATUS_MCIP | MCG_STATUS_RIPV | MCG_STATUS_EIPV)

static struct task_struct *returning;

/* One process at a time is on its way back to user mode. */
int task_work_add(struct task_struct *task, struct callback_head *twork,
		  enum task_work_notify_mode mode)
{
	twork->next = task->task_works;
	task->task_works = twork;
	returning = task;
	return 0;
}

static void run_task_work(void)
{
	struct task_struct *task = returning;

	if (!task)
		return;
	returning = NULL;
	hs_switch_current(task);
	while (task->task_works) {
		struct callback_head *work = task->task_works;

		task->task_works = work->next;
		work->func(work);
	}
}

static void read_bank(struct mce *m, int bank, unsigned long status, unsigned long addr,
		      unsigned long misc)
{
	m->bank = bank;
	m->status = status;
	if (status & MCI_STATUS_ADDRV)
		m->addr = addr;
	if (status & MCI_STATUS_MISCV)
		m->misc = misc;
}

static void tell(const struct mce *m, int severity)
{
	static const char *const names[] = {
		"NO", "UCNA", "KEEP", "SOME", "AO", "UC", "AR", "PANIC",
	};

	__hs_event("severity", "bank=%d, severity=%s", m->bank, names[severity]);
}

/* What is left in the bank for the poll is told, and no record is made. */
static bool is_left(int severity)
{
	return severity == MCE_KEEP_SEVERITY || severity == MCE_UCNA_SEVERITY ||
	       severity == MCE_NO_SEVERITY;
}

void do_machine_check(struct mce *m)
{
	char *msg = NULL;
	int severity = mce_severity(m, NULL, &msg, true);

	tell(m, severity);
	if (is_left(severity))
		return;
	m->severity = severity;
	if (severity >= MCE_PANIC_SEVERITY) {
		panic(msg);
		return;
	}
	mce_log(m);
	if (severity != MCE_AR_SEVERITY && (m->mcgstatus & MCG_STATUS_RIPV))
		return;
	hs_mce_leave(m, msg);
}

/*
 * An error strikes while a process runs. where: 0 in its own code, 1 in the kernel, 2 in kernel
 * code that can go on after an error, 3 in the kernel's copy from user memory.
 */
long hs_stimulus_machine_check(const char *process, int bank, unsigned long status,
			       unsigned long addr, unsigned long misc, int where, int ripv)
{
	struct mce record;

	if (!hs_runs_as(process))
		return -EINVAL;
	mce_setup(&record);
	record.mcgstatus = ripv ? MCG_IN_EXCEPTION : MCG_STATUS_MCIP | MCG_STATUS_EIPV;
	record.cs = where ? 0x10 : 0x33;
	if (where >= 2)
		record.kflags |= MCE_IN_KERNEL_RECOV;
	if (where == 3)
		record.kflags |= MCE_IN_KERNEL_COPYIN;
	read_bank(&record, bank, status, addr, misc);
	do_machine_check(&record);
	run_task_work();
	hs_run_pending_work();
	return 0;
}

/* The banks are read from time to time, or when a corrected error tells of itself. */
bool machine_check_poll(struct mce *m)
{
	if (!(m->status & MCI_STATUS_VAL))
		return false;
	/* Uncorrected and signalled is the exception's business. */
	if ((m->status & MCI_STATUS_UC) && (m->status & MCI_STATUS_S))
		return false;
	m->severity = mce_severity(m, NULL, NULL, false);
	tell(m, m->severity);
	mce_log(m);
	return true;
}

long hs_stimulus_machine_check_poll(int bank, unsigned long status, unsigned long addr,
				    unsigned long misc)
{
	struct mce record;

	hs_runs_as(NULL);
	mce_setup(&record);
	read_bank(&record, bank, status, addr, misc);
	machine_check_poll(&record);
	hs_run_pending_work();
	return 0;
}
