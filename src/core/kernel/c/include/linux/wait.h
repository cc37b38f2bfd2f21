/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H
/* Tasks run one after another, so nobody sleeps on one of these. */
typedef struct wait_queue_head { int hs_unused; } wait_queue_head_t;
#define wake_up(head)	((void)(head))
#endif
