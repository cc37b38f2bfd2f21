/* SPDX-License-Identifier: MIT */
#ifndef __XFS_BIT_H__
#define __XFS_BIT_H__
#endif
