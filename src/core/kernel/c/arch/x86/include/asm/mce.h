/* SPDX-License-Identifier: MIT */
/*
 * Machine-check records, status and MISC layouts, and the decode chain.
 * Source: arch/x86/include/{uapi/,}asm/mce.h of 5.19 for names, order and bits.
 */
#ifndef _ASM_X86_MCE_H
#define _ASM_X86_MCE_H

#include <linux/types.h>
#include <linux/bitops.h>
#include <asm/page.h>
#include <asm/cpufeature.h>
#include <asm/msr.h>
#include <asm/processor.h>

struct notifier_block;
struct cper_sec_mem_err;
struct cper_ia_proc_ctx;

/* IA32_MCG_CAP */
#define MCG_BANKCNT_MASK	0xff
#define MCG_SER_P		BIT_ULL(24)
#define MCG_LMCE_P		BIT_ULL(27)

/* IA32_MCG_STATUS */
#define MCG_STATUS_RIPV		BIT_ULL(0)
#define MCG_STATUS_EIPV		BIT_ULL(1)
#define MCG_STATUS_MCIP		BIT_ULL(2)
#define MCG_STATUS_LMCES	BIT_ULL(3)

/* IA32_MCi_STATUS */
#define MCI_STATUS_VAL		BIT_ULL(63)
#define MCI_STATUS_OVER		BIT_ULL(62)
#define MCI_STATUS_UC		BIT_ULL(61)
#define MCI_STATUS_EN		BIT_ULL(60)
#define MCI_STATUS_MISCV	BIT_ULL(59)
#define MCI_STATUS_ADDRV	BIT_ULL(58)
#define MCI_STATUS_PCC		BIT_ULL(57)
#define MCI_STATUS_S		BIT_ULL(56)
#define MCI_STATUS_AR		BIT_ULL(55)
#define MCI_STATUS_CEC_SHIFT	38
#define MCI_STATUS_CEC_MASK	GENMASK_ULL(52, 38)

/* The same bits as AMD names them, and those only AMD has. */
#define MCI_STATUS_TCC		BIT_ULL(55)
#define MCI_STATUS_SYNDV	BIT_ULL(53)
#define MCI_STATUS_DEFERRED	BIT_ULL(44)
#define MCI_STATUS_POISON	BIT_ULL(43)
#define MCI_STATUS_SCRUB	BIT_ULL(40)

#define MCACOD			0xefff
#define MCACOD_SCRUB		0x00C0
#define MCACOD_SCRUBMSK		0xeff0
#define MCACOD_L3WB		0x017A
#define MCACOD_DATA		0x0134
#define MCACOD_INSTR		0x0150

/* IA32_MCi_MISC: bits 5:0 the lowest valid address bit, bits 8:6 what kind of address it is. */
#define MCI_MISC_ADDR_LSB(misc)	((misc) & 0x3f)
#define MCI_MISC_ADDR_MODE(misc)	(((misc) >> 6) & 7)
#define MCI_MISC_ADDR_SEGOFF	0
#define MCI_MISC_ADDR_LINEAR	1
#define MCI_MISC_ADDR_PHYS	2
#define MCI_MISC_ADDR_MEM	3
#define MCI_MISC_ADDR_GENERIC	7

/* Who on the chain has dealt with a record; kept in mce.kflags. */
#define MCE_HANDLED_CEC		BIT_ULL(0)
#define MCE_HANDLED_UC		BIT_ULL(1)
#define MCE_HANDLED_EXTLOG	BIT_ULL(2)
#define MCE_HANDLED_NFIT	BIT_ULL(3)
#define MCE_HANDLED_EDAC	BIT_ULL(4)
#define MCE_HANDLED_MCELOG	BIT_ULL(5)
#define MCE_IN_KERNEL_RECOV	BIT_ULL(6)
#define MCE_IN_KERNEL_COPYIN	BIT_ULL(7)

/* One record: what a bank (or firmware in its stead) said about one error. */
struct mce {
	__u64 status;		/* MCi_STATUS */
	__u64 misc;		/* MCi_MISC */
	__u64 addr;		/* MCi_ADDR */
	__u64 mcgstatus;	/* MCG_STATUS */
	__u64 ip;		/* instruction, when the exception knew it */
	__u64 tsc;		/* time stamp counter */
	__u64 time;		/* seconds since 1970 */
	__u8  cpuvendor;	/* X86_VENDOR_* */
	__u8  inject_flags;
	__u8  severity;		/* enum severity_level */
	__u8  pad;
	__u32 cpuid;		/* CPUID leaf 1, EAX */
	__u8  cs;
	__u8  bank;		/* 255: no bank, firmware reported it */
	__u8  cpu;
	__u8  finished;
	__u32 extcpu;
	__u32 socketid;
	__u32 apicid;
	__u64 mcgcap;
	__u64 synd;
	__u64 ipid;
	__u64 ppin;
	__u32 microcode;
	__u64 kflags;		/* MCE_HANDLED_* */
};

/* Order of the decode chain, first called last in this list. */
enum mce_notifier_prios {
	MCE_PRIO_LOWEST,
	MCE_PRIO_MCELOG,
	MCE_PRIO_EDAC,
	MCE_PRIO_NFIT,
	MCE_PRIO_EXTLOG,
	MCE_PRIO_UC,
	MCE_PRIO_EARLY,
	MCE_PRIO_CEC,
	MCE_PRIO_HIGHEST = MCE_PRIO_CEC
};

extern void mce_register_decode_chain(struct notifier_block *nb);
extern void mce_unregister_decode_chain(struct notifier_block *nb);

#define MAX_NR_BANKS		64
#define MSR_IA32_MCx_CTL(x)	(MSR_IA32_MC0_CTL + 4 * (x))
#define MSR_IA32_MCx_STATUS(x)	(MSR_IA32_MC0_STATUS + 4 * (x))
#define MSR_IA32_MCx_ADDR(x)	(MSR_IA32_MC0_ADDR + 4 * (x))
#define MSR_IA32_MCx_MISC(x)	(MSR_IA32_MC0_MISC + 4 * (x))

/* One bit a bank. */
typedef unsigned long mce_banks_t[MAX_NR_BANKS / 64];

/* How a poll is to go about it. */
enum mcp_flags {
	MCP_TIMESTAMP	= BIT(0),
	MCP_UC		= BIT(1),
	MCP_DONTLOG	= BIT(2),
	MCP_QUEUE_LOG	= BIT(3),
};
struct pt_regs;
bool machine_check_poll(enum mcp_flags flags, mce_banks_t *b);
void do_machine_check(struct pt_regs *regs);

int mcheck_init(void);
int mce_gen_pool_init(void);

void mce_setup(struct mce *m);
void mce_log(struct mce *m);

bool mce_is_memory_error(struct mce *m);
bool mce_is_correctable(struct mce *m);
int mce_usable_address(struct mce *m);

bool amd_mce_is_memory_error(struct mce *m);

extern void apei_mce_report_mem_error(int corrected, struct cper_sec_mem_err *mem_err);
extern int apei_smca_report_x86_error(struct cper_ia_proc_ctx *ctx_info, u64 lapic_id);

#endif
