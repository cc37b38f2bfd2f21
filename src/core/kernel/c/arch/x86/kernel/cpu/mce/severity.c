// SPDX-License-Identifier: MIT
/*
 * How bad a machine check is. Level L0. Follows arch/x86/kernel/cpu/mce/severity.c of 5.19 in
 * what is decided in which order; written as one list of rules of our own. Reduced: no
 * model-specific rows, and where the kernel was interrupted is what the world says.
 */
#include <linux/kernel.h>
#include <asm/mce.h>
#include <asm/ptrace.h>
#include "internal.h"

enum context { IN_KERNEL = 1, IN_USER = 2, IN_KERNEL_RECOV = 3 };
enum when { ALWAYS, EXCEPTION, POLL };

/* A rule fits when all the bits of both registers are as told and the context is that. */
struct rule {
	u64 mask;
	u64 bits;
	u64 mcg_mask;
	u64 mcg_bits;
	u8 severity;
	u8 context;		/* 0: any */
	u8 ser;			/* 1: only with recovery support, 2: only without */
	u8 when;
	const char *why;
};

#define UCS	(MCI_STATUS_UC | MCI_STATUS_S)
#define UCSAR	(UCS | MCI_STATUS_AR)
#define OUSAR	(MCI_STATUS_OVER | UCSAR)

static const struct rule rules[] = {
	{ MCI_STATUS_VAL, 0, .severity = MCE_NO_SEVERITY, .why = "nothing in it" },
	{ MCI_STATUS_EN, 0, .severity = MCE_NO_SEVERITY, .when = EXCEPTION,
	  .why = "not enabled" },
	{ MCI_STATUS_PCC, MCI_STATUS_PCC, .severity = MCE_PANIC_SEVERITY,
	  .why = "the processor's state is lost" },
	{ .mcg_mask = MCG_STATUS_MCIP, .severity = MCE_PANIC_SEVERITY, .when = EXCEPTION,
	  .why = "no machine check is in progress" },
	{ .mcg_mask = MCG_STATUS_RIPV | MCG_STATUS_EIPV, .severity = MCE_PANIC_SEVERITY,
	  .when = EXCEPTION, .why = "no place to go on from" },
	{ .mcg_mask = MCG_STATUS_RIPV, .severity = MCE_PANIC_SEVERITY, .when = EXCEPTION,
	  .context = IN_KERNEL, .why = "the kernel cannot go on" },
	{ MCI_STATUS_UC, 0, .severity = MCE_KEEP_SEVERITY, .why = "corrected" },
	{ .severity = MCE_UC_SEVERITY, .ser = 2, .why = "uncorrected" },
	{ MCI_STATUS_UC | MCI_STATUS_AR | MCACOD_SCRUBMSK, MCI_STATUS_UC | MCACOD_SCRUB,
	  .severity = MCE_AO_SEVERITY, .ser = 1, .why = "found by a patrol scrub" },
	{ MCI_STATUS_UC | MCI_STATUS_AR | MCACOD, MCI_STATUS_UC | MCACOD_L3WB,
	  .severity = MCE_AO_SEVERITY, .ser = 1, .why = "found by a write-back" },
	{ UCSAR, MCI_STATUS_UC, .severity = MCE_UCNA_SEVERITY, .ser = 1,
	  .why = "no action needed" },
	{ UCSAR, MCI_STATUS_UC | MCI_STATUS_AR, .severity = MCE_PANIC_SEVERITY, .ser = 1,
	  .why = "action needed and not signalled" },
	{ MCI_STATUS_S, 0, .severity = MCE_KEEP_SEVERITY, .ser = 1, .why = "not signalled" },
	{ OUSAR, OUSAR, .severity = MCE_PANIC_SEVERITY, .ser = 1,
	  .why = "action needed, and another error lost" },
	{ UCSAR, UCSAR, MCG_STATUS_RIPV | MCG_STATUS_EIPV, MCG_STATUS_RIPV,
	  .severity = MCE_KEEP_SEVERITY, .ser = 1, .why = "another processor's" },
	{ UCSAR | MCACOD, UCSAR | MCACOD_DATA, .severity = MCE_AR_SEVERITY, .ser = 1,
	  .context = IN_KERNEL_RECOV, .why = "a load by the kernel that knows how to go on" },
	{ UCSAR | MCACOD, UCSAR | MCACOD_DATA, .severity = MCE_AR_SEVERITY, .ser = 1,
	  .context = IN_USER, .why = "a load" },
	{ UCSAR | MCACOD, UCSAR | MCACOD_INSTR, .severity = MCE_AR_SEVERITY, .ser = 1,
	  .context = IN_USER, .why = "an instruction fetch" },
	{ UCSAR | MCACOD, UCSAR | MCACOD_INSTR, .severity = MCE_PANIC_SEVERITY, .ser = 1,
	  .context = IN_KERNEL, .why = "an instruction fetch by the kernel" },
	{ UCSAR, UCSAR, .severity = MCE_PANIC_SEVERITY, .ser = 1,
	  .why = "action needed of an unknown kind" },
	{ UCS, UCS, .severity = MCE_SOME_SEVERITY, .ser = 1, .why = "action is optional" },
	{ MCI_STATUS_OVER | MCI_STATUS_UC, MCI_STATUS_OVER | MCI_STATUS_UC,
	  .severity = MCE_PANIC_SEVERITY, .why = "uncorrected, and another error lost" },
	{ MCI_STATUS_UC, MCI_STATUS_UC, .severity = MCE_UC_SEVERITY, .why = "uncorrected" },
	{ .severity = MCE_SOME_SEVERITY, .why = "no rule fits" },
};

/* Kernel code that knows how to go on has told so in a table; the world says which did. */
static int error_context(struct mce *m, struct pt_regs *regs)
{
	if ((m->cs & 3) == 3)
		return IN_USER;
	if (!regs || regs->hs_where < 2)
		return IN_KERNEL;
	m->kflags |= MCE_IN_KERNEL_RECOV;
	if (regs->hs_where == 3)
		m->kflags |= MCE_IN_KERNEL_COPYIN;
	return IN_KERNEL_RECOV;
}

static bool fits(const struct rule *rule, struct mce *m, int context, bool is_excp)
{
	if ((m->status & rule->mask) != rule->bits)
		return false;
	if ((m->mcgstatus & rule->mcg_mask) != rule->mcg_bits)
		return false;
	if (rule->ser && (rule->ser == 1) != mca_cfg.ser)
		return false;
	if (rule->when && (rule->when == EXCEPTION) != is_excp)
		return false;
	return !rule->context || rule->context == context;
}

static int mce_severity_intel(struct mce *m, struct pt_regs *regs, char **msg, bool is_excp)
{
	int context = error_context(m, regs);
	int i;

	for (i = 0; !fits(&rules[i], m, context, is_excp); i++)
		;
	if (msg)
		*msg = (char *)rules[i].why;
	/* What a user process can survive is the end of the kernel. */
	if (rules[i].severity >= MCE_UC_SEVERITY && context == IN_KERNEL && is_excp)
		return MCE_PANIC_SEVERITY;
	return rules[i].severity;
}

static int mce_severity_amd(struct mce *m, struct pt_regs *regs, char **msg, bool is_excp)
{
	if (m->status & MCI_STATUS_PCC)
		return MCE_PANIC_SEVERITY;
	if (m->status & MCI_STATUS_DEFERRED)
		return MCE_DEFERRED_SEVERITY;
	if (!(m->status & MCI_STATUS_UC))
		return MCE_KEEP_SEVERITY;
	/* This machine's AMD processors recover from overflow and can mark lost data. */
	return error_context(m, regs) == IN_KERNEL ? MCE_PANIC_SEVERITY : MCE_AR_SEVERITY;
}

int mce_severity(struct mce *m, struct pt_regs *regs, char **msg, bool is_excp)
{
	if (boot_cpu_data.x86_vendor == X86_VENDOR_AMD ||
	    boot_cpu_data.x86_vendor == X86_VENDOR_HYGON)
		return mce_severity_amd(m, regs, msg, is_excp);
	return mce_severity_intel(m, regs, msg, is_excp);
}
