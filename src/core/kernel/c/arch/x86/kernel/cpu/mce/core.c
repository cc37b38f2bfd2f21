// SPDX-License-Identifier: MIT
/*
 * The machine-check log: what a record says, and who is told of it.
#if HS_LEVEL == 0
 * Level L0. Read against 6.1.
#else
 * Read against 6.1.
#endif
 *
 * Not modelled: the rendezvous of several processors (there is one), the corrected-error collector
 * (CEC), the EXTLOG, EDAC and mcelog members of the decode chain, and dmesg's decoded text.
 * Over 400 lines: the kernel has all of it in one file, and patches name that file.
 */
#include <linux/kernel.h>
#include <linux/bitops.h>
#include <linux/string.h>
#include <linux/mm.h>
#include <linux/notifier.h>
#include <linux/irq_work.h>
#include <linux/workqueue.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/errno.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <asm/processor.h>
#include <asm/set_memory.h>
#include <asm/msr.h>
#include <asm/mce.h>
#include <asm/ptrace.h>
#include <trace/events/mce.h>

#include "internal.h"
#include "../../../../../hs/machine-check.h"

struct mca_config mca_cfg __read_mostly = {
	.bootlog = -1,
	.tolerant = 1,
	.monarch_timeout = -1,
	.ser = true,
};

/* Called for every logged record, from a context that may sleep. */
BLOCKING_NOTIFIER_HEAD(x86_mce_decoder_chain);

/* The two steps that lead there: out of the interrupt section, then into a worker. */
static struct irq_work mce_irq_work;
static struct work_struct mce_work;

/* Empties a record and fills in what this processor knows about itself. */
void mce_setup(struct mce *m)
{
	const struct cpuinfo_x86 *self;

	memset(m, 0, sizeof(*m));

	m->extcpu = smp_processor_id();
	m->cpu = m->extcpu;
	m->time = __ktime_get_real_seconds();
	m->cpuid = cpuid_eax(1);
	m->mcgcap = __rdmsr(MSR_IA32_MCG_CAP);

	/* The same on every processor of the machine ... */
	m->cpuvendor = boot_cpu_data.x86_vendor;
	m->microcode = boot_cpu_data.microcode;

	/* ... and what is told apart. */
	self = &cpu_data(m->extcpu);
	m->apicid = self->initial_apicid;
	m->socketid = self->phys_proc_id;
	m->ppin = self->ppin;
}

void mce_log(struct mce *m)
{
	if (mce_gen_pool_add(m))
		return;

	irq_work_queue(&mce_irq_work);
}

void mce_register_decode_chain(struct notifier_block *nb)
{
	if (!WARN_ON(nb->priority < MCE_PRIO_LOWEST || nb->priority > MCE_PRIO_HIGHEST))
		blocking_notifier_chain_register(&x86_mce_decoder_chain, nb);
}

void mce_unregister_decode_chain(struct notifier_block *nb)
{
	blocking_notifier_chain_unregister(&x86_mce_decoder_chain, nb);
}

/* The last resort: shown when nobody on the chain has claimed the record. */
static void __print_mce(struct mce *m)
{
	pr_emerg(HW_ERR "CPU %d: Machine Check: bank %d, status %016llx\n",
		 m->extcpu, m->bank, m->status);

	if (m->status & MCI_STATUS_ADDRV)
		pr_emerg(HW_ERR "ADDR %llx\n", m->addr);
	if (m->status & MCI_STATUS_MISCV)
		pr_emerg(HW_ERR "MISC %llx\n", m->misc);
}

/*
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
 * True where ADDR can be turned into a page frame. Intel and Zhaoxin say in MISC what kind of
 * address it is and from which bit up it is valid; AMD has a rule of its own.
#else
 * True where ADDR can be turned into a page frame. Only Intel and Zhaoxin say in MISC what kind
 * of address it is and from which bit up it is valid; this level asks nothing of other vendors.
#endif
 */
int mce_usable_address(struct mce *m)
{
	if (!(m->status & MCI_STATUS_ADDRV))
		return 0;

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	if (boot_cpu_data.x86_vendor == X86_VENDOR_AMD)
		return amd_mce_usable_address(m);

#endif
	/* Others do not say more of an address than that it is there. */
	if (boot_cpu_data.x86_vendor != X86_VENDOR_INTEL &&
	    boot_cpu_data.x86_vendor != X86_VENDOR_ZHAOXIN)
		return 1;

	if (!(m->status & MCI_STATUS_MISCV))
		return 0;

	if (MCI_MISC_ADDR_LSB(m->misc) > PAGE_SHIFT)
		return 0;

	if (MCI_MISC_ADDR_MODE(m->misc) != MCI_MISC_ADDR_PHYS)
		return 0;

	return 1;
}

bool mce_is_memory_error(struct mce *m)
{
	const u16 code = m->status & MCACOD;

	if (m->cpuvendor == X86_VENDOR_AMD || m->cpuvendor == X86_VENDOR_HYGON)
		return amd_mce_is_memory_error(m);

	if (m->cpuvendor != X86_VENDOR_INTEL && m->cpuvendor != X86_VENDOR_ZHAOXIN)
		return false;

	/*
	 * Compound error codes of the SDM without the filter bit (12): bit 7 leads for a memory
	 * controller, bit 8 for a cache hierarchy, bits 3:2 with nothing above them for a cache
	 * in general.
	 */
	return (code >> 7) == 1 || (code >> 8) == 1 || (code >> 2) == 3;
}

/* True where a 4 KiB page is too small to hold the error, or nobody can tell. */
static bool whole_page(struct mce *m)
{
	if (mca_cfg.ser && (m->status & MCI_STATUS_MISCV))
		return MCI_MISC_ADDR_LSB(m->misc) >= PAGE_SHIFT;

	return true;
}

bool mce_is_correctable(struct mce *m)
{
	u64 lost = MCI_STATUS_UC;

	/* Only these two put an uncorrected error off until somebody uses the data. */
	if (m->cpuvendor == X86_VENDOR_AMD || m->cpuvendor == X86_VENDOR_HYGON)
		lost |= MCI_STATUS_DEFERRED;

	return !(m->status & lost);
}

bool filter_mce(struct mce *m)
{
	switch (boot_cpu_data.x86_vendor) {
	case X86_VENDOR_AMD:
		return amd_filter_mce(m);
	case X86_VENDOR_INTEL:
		return intel_filter_mce(m);
	default:
		return false;
	}
}

static int mce_early_notifier(struct notifier_block *nb, unsigned long val, void *data)
{
	if (data)
		trace_mce_record(data);

	/* The wake-up of a user-space logger (mce_need_notify) has nobody to wake here. */
	return NOTIFY_DONE;
}

static struct notifier_block early_nb = {
	.priority	= MCE_PRIO_EARLY,
	.notifier_call	= mce_early_notifier,
};

static int uc_decode_notifier(struct notifier_block *nb, unsigned long val, void *data)
{
	struct mce *m = data;
	unsigned long pfn;

	if (!m || !mce_usable_address(m))
		return NOTIFY_DONE;

	/* Others are either harmless or were dealt with when they were raised. */
	switch (m->severity) {
	case MCE_DEFERRED_SEVERITY:
	case MCE_AO_SEVERITY:
		break;
	default:
		return NOTIFY_DONE;
	}

	pfn = m->addr >> PAGE_SHIFT;
	if (memory_failure(pfn, 0))
		return NOTIFY_OK;

	set_mce_nospec(pfn);
	m->kflags |= MCE_HANDLED_UC;
	return NOTIFY_OK;
}

static struct notifier_block mce_uc_nb = {
	.priority	= MCE_PRIO_UC,
	.notifier_call	= uc_decode_notifier,
};

static int mce_default_notifier(struct notifier_block *nb, unsigned long val, void *data)
{
	struct mce *m = data;

	if (m && (mca_cfg.print_all || !m->kflags))
		__print_mce(m);

	return NOTIFY_DONE;
}

static struct notifier_block mce_default_nb = {
	/* Lowest: it has to know whether anybody else took the record. */
	.priority	= MCE_PRIO_LOWEST,
	.notifier_call	= mce_default_notifier,
};

static void mce_schedule_work(void)
{
	if (!mce_gen_pool_empty())
		schedule_work(&mce_work);
}

/* Interrupt context cannot run the chain: hand over to the worker. */
static void mce_irq_work_cb(struct irq_work *entry)
{
	mce_schedule_work();
}

/* More machine checks than that, with no way back to user mode between, never end by themselves. */
#define MCE_REPEATS	10

/* No place to go on from: the process ends here. */
static void kill_me_now(struct callback_head *ch)
{
	struct task_struct *p = container_of(ch, struct task_struct, mce_kill_me);

	p->mce_count = 0;
	force_sig(SIGBUS);
}

/* The process needs what is lost: it ends, unless the page can be taken from it. */
static void kill_me_maybe(struct callback_head *cb)
{
	struct task_struct *p = container_of(cb, struct task_struct, mce_kill_me);
	unsigned long pfn = p->mce_addr >> PAGE_SHIFT;
	int flags = p->mce_ripv ? MF_ACTION_REQUIRED : MF_ACTION_REQUIRED | MF_MUST_KILL;
	int ret;

	p->mce_count = 0;
	pr_err("lost memory at %llx was used by a process\n", p->mce_addr);

	ret = memory_failure(pfn, flags);
	switch (ret) {
	case 0:
		set_mce_nospec(pfn);
		return;
	case -EHWPOISON:	/* it has its signal already */
	case -EOPNOTSUPP:	/* nobody's business */
		return;
	}
	pr_err("it could not be taken away\n");
	kill_me_now(cb);
}

/* The kernel copied for the process and has an error to give back: nobody has to end. */
static void kill_me_never(struct callback_head *cb)
{
	struct task_struct *p = container_of(cb, struct task_struct, mce_kill_me);
	unsigned long pfn = p->mce_addr >> PAGE_SHIFT;

	p->mce_count = 0;
	pr_err("lost memory at %llx was met by the kernel\n", p->mce_addr);
	if (!memory_failure(pfn, 0))
		set_mce_nospec(pfn);
}

static void queue_task_work(struct mce *m, char *msg, void (*func)(struct callback_head *))
{
	int count = ++current->mce_count;

	/* Only the first is remembered: the others are to be the same one again. */
	if (count == 1) {
		current->mce_addr = m->addr;
		current->mce_kflags = m->kflags;
		current->mce_ripv = !!(m->mcgstatus & MCG_STATUS_RIPV);
		current->mce_whole_page = whole_page(m);
		current->mce_kill_me.func = func;
	}

	if (count > MCE_REPEATS)
		panic("machine checks without end");
	if (count > 1 && current->mce_addr >> PAGE_SHIFT != m->addr >> PAGE_SHIFT)
		panic("machine checks for several pages of one process");

	if (count == 1)
		task_work_add(current, &current->mce_kill_me, TWA_RESUME);
}

static unsigned int hs_bank_count(void)
{
	return __rdmsr(MSR_IA32_MCG_CAP) & MCG_BANKCNT_MASK;
}

/* What does not belong to one bank. */
static inline void mce_gather_info(struct mce *m, struct pt_regs *regs)
{
	mce_setup(m);
	m->mcgstatus = mce_rdmsrl(MSR_IA32_MCG_STATUS);
	if (!regs)
		return;
	/* Without either bit nobody knows which instruction it was. */
	if (m->mcgstatus & (MCG_STATUS_RIPV | MCG_STATUS_EIPV)) {
		m->ip = regs->ip;
		m->cs = regs->cs;
	}
}

/* What a bank says besides its status, as far as the status says it is there. */
static void mce_read_aux(struct mce *m, int i)
{
	if (m->status & MCI_STATUS_MISCV)
		m->misc = mce_rdmsrl(mca_msr_reg(i, MCA_MISC));
	if (m->status & MCI_STATUS_ADDRV)
		m->addr = mce_rdmsrl(mca_msr_reg(i, MCA_ADDR));
}

/* The banks that hold something; 1 where one of it leaves no way but to stop. */
static int mce_no_way_out(struct mce *m, char **msg, unsigned long *validp,
			  struct pt_regs *regs)
{
	char *tmp = *msg;
	int i;

	for (i = 0; i < hs_bank_count(); i++) {
		int severity;

		m->status = mce_rdmsrl(mca_msr_reg(i, MCA_STATUS));
		if (!(m->status & MCI_STATUS_VAL))
			continue;
		__set_bit(i, validp);
		m->bank = i;
		severity = mce_severity(m, regs, &tmp, true);
		hs_tell_severity(i, severity);
		if (severity >= MCE_PANIC_SEVERITY) {
			mce_read_aux(m, i);
			*msg = tmp;
			return 1;
		}
	}
	return 0;
}

static void mce_clear_state(unsigned long *toclear)
{
	int i;

	for (i = 0; i < hs_bank_count(); i++)
		if (test_bit(i, toclear))
			mce_wrmsrl(mca_msr_reg(i, MCA_STATUS), 0);
}

static void mce_panic(const char *msg, struct mce *final, char *exp)
{
	if (final && (final->status & MCI_STATUS_VAL))
		__print_mce(final);
	if (exp)
		pr_emerg(HW_ERR "what it was: %s\n", exp);
	panic(msg);
}

/* Takes what the exception is about out of the banks; *final is the worst of it. */
static int __mc_scan_banks(struct mce *m, struct pt_regs *regs, struct mce *final,
			   unsigned long *toclear, unsigned long *valid_banks, int no_way_out,
			   int *worst)
{
	int severity, i, taint = 0;

	for (i = 0; i < hs_bank_count(); i++) {
		__clear_bit(i, toclear);
		if (!test_bit(i, valid_banks))
			continue;

		m->misc = 0;
		m->addr = 0;
		m->bank = i;
		m->status = mce_rdmsrl(mca_msr_reg(i, MCA_STATUS));
		if (!(m->status & MCI_STATUS_VAL))
			continue;
		/* What was not signalled is left to the poll, unless it ends all. */
		if (!(m->status & (mca_cfg.ser ? MCI_STATUS_S : MCI_STATUS_UC)) && !no_way_out)
			continue;

		taint++;
		severity = mce_severity(m, regs, NULL, true);
		/* What is corrected, or of no consequence yet, is left there as well. */
		if (!no_way_out &&
		    (severity == MCE_KEEP_SEVERITY || severity == MCE_UCNA_SEVERITY))
			continue;
		__set_bit(i, toclear);
		if (severity == MCE_NO_SEVERITY)
			continue;

		mce_read_aux(m, i);
		m->severity = severity;
		mce_log(m);
		if (severity > *worst) {
			*final = *m;
			*worst = severity;
		}
	}

	*m = *final;
	return taint;
}

/* One processor: each machine check is its own, and nobody is met. */
void do_machine_check(struct pt_regs *regs)
{
	unsigned long toclear[MAX_NR_BANKS / 64] = { 0 };
	unsigned long valid_banks[MAX_NR_BANKS / 64] = { 0 };
	int worst = 0, no_way_out, kill_current_task;
	struct mce m, final;
	char *msg = NULL;

	mce_gather_info(&m, regs);
	m.tsc = rdtsc();
	final = m;
	no_way_out = mce_no_way_out(&m, &msg, valid_banks, regs);
	kill_current_task = !(m.mcgstatus & MCG_STATUS_RIPV);
	if (no_way_out) {
		mce_panic("machine check without a way out", &m, msg);
		return;
	}

	__mc_scan_banks(&m, regs, &final, toclear, valid_banks, no_way_out, &worst);
	mce_clear_state(toclear);

	if (worst != MCE_AR_SEVERITY && !kill_current_task)
		goto out;

	if ((m.cs & 3) == 3) {
		/* Without a place to go on from nothing that is done about the page helps. */
		if (kill_current_task)
			queue_task_work(&m, msg, kill_me_now);
		else
			queue_task_work(&m, msg, kill_me_maybe);
	} else {
		/* The interrupted code goes on at the place it gave for that. */
		if (m.kflags & MCE_IN_KERNEL_COPYIN)
			queue_task_work(&m, msg, kill_me_never);
	}
out:
	mce_wrmsrl(MSR_IA32_MCG_STATUS, 0);
}

/* True where a bank held something that no exception has taken, or will take. */
bool machine_check_poll(enum mcp_flags flags, mce_banks_t *b)
{
	bool error_seen = false;
	struct mce m;
	int i;

	mce_gather_info(&m, NULL);
	if (flags & MCP_TIMESTAMP)
		m.tsc = rdtsc();

	for (i = 0; i < hs_bank_count(); i++) {
		if (!test_bit(i, *b))
			continue;
		m.misc = 0;
		m.addr = 0;
		m.bank = i;
		m.status = mce_rdmsrl(mca_msr_reg(i, MCA_STATUS));
		if (!(m.status & MCI_STATUS_VAL))
			continue;

		/* Uncorrected, enabled and signalled is the exception's business. */
		if (!(flags & MCP_UC) && (m.status & MCI_STATUS_UC) &&
		    (!mca_cfg.ser || ((m.status & MCI_STATUS_EN) && (m.status & MCI_STATUS_S))))
			continue;

		error_seen = true;
		if (flags & MCP_DONTLOG)
			goto clear_it;
		mce_read_aux(&m, i);
		m.severity = mce_severity(&m, NULL, NULL, false);
		hs_tell_severity(i, m.severity);
		if (mca_cfg.dont_log_ce && !mce_usable_address(&m))
			goto clear_it;
		if (flags & MCP_QUEUE_LOG)
			mce_gen_pool_add(&m);
		else
			mce_log(&m);
clear_it:
		mce_wrmsrl(mca_msr_reg(i, MCA_STATUS), 0);
	}
	return error_seen;
}

int mcheck_init(void)
{
	struct notifier_block *members[] = { &early_nb, &mce_uc_nb, &mce_default_nb };
	int i;

	for (i = 0; i < ARRAY_SIZE(members); i++)
		mce_register_decode_chain(members[i]);

	INIT_WORK(&mce_work, mce_gen_pool_process);
	init_irq_work(&mce_irq_work, mce_irq_work_cb);

	return 0;
}
