/* SPDX-License-Identifier: MIT */
/* Commands of user space to DIMMs are not modelled. */
#ifndef _LINUX_NDCTL_H
#define _LINUX_NDCTL_H
#endif
