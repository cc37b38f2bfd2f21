/* SPDX-License-Identifier: MIT */
#ifndef __XFS_SHARED_H__
#define __XFS_SHARED_H__
#define XFS_TRANS_NO_WRITECOUNT	0x40
#endif
