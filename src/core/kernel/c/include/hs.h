/* SPDX-License-Identifier: MIT */
#ifndef HS_H
#define HS_H
/*
 * What the model asks of the engine (the __hs_* functions) and the bookkeeping that the
 * primitives in hs/ share. All state of the simulated machine lives in simulated memory.
 */
void *__hs_alloc(unsigned long size, int zeroed, const char *what);
void __hs_free(const void *object);
void __hs_name(const void *object, const char *format, ...);
void __hs_event(const char *kind, const char *format, ...);
void __hs_message(int level, const char *format, ...);
int __hs_choose(int count, const char *about);
void __hs_trap(const char *kind, const char *format, ...);
void __hs_block(const char *on);
/* Sleeps until somebody wakes who waits for the object; then it has to look again. */
void __hs_wait(const void *object, const char *on);
int __hs_wake(const void *object);
unsigned long __hs_undefined64(const char *kind, const char *why);
int __hs_is_undefined(const void *p, unsigned long size);

struct task_struct;

/* One lock of any kind. depth: 0 free, -1 held for write, n held by n readers. */
struct hs_lock {
	const char *name;		/* as shown: "mf_mutex", "m0.s_umount" */
	const char *of;			/* the object it belongs to, NULL for a global lock */
	const struct task_struct *owner;	/* who holds it for write */
	int depth;
	void (*watch)(struct hs_lock *lock);		/* told, with it still held, before it is let go */
};
#define HS_LOCK_INIT(lockname)	{ .name = lockname }
enum hs_lock_mode { HS_LOCK_READ, HS_LOCK_WRITE };
void hs_lock_init(struct hs_lock *lock, const char *name);
void hs_lock_acquire(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode);
int hs_lock_try(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode);
void hs_lock_release(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode);
int hs_lock_is_held(const struct hs_lock *lock);
void hs_lock_assert_held(const struct hs_lock *lock);
/* Marks code that may sleep: an event "warn" when a spinlock or rcu is held. */
void hs_might_sleep(const char *where);

/* Everything that was taken and must be given back: one slot per kind, object and process. */
#define HS_HELD_LIMIT	96		/* the deepest stock stimulus holds about 12 at once */
struct hs_held {
	const char *kind;		/* "mutex", "perag", "inode", ... */
	const char *name;		/* "m0 AG 1", "F1", "mf_mutex" */
	const char *of;
	const void *object;
	const struct task_struct *task;	/* who took it */
	int count;
};
extern struct hs_held hs_held[HS_HELD_LIMIT];
extern int hs_held_slots;
void hs_hold(const char *kind, const void *object, const char *name, const char *of);
void hs_unhold(const char *kind, const void *object, const char *name, const char *of);
int hs_held_count(const char *kind, const void *object);
/* Who was left waiting, and for what. */
#define HS_WAITS	16	/* more processes than a scenario has */
struct hs_wait {
	const struct task_struct *task;
	const char *what;
	const char *of;
};
extern struct hs_wait hs_waits[HS_WAITS];
extern int hs_wait_count;
/*
 * The process cannot go on before this is let go: an event "wait", it sleeps until the object is
 * woken, and an event "wake". The caller looks again: somebody else may have been faster.
 */
void hs_wait_for(const char *kind, const void *object, const char *what, const char *of);
void hs_wake(const void *object);

/*
 * Injected failures: hs_injected("kmalloc:add_to_kill") gives 0, or the error that the
 * world wants this call to fail with this time.
 */
int hs_injected(const char *call);

/* Small strings that live as long as the world; used for names only. */
const char *hs_text(const char *a, const char *b);
const char *hs_text_number(const char *a, unsigned long number);
int hs_same(const char *a, const char *b);

/* The process that runs now. */
extern struct task_struct *hs_current;
#endif
