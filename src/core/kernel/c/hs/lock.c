// SPDX-License-Identifier: MIT
/*
 * Primitives: locks, rcu and srcu with their state kept, and the list of what is held and by whom.
 * Processes take turns where a scenario says so, and where one has to wait: who wants a lock that
 * is not free tells so (event "wait"), sleeps, and looks again when it is let go (event "wake").
 */
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/sched.h>

struct hs_held hs_held[HS_HELD_LIMIT];
int hs_held_slots;
struct hs_wait hs_waits[HS_WAITS];
int hs_wait_count;

/* How deep each process is in sections that must not sleep. */
#define HS_CONTEXTS	32	/* more processes than a world's table holds at work */
struct hs_context {
	const struct task_struct *task;
	int rcu_depth;
	int atomic_depth;	/* spinlocks and rwlocks held */
};
static struct hs_context contexts[HS_CONTEXTS];
static int context_count;

static struct hs_context *context(void)
{
	int i;

	for (i = 0; i < context_count; i++)
		if (contexts[i].task == hs_current)
			return &contexts[i];
	if (context_count == HS_CONTEXTS) {
		__hs_trap("limit", "more than %d processes at work", HS_CONTEXTS);
		return &contexts[0];
	}
	contexts[context_count].task = hs_current;
	return &contexts[context_count++];
}

/* What the running process has of it; if it has none, what anybody has. */
static struct hs_held *held_slot(const char *kind, const void *object)
{
	struct hs_held *found = NULL;
	int i;

	for (i = 0; i < hs_held_slots; i++) {
		struct hs_held *slot = &hs_held[i];

		if (slot->object != object || slot->count <= 0 || !hs_same(slot->kind, kind))
			continue;
		if (slot->task == hs_current)
			return slot;
		found = slot;
	}
	return found;
}

/* Notes that one more `kind` of `object` is held. */
void hs_hold(const char *kind, const void *object, const char *name, const char *of)
{
	struct hs_held *slot = held_slot(kind, object);
	int i;

	if (!slot || slot->task != hs_current) {
		for (i = 0; i < hs_held_slots && hs_held[i].count; i++)
			;
		if (i == HS_HELD_LIMIT) {
			__hs_trap("limit", "more than %d things held at once", HS_HELD_LIMIT);
			return;
		}
		if (i == hs_held_slots)
			hs_held_slots++;
		slot = &hs_held[i];
		slot->kind = kind;
		slot->object = object;
		slot->name = name;
		slot->of = of;
		slot->task = hs_current;
		slot->count = 0;
	}
	slot->count++;
}

/* Notes that one is given back; below zero is an imbalance: an event "warn". */
void hs_unhold(const char *kind, const void *object, const char *name, const char *of)
{
	struct hs_held *slot = held_slot(kind, object);

	if (!slot || slot->count <= 0) {
		__hs_event("warn", "condition=released without being held, kind=%s, object=%s",
			   kind, name ? name : "none");
		return;
	}
	slot->count--;
}

int hs_held_count(const char *kind, const void *object)
{
	int count = 0, i;

	for (i = 0; i < hs_held_slots; i++)
		if (hs_held[i].object == object && hs_same(hs_held[i].kind, kind))
			count += hs_held[i].count;
	return count;
}

static const char *lock_name(const struct hs_lock *lock)
{
	return lock->name ? lock->name : "unnamed";
}

static const char *of_name(const struct hs_lock *lock)
{
	return lock->of ? lock->of : "none";
}

static bool is_atomic(const char *kind)
{
	return hs_same(kind, "spin") || hs_same(kind, "rwlock");
}

/* Sleeps for an object: what that is, and the process that has it. */
static void wait_for(const void *object, const char *what, const char *of,
		     const struct task_struct *holder)
{
	int i;

	if (hs_wait_count < HS_WAITS) {
		struct hs_wait *wait = &hs_waits[hs_wait_count++];

		wait->task = hs_current;
		wait->what = what;
		wait->of = of;
	}
	__hs_event("wait", "process=%s, for=%s, of=%s, held_by=%s", hs_current->hs_name, what, of,
		   holder ? holder->hs_name : "nobody");
	__hs_wait(object, what);
	for (i = 0; i < hs_wait_count && hs_waits[i].task != hs_current; i++)
		;
	for (hs_wait_count--; i < hs_wait_count; i++)
		hs_waits[i] = hs_waits[i + 1];
	__hs_event("wake", "process=%s, for=%s, of=%s", hs_current->hs_name, what, of);
}

/* Who sleeps for the object looks again. */
void hs_wake(const void *object)
{
	if (hs_wait_count)
		__hs_wake(object);
}

/* Somebody else's first: who waits for itself has nobody else to wait for. */
void hs_wait_for(const char *kind, const void *object, const char *what, const char *of)
{
	const struct task_struct *holder = NULL;
	int i;

	for (i = 0; i < hs_held_slots; i++) {
		struct hs_held *slot = &hs_held[i];

		if (slot->object != object || slot->count <= 0 || !hs_same(slot->kind, kind))
			continue;
		if (!holder || holder == hs_current)
			holder = slot->task;
	}
	wait_for(object, what, of ? of : "none", holder);
}

void hs_lock_init(struct hs_lock *lock, const char *name)
{
	lock->name = name;
	lock->of = NULL;
	lock->owner = NULL;
	lock->depth = 0;
	lock->watch = NULL;
}

void hs_lock_acquire(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode)
{
	if (!is_atomic(kind))
		hs_might_sleep(lock_name(lock));
	while (!hs_lock_try(lock, kind, mode))
		hs_wait_for(kind, lock, lock_name(lock), of_name(lock));
}

int hs_lock_try(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode)
{
	if (mode == HS_LOCK_WRITE ? lock->depth != 0 : lock->depth < 0)
		return 0;
	if (mode == HS_LOCK_WRITE) {
		lock->depth = -1;
		lock->owner = hs_current;
	} else {
		lock->depth++;
	}
	if (is_atomic(kind))
		context()->atomic_depth++;
	hs_hold(kind, lock, lock->name, lock->of);
	__hs_event("lock", "lock=%s, of=%s, kind=%s, mode=%s", lock_name(lock), of_name(lock), kind,
		   mode == HS_LOCK_WRITE ? "write" : "read");
	return 1;
}

void hs_lock_release(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode)
{
	if (mode == HS_LOCK_WRITE ? lock->depth != -1 : lock->depth <= 0) {
		__hs_event("warn", "condition=unlock of a lock that is not held, lock=%s, of=%s",
			   lock_name(lock), of_name(lock));
		return;
	}
	if (lock->watch)
		lock->watch(lock);
	if (mode == HS_LOCK_WRITE) {
		lock->depth = 0;
		lock->owner = NULL;
	} else {
		lock->depth--;
	}
	if (is_atomic(kind))
		context()->atomic_depth--;
	hs_unhold(kind, lock, lock->name, lock->of);
	__hs_event("unlock", "lock=%s, of=%s, kind=%s, mode=%s", lock_name(lock), of_name(lock),
		   kind, mode == HS_LOCK_WRITE ? "write" : "read");
	hs_wake(lock);
}

int hs_lock_is_held(const struct hs_lock *lock)
{
	return lock->depth != 0;
}

void hs_lock_assert_held(const struct hs_lock *lock)
{
	if (!lock->depth)
		__hs_event("warn", "condition=lock not held, lock=%s, of=%s", lock_name(lock),
			   of_name(lock));
}

void hs_might_sleep(const char *where)
{
	if (context_count && (context()->atomic_depth || context()->rcu_depth))
		__hs_event("warn", "condition=sleeping function in atomic context, where=%s",
			   where);
}

void rcu_read_lock(void)
{
	struct hs_context *at = context();

	at->rcu_depth++;
	hs_hold("rcu", at, "rcu", NULL);
	__hs_event("lock", "lock=rcu, of=none, kind=rcu, mode=read");
}

void rcu_read_unlock(void)
{
	struct hs_context *at = context();

	at->rcu_depth--;
	hs_unhold("rcu", at, "rcu", NULL);
	__hs_event("unlock", "lock=rcu, of=none, kind=rcu, mode=read");
	hs_wake(at);
}

/* Waits for every reader; one that waits for itself waits for ever. */
void synchronize_rcu(void)
{
	int i;

	for (i = 0; i < context_count; i++)
		while (contexts[i].rcu_depth)
			wait_for(&contexts[i], contexts[i].task == hs_current ?
				 "synchronize_rcu inside an rcu section" : "synchronize_rcu",
				 "none", contexts[i].task);
}

int srcu_read_lock(struct srcu_struct *ssp)
{
	int idx = ssp->side & 1;

	ssp->readers[idx]++;
	hs_hold("srcu", ssp, ssp->name, NULL);
	__hs_event("srcu-lock", "srcu=%s, token=%d", ssp->name, idx);
	return idx;
}

void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	WARN_ON_ONCE(idx & ~1);
	ssp->readers[idx & 1]--;
	WARN_ON(ssp->readers[idx & 1] < 0);
	hs_unhold("srcu", ssp, ssp->name, NULL);
	__hs_event("srcu-unlock", "srcu=%s, token=%d", ssp->name, idx);
	hs_wake(ssp);
}

int srcu_read_lock_held(const struct srcu_struct *ssp)
{
	return ssp->readers[0] + ssp->readers[1] > 0;
}

/* Waits until every reader that began before is gone; turns the side for new ones. */
void synchronize_srcu(struct srcu_struct *ssp)
{
	int round;

	__hs_event("srcu-sync", "srcu=%s, readers=%d", ssp->name,
		   ssp->readers[0] + ssp->readers[1]);
	/* First who is left on the side that new readers will take, then those of this one. */
	for (round = 0; round < 2; round++) {
		int old = (ssp->side & 1) ^ (round == 0);

		if (round)
			ssp->side++;
		while (ssp->readers[old])
			hs_wait_for("srcu", ssp, ssp->name, NULL);
	}
}
