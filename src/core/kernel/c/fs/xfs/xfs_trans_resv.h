/* SPDX-License-Identifier: MIT */
#ifndef __XFS_TRANS_RESV_H__
#define __XFS_TRANS_RESV_H__
#endif
