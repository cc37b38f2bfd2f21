/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SIGNAL_H
#define _LINUX_SIGNAL_H
#include <linux/types.h>
struct task_struct;
#define SIGKILL		9
#define SIGBUS		7
#define SIGSEGV		11
#define BUS_MCEERR_AR	4
#define BUS_MCEERR_AO	5
struct kernel_siginfo { int si_signo; int si_code; void *si_addr; short si_addr_lsb; int forced; };
#define SEND_SIG_NOINFO	((struct kernel_siginfo *)0)
#define SEND_SIG_PRIV	((struct kernel_siginfo *)1)
enum pid_type { PIDTYPE_PID, PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID, PIDTYPE_MAX };
/* What a process does with SIGBUS, and what waits for it. Rules: hs/signal.c. */
#define HS_SIGNALS_PENDING	8	/* one legacy signal waits once; others are few */
struct hs_signals {
	u64 blocked;			/* bit per signal number */
	u64 ignored;
	u64 handled;
	int pending_count;
	struct kernel_siginfo pending[HS_SIGNALS_PENDING];
	bool killed;			/* SIGKILL or an unhandled forced signal */
};
int send_sig_mceerr(int code, void *addr, short lsb, struct task_struct *t);
int force_sig_mceerr(int code, void *addr, short lsb);
void force_sig(int sig);
int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		     enum pid_type type);
#endif
