// SPDX-License-Identifier: MIT
/*
 * What hardware does before a machine check is handled, and what a process does on its way back
 * to user mode afterwards. The handling is in arch/x86/kernel/cpu/mce/core.c.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/workqueue.h>
#include <asm/mce.h>
#include <asm/ptrace.h>
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

void hs_tell_severity(int bank, int severity)
{
	static const char *const names[] = {
		"NO", "UCNA", "KEEP", "SOME", "AO", "UC", "AR", "PANIC",
	};

	__hs_event("severity", "bank=%d, severity=%s", bank, names[severity]);
}

static void write_register(unsigned int msr, unsigned long value)
{
	__wrmsr(msr, (u32)value, value >> 32);
}

/* The processor notes an error; of the last two only what the status says is there. */
static void fill_bank(int bank, unsigned long status, unsigned long addr, unsigned long misc)
{
	write_register(MSR_IA32_MCx_STATUS(bank), status);
	write_register(MSR_IA32_MCx_ADDR(bank), status & MCI_STATUS_ADDRV ? addr : 0);
	write_register(MSR_IA32_MCx_MISC(bank), status & MCI_STATUS_MISCV ? misc : 0);
}

/*
 * An error strikes while a process runs. where: 0 in its own code, 1 in the kernel, 2 in kernel
 * code that can go on after an error, 3 in the kernel's copy from user memory.
 */
long hs_stimulus_machine_check(const char *process, int bank, unsigned long status,
			       unsigned long addr, unsigned long misc, int where, int ripv)
{
	struct pt_regs regs = { .cs = where ? 0x10 : 0x33, .hs_where = where };

	if (!hs_runs_as(process))
		return -EINVAL;
	fill_bank(bank, status, addr, misc);
	write_register(MSR_IA32_MCG_STATUS,
		       ripv ? MCG_IN_EXCEPTION : MCG_STATUS_MCIP | MCG_STATUS_EIPV);
	do_machine_check(&regs);
	run_task_work();
	hs_run_pending_work();
	return 0;
}

/* The banks are read from time to time, or when a corrected error tells of itself. */
long hs_stimulus_machine_check_poll(int bank, unsigned long status, unsigned long addr,
				    unsigned long misc)
{
	mce_banks_t all = { ~0ul };

	hs_runs_as(NULL);
	fill_bank(bank, status, addr, misc);
	machine_check_poll(MCP_TIMESTAMP, &all);
	hs_run_pending_work();
	return 0;
}
