/* SPDX-License-Identifier: MIT */
#ifndef __XFS_LOG_FORMAT_H__
#define __XFS_LOG_FORMAT_H__
#endif
