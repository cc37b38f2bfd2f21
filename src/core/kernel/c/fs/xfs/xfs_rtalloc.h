/* SPDX-License-Identifier: MIT */
#ifndef __XFS_RTALLOC_H__
#define __XFS_RTALLOC_H__
#endif
