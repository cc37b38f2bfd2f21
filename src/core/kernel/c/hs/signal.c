// SPDX-License-Identifier: MIT
/*
 * Primitives: signals, as far as memory failure sends them.
 * Rules of kernel/signal.c: SIGBUS is a legacy signal: while one is pending another is dropped;
 * an ignored one is discarded unless it is blocked; a forced one (to current) cannot be blocked
 * or ignored, its disposition falls back to the default; SIGKILL always arrives.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/fs.h>
#include "signal.h"

static const char *signal_name(int sig)
{
	switch (sig) {
	case SIGBUS:
		return "SIGBUS";
	case SIGKILL:
		return "SIGKILL";
	case SIGSEGV:
		return "SIGSEGV";
	default:
		return "other";
	}
}

static const char *code_name(int sig, int code)
{
	if (sig == SIGBUS && code == BUS_MCEERR_AR)
		return "BUS_MCEERR_AR";
	if (sig == SIGBUS && code == BUS_MCEERR_AO)
		return "BUS_MCEERR_AO";
	if (sig == SIGBUS && code == BUS_ADRERR)
		return "BUS_ADRERR";
	return "none";
}

/* What the process maps at the address, for the trace. */
static struct vm_area_struct *mapped_at(struct task_struct *t, unsigned long address)
{
	struct vm_area_struct *vma;

	if (!t->mm)
		return NULL;
	for (vma = t->mm->mmap; vma; vma = vma->vm_next)
		if (vma->vm_start <= address && address < vma->vm_end)
			return vma;
	return NULL;
}

static void tell(struct task_struct *t, const struct kernel_siginfo *info, const char *result)
{
	unsigned long address = (unsigned long)info->si_addr;
	struct vm_area_struct *vma = mapped_at(t, address);

	if (vma)
		__hs_event("signal", "to=%s, signal=%s, code=%s, object=%s, page=%lu, lsb=%d, "
			   "forced=%d, result=%s", t->hs_name, signal_name(info->si_signo),
			   code_name(info->si_signo, info->si_code),
			   file_inode(vma->vm_file)->hs_name,
			   vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT),
			   info->si_addr_lsb, info->forced, result);
	else
		__hs_event("signal", "to=%s, signal=%s, code=%s, object=none, page=0, lsb=%d, "
			   "forced=%d, result=%s", t->hs_name, signal_name(info->si_signo),
			   code_name(info->si_signo, info->si_code), info->si_addr_lsb,
			   info->forced, result);
}

static bool is_pending(struct task_struct *t, int sig)
{
	int i;

	for (i = 0; i < t->hs_signals.pending_count; i++)
		if (t->hs_signals.pending[i].si_signo == sig)
			return true;
	return false;
}

static int post(struct task_struct *t, const struct kernel_siginfo *info)
{
	struct hs_signals *signals = &t->hs_signals;
	u64 bit = BIT_ULL(info->si_signo);

	if (info->forced) {
		if ((signals->blocked | signals->ignored) & bit)
			signals->handled &= ~bit;
		signals->blocked &= ~bit;
		signals->ignored &= ~bit;
		if (!(signals->handled & bit))
			signals->killed = true;
	}
	if (info->si_signo == SIGKILL)
		signals->killed = true;
	if (!(signals->blocked & bit) && (signals->ignored & bit)) {
		tell(t, info, "ignored");
		return 0;
	}
	if (is_pending(t, info->si_signo)) {
		tell(t, info, "dropped");
		return 0;
	}
	if (signals->pending_count == HS_SIGNALS_PENDING) {
		tell(t, info, "lost");
		return -EAGAIN;
	}
	signals->pending[signals->pending_count++] = *info;
	tell(t, info, info->forced ? "forced" : signals->blocked & bit ? "blocked" : "queued");
	return 0;
}

int send_sig_mceerr(int code, void *addr, short lsb, struct task_struct *t)
{
	struct kernel_siginfo info = {
		.si_signo = SIGBUS, .si_code = code, .si_addr = addr, .si_addr_lsb = lsb,
	};

	WARN_ON((code != BUS_MCEERR_AO) && (code != BUS_MCEERR_AR));
	return post(t, &info);
}

int force_sig_mceerr(int code, void *addr, short lsb)
{
	struct kernel_siginfo info = {
		.si_signo = SIGBUS, .si_code = code, .si_addr = addr, .si_addr_lsb = lsb,
		.forced = 1,
	};

	WARN_ON((code != BUS_MCEERR_AO) && (code != BUS_MCEERR_AR));
	return post(current, &info);
}

void force_sig_fault(int sig, int code, void *addr)
{
	struct kernel_siginfo info = {
		.si_signo = sig, .si_code = code, .si_addr = addr, .forced = 1,
	};

	post(current, &info);
}

void force_sig(int sig)
{
	struct kernel_siginfo info = { .si_signo = sig, .forced = 1 };

	post(current, &info);
}

int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		     enum pid_type type)
{
	struct kernel_siginfo own = { .si_signo = sig };

	if ((unsigned long)info > (unsigned long)SEND_SIG_PRIV)
		own = *info;
	return post(p, &own);
}
