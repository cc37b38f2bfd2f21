/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PERCPU_RWSEM_H
#define _LINUX_PERCPU_RWSEM_H
/* What writers of a filesystem hold for reading. They are not counted: nobody is waited for. */
struct super_block;
struct percpu_rw_semaphore { const struct super_block *hs_sb; };
void percpu_down_write(struct percpu_rw_semaphore *sem);
void percpu_up_write(struct percpu_rw_semaphore *sem);
#define _THIS_IP_	0ul
/* To tell lockdep that another task will release it. */
#define percpu_rwsem_release(sem, read, ip)	((void)(sem), (void)(read), (void)(ip))
#define percpu_rwsem_acquire(sem, read, ip)	((void)(sem), (void)(read), (void)(ip))
#endif
