/* SPDX-License-Identifier: MIT */
#if HS_LEVEL >= 1
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H
#include <hs.h>
#define HZ	1000
/* Time passes, and nothing else happens: tasks run one after another. */
static inline void delay(long ticks)
{
	__hs_event("delay", "ticks=%ld", ticks);
}
#endif
#endif
