/* SPDX-License-Identifier: MIT */
/*
 * Error records in the UEFI common platform error format: severities, flags, the memory section.
 * Source: UEFI, appendix N (N.2.1 severities, N.2.5 memory error section).
 */
#ifndef LINUX_CPER_H
#define LINUX_CPER_H

#include <linux/types.h>
#include <linux/uuid.h>

/* Not the order of enum GHES_SEV: see ghes_severity(). */
enum {
	CPER_SEV_RECOVERABLE,
	CPER_SEV_FATAL,
	CPER_SEV_CORRECTED,
	CPER_SEV_INFORMATIONAL,
};

/* Section flags. */
#define CPER_SEC_PRIMARY			0x0001
#define CPER_SEC_CONTAINMENT_WARNING		0x0002
#define CPER_SEC_RESET				0x0004
#define CPER_SEC_ERROR_THRESHOLD_EXCEEDED	0x0008
#define CPER_SEC_RESOURCE_NOT_ACCESSIBLE	0x0010
#define CPER_SEC_LATENT_ERROR			0x0020

#define CPER_SEC_PLATFORM_MEM						\
	GUID_INIT(0xA5BC1114, 0x6F64, 0x4EDE, 0xB8, 0x63, 0x3E, 0x83,	\
		  0xED, 0x7C, 0x83, 0xB1)

/* Which members of the memory section firmware says it filled. */
#define CPER_MEM_VALID_ERROR_STATUS		0x0001
#define CPER_MEM_VALID_PA			0x0002
#define CPER_MEM_VALID_PA_MASK			0x0004
#define CPER_MEM_VALID_NODE			0x0008
#define CPER_MEM_VALID_CARD			0x0010
#define CPER_MEM_VALID_MODULE			0x0020
#define CPER_MEM_VALID_BANK			0x0040
#define CPER_MEM_VALID_DEVICE			0x0080
#define CPER_MEM_VALID_ROW			0x0100
#define CPER_MEM_VALID_COLUMN			0x0200
#define CPER_MEM_VALID_BIT_POSITION		0x0400
#define CPER_MEM_VALID_REQUESTOR_ID		0x0800
#define CPER_MEM_VALID_RESPONDER_ID		0x1000
#define CPER_MEM_VALID_TARGET_ID		0x2000
#define CPER_MEM_VALID_ERROR_TYPE		0x4000
#define CPER_MEM_VALID_RANK_NUMBER		0x8000

#define CPER_SIG_RECORD		"CPER"
#define CPER_SIG_SIZE		4
#define CPER_SIG_END		0xffffffff
#define CPER_RECORD_REV		0x0100
#define CPER_SEC_REV		0x0100

#define CPER_HW_ERROR_FLAGS_RECOVERED	0x1
#define CPER_HW_ERROR_FLAGS_PREVERR	0x2
#define CPER_HW_ERROR_FLAGS_SIMULATED	0x4

#define CPER_NOTIFY_MCE							\
	GUID_INIT(0xE8F56FFE, 0x919C, 0x4cc5, 0xBA, 0x88, 0x65, 0xAB,	\
		  0xE1, 0x49, 0x13, 0xBB)

/* Head of a record as it is stored. Source: UEFI, appendix N.2.1. */
struct cper_record_header {
	char signature[CPER_SIG_SIZE];
	u16 revision;
	u32 signature_end;
	u16 section_count;
	u32 error_severity;		/* CPER_SEV_* */
	u32 validation_bits;
	u32 record_length;		/* the whole record, in bytes */
	u64 timestamp;
	guid_t platform_id;
	guid_t partition_id;
	guid_t creator_id;
	guid_t notification_type;
	u64 record_id;
	u32 flags;
	u64 persistence_information;
	u8 reserved[12];
} __attribute__((__packed__));

/* Where in the record a section stands and what it is. Source: UEFI, appendix N.2.2. */
struct cper_section_descriptor {
	u32 section_offset;
	u32 section_length;
	u16 revision;
	u8 validation_bits;
	u8 reserved;
	u32 flags;			/* CPER_SEC_* */
	guid_t section_type;
	guid_t fru_id;
	u32 section_severity;		/* CPER_SEV_* */
	u8 fru_text[20];
} __attribute__((__packed__));

/* Register dump of an IA32/X64 processor section. Source: UEFI, appendix N.2.4.2.2. */
struct cper_ia_proc_ctx {
	u16 reg_ctx_type;
	u16 reg_arr_size;		/* bytes of registers behind this header */
	u32 msr_addr;
	u64 mm_reg_addr;
} __attribute__((__packed__));

u64 cper_next_record_id(void);

/* Memory error section; unaligned, since it stands inside a packed record. */
struct cper_sec_mem_err {
	u64	validation_bits;	/* CPER_MEM_VALID_* */
	u64	error_status;
	u64	physical_addr;
	u64	physical_addr_mask;	/* a 1 for every valid address bit, as in PAGE_MASK */
	u16	node;
	u16	card;
	u16	module;
	u16	bank;
	u16	device;
	u16	row;
	u16	column;
	u16	bit_pos;
	u64	requestor_id;
	u64	responder_id;
	u64	target_id;
	u8	error_type;
	u8	extended;
	u16	rank;
	u16	mem_array_handle;
	u16	mem_dev_handle;
} __attribute__((__packed__));

#endif
