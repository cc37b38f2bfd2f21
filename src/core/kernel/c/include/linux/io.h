/* SPDX-License-Identifier: MIT */
/* Nothing of it is needed by the modelled files; they include it all the same. */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H
#endif
