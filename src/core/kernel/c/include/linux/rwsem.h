/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H
#include <hs.h>
#include <linux/mutex.h>
struct rw_semaphore { struct hs_lock hs; };
#define DECLARE_RWSEM(name)		struct rw_semaphore name = { .hs = HS_LOCK_INIT(#name) }
#define init_rwsem(sem)			hs_lock_init(&(sem)->hs, #sem)
#define down_read(sem)			hs_lock_acquire(&(sem)->hs, "rwsem", HS_LOCK_READ)
#define up_read(sem)			hs_lock_release(&(sem)->hs, "rwsem", HS_LOCK_READ)
#define down_write(sem)			hs_lock_acquire(&(sem)->hs, "rwsem", HS_LOCK_WRITE)
#define up_write(sem)			hs_lock_release(&(sem)->hs, "rwsem", HS_LOCK_WRITE)
#define down_read_trylock(sem)		hs_lock_try(&(sem)->hs, "rwsem", HS_LOCK_READ)
#define down_write_trylock(sem)		hs_lock_try(&(sem)->hs, "rwsem", HS_LOCK_WRITE)
#define rwsem_is_locked(sem)		((sem)->hs.depth != 0)
#endif
