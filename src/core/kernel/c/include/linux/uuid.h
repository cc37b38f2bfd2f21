/* SPDX-License-Identifier: MIT */
/* GUIDs as firmware stores them: the first three groups little endian. Source: UEFI, appendix A. */
#ifndef _LINUX_UUID_H_
#define _LINUX_UUID_H_

#include <linux/types.h>
#include <linux/string.h>

#define UUID_SIZE 16

#define HS_GUID_BYTE(group, n)	(((group) >> (8 * (n))) & 0xff)

#define GUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)		\
	((guid_t) {{							\
		HS_GUID_BYTE(a, 0), HS_GUID_BYTE(a, 1),			\
		HS_GUID_BYTE(a, 2), HS_GUID_BYTE(a, 3),			\
		HS_GUID_BYTE(b, 0), HS_GUID_BYTE(b, 1),			\
		HS_GUID_BYTE(c, 0), HS_GUID_BYTE(c, 1),			\
		d0, d1, d2, d3, d4, d5, d6, d7 }})

static inline bool guid_equal(const guid_t *u1, const guid_t *u2)
{
	return !memcmp(u1->b, u2->b, UUID_SIZE);
}

static inline void guid_copy(guid_t *dst, const guid_t *src)
{
	*dst = *src;
}

static inline void import_guid(guid_t *dst, const __u8 *src)
{
	memcpy(dst->b, src, UUID_SIZE);
}

static inline void export_guid(__u8 *dst, const guid_t *src)
{
	memcpy(dst, src->b, UUID_SIZE);
}

#endif
