/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H
#include <hs.h>
#include <linux/bug.h>
#include <linux/srcu.h>
struct mutex { struct hs_lock hs; };
#define __MUTEX_INITIALIZER(name)	{ .hs = HS_LOCK_INIT(#name) }
#define DEFINE_MUTEX(name)		struct mutex name = __MUTEX_INITIALIZER(name)
#define mutex_init(lock)		hs_lock_init(&(lock)->hs, #lock)
#define mutex_destroy(lock)		do { } while (0)
#define mutex_lock(lock)		hs_lock_acquire(&(lock)->hs, "mutex", HS_LOCK_WRITE)
#define mutex_lock_nested(lock, sub)	mutex_lock(lock)
#define mutex_trylock(lock)		hs_lock_try(&(lock)->hs, "mutex", HS_LOCK_WRITE)
#define mutex_unlock(lock)		hs_lock_release(&(lock)->hs, "mutex", HS_LOCK_WRITE)
#define mutex_is_locked(lock)		((lock)->hs.depth != 0)
/* Of an SRCU domain: that a read section is open. Every other lock begins with its hs_lock. */
#define lockdep_assert_held(lock) \
	__builtin_choose_expr( \
		__builtin_types_compatible_p(typeof(*(lock)), struct srcu_struct), \
		(void)WARN_ON(!srcu_read_lock_held((const void *)(lock))), \
		hs_lock_assert_held((const void *)(lock)))
#define lockdep_is_held(lock)		hs_lock_is_held(&(lock)->hs)
#endif
