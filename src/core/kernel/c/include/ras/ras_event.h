/* SPDX-License-Identifier: MIT */
#ifndef _RAS_EVENT_H
#define _RAS_EVENT_H
/* Tracepoints of what the machine's faults come to; implemented in hs/memory.c. */
void trace_memory_failure_event(unsigned long pfn, int type, int result);
#endif
