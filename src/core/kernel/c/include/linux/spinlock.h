/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H
#include <hs.h>
#include <linux/mutex.h>
typedef struct { struct hs_lock hs; } spinlock_t;
typedef struct { struct hs_lock hs; } raw_spinlock_t;
typedef struct { struct hs_lock hs; } rwlock_t;
#define DEFINE_SPINLOCK(name)		spinlock_t name = { .hs = HS_LOCK_INIT(#name) }
#define DEFINE_RAW_SPINLOCK(name)	raw_spinlock_t name = { .hs = HS_LOCK_INIT(#name) }
#define DEFINE_RWLOCK(name)		rwlock_t name = { .hs = HS_LOCK_INIT(#name) }
#define spin_lock_init(lock)		hs_lock_init(&(lock)->hs, #lock)
#define raw_spin_lock_init(lock)	hs_lock_init(&(lock)->hs, #lock)
#define spin_lock(lock)			hs_lock_acquire(&(lock)->hs, "spin", HS_LOCK_WRITE)
#define spin_trylock(lock)		hs_lock_try(&(lock)->hs, "spin", HS_LOCK_WRITE)
#define spin_unlock(lock)		hs_lock_release(&(lock)->hs, "spin", HS_LOCK_WRITE)
#define spin_lock_irq(lock)		spin_lock(lock)
#define spin_unlock_irq(lock)		spin_unlock(lock)
#define spin_lock_bh(lock)		spin_lock(lock)
#define spin_unlock_bh(lock)		spin_unlock(lock)
#define spin_lock_irqsave(lock, flags)	do { (flags) = 0; spin_lock(lock); } while (0)
#define spin_unlock_irqrestore(lock, flags)	do { (void)(flags); spin_unlock(lock); } while (0)
#define raw_spin_lock(lock)		spin_lock(lock)
#define raw_spin_unlock(lock)		spin_unlock(lock)
#define raw_spin_lock_irqsave(lock, flags)	spin_lock_irqsave(lock, flags)
#define raw_spin_unlock_irqrestore(lock, flags)	spin_unlock_irqrestore(lock, flags)
#define read_lock(lock)			hs_lock_acquire(&(lock)->hs, "rwlock", HS_LOCK_READ)
#define read_unlock(lock)		hs_lock_release(&(lock)->hs, "rwlock", HS_LOCK_READ)
#define write_lock_irq(lock)		hs_lock_acquire(&(lock)->hs, "rwlock", HS_LOCK_WRITE)
#define write_unlock_irq(lock)		hs_lock_release(&(lock)->hs, "rwlock", HS_LOCK_WRITE)
#endif
