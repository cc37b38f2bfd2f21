/* SPDX-License-Identifier: MIT */
/* Shared by the files of this folder. Names and order as in 5.19. */
#ifndef __X86_MCE_INTERNAL_H__
#define __X86_MCE_INTERNAL_H__

#include <linux/types.h>
#include <linux/notifier.h>
#include <linux/llist.h>
#include <linux/workqueue.h>
#include <asm/mce.h>

enum severity_level {
	MCE_NO_SEVERITY,
	MCE_DEFERRED_SEVERITY,
	MCE_UCNA_SEVERITY = MCE_DEFERRED_SEVERITY,
	MCE_KEEP_SEVERITY,
	MCE_SOME_SEVERITY,
	MCE_AO_SEVERITY,
	MCE_UC_SEVERITY,
	MCE_AR_SEVERITY,
	MCE_PANIC_SEVERITY,
};

extern struct blocking_notifier_head x86_mce_decoder_chain;

struct mce_evt_llist {
	struct llist_node llnode;
	struct mce mce;
};

void mce_gen_pool_process(struct work_struct *__unused);
bool mce_gen_pool_empty(void);
int mce_gen_pool_add(struct mce *mce);

/* 0 where two records tell of the same error. */
static inline int mce_cmp(struct mce *m1, struct mce *m2)
{
	bool same = m1->bank == m2->bank && m1->status == m2->status &&
		    m1->addr == m2->addr && m1->misc == m2->misc;

	return !same;
}

/* The registers of a bank, by what they say. */
enum mca_msr {
	MCA_CTL,
	MCA_STATUS,
	MCA_ADDR,
	MCA_MISC,
};
static inline u32 mca_msr_reg(int bank, enum mca_msr reg)
{
	return MSR_IA32_MC0_CTL + 4 * bank + reg;
}
static inline u64 mce_rdmsrl(u32 msr) { return __rdmsr(msr); }
static inline void mce_wrmsrl(u32 msr, u64 v) { __wrmsr(msr, (u32)v, (u32)(v >> 32)); }

struct pt_regs;
int mce_severity(struct mce *m, struct pt_regs *regs, char **msg, bool is_excp);

struct mca_config {
	bool dont_log_ce;
	bool cmci_disabled;
	bool ignore_ce;
	bool print_all;
	bool ser;		/* software error recovery: MCG_SER_P */
	bool bios_cmci_threshold;
	s8 bootlog;
	int tolerant;
	int monarch_timeout;
	int panic_timeout;
	u32 rip_msr;
};

extern struct mca_config mca_cfg;

/* True: the record is known to be spurious and is not to be logged. */
bool filter_mce(struct mce *m);
bool amd_filter_mce(struct mce *m);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
bool amd_mce_usable_address(struct mce *m);
#endif
bool intel_filter_mce(struct mce *m);

#endif
