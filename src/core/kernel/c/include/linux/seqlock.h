/* SPDX-License-Identifier: MIT */
/* Sequence locks: writers exclude each other; with one thread a reader never has to retry. */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/spinlock.h>

typedef struct {
	unsigned int sequence;
	spinlock_t lock;
} seqlock_t;

#define seqlock_init(sl)	do { (sl)->sequence = 0; spin_lock_init(&(sl)->lock); } while (0)

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return sl->sequence;
}

static inline unsigned int read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return sl->sequence != start;
}

#define write_seqlock(sl)	do { spin_lock(&(sl)->lock); (sl)->sequence++; } while (0)
#define write_sequnlock(sl)	do { (sl)->sequence++; spin_unlock(&(sl)->lock); } while (0)
#define write_seqlock_irq(sl)	write_seqlock(sl)
#define write_sequnlock_irq(sl)	write_sequnlock(sl)

#endif
