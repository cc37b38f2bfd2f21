/* SPDX-License-Identifier: MIT */
/* The tracepoint of a logged record; its consumer is the world (hs/mce-world.c). */
#ifndef _TRACE_MCE_H
#define _TRACE_MCE_H

struct mce;

void trace_mce_record(struct mce *m);

#endif
