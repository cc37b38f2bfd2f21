/* SPDX-License-Identifier: MIT */
#ifndef _RAS_EVENT_H
#define _RAS_EVENT_H
/*
 * Tracepoints of what the machine's faults come to. That of memory_failure() is a primitive
 * (hs/memory.c). Of extlog_mem_event the assignment of its fields is here, as a function, with
 * what it is for the sake of: a user-space tool reads the entry. The firmware's own texts (FRU) and
 * the packed rest of the record are left out.
 */
#include <linux/types.h>
#include <linux/bitops.h>
#include <linux/cper.h>

void trace_memory_failure_event(unsigned long pfn, int type, int result);

struct trace_event_raw_extlog_mem_event {
	u32 err_seq;
	u8 etype;
	u8 sev;
	u64 pa;
	u8 pa_mask_lsb;
};

static inline void
trace_event_raw_event_extlog_mem_event(struct trace_event_raw_extlog_mem_event *__entry,
				       struct cper_sec_mem_err *mem, u32 err_seq, u8 severity)
{
	__entry->err_seq = err_seq;
	__entry->etype = ~0;
	if (mem->validation_bits & CPER_MEM_VALID_ERROR_TYPE)
		__entry->etype = mem->error_type;
	__entry->sev = severity;
	__entry->pa = ~0ull;
	if (mem->validation_bits & CPER_MEM_VALID_PA)
		__entry->pa = mem->physical_addr;

	if (mem->validation_bits & CPER_MEM_VALID_PA_MASK)
		__entry->pa_mask_lsb = (u8)__ffs64(mem->physical_addr_mask);
	else
		__entry->pa_mask_lsb = ~0;
}

void trace_extlog_mem_event(struct cper_sec_mem_err *mem, u32 err_seq, const guid_t *fru_id,
			    const char *fru_text, u8 sev);
#endif
