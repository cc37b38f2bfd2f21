/* SPDX-License-Identifier: MIT */
#ifndef HS_SIGNAL_H
#define HS_SIGNAL_H
#include <linux/signal.h>
#define BUS_ADRERR	2
#define SEGV_MAPERR	1
/* A signal about an access of the running process, which cannot be refused. */
void force_sig_fault(int sig, int code, void *addr);
#endif
