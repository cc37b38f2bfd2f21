// SPDX-License-Identifier: MIT
/*
 * Primitives: locks, rcu and srcu with their state kept, and the list of what is held.
 * One thread runs, so a lock that
 * is not free when it is wanted never becomes free: the run ends as blocked.
 */
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/sched.h>

struct hs_held hs_held[HS_HELD_LIMIT];
int hs_held_slots;
static int rcu_depth;
static int atomic_depth;	/* spinlocks and rwlocks held */

static struct hs_held *held_slot(const char *kind, const void *object)
{
	int i;

	for (i = 0; i < hs_held_slots; i++)
		if (hs_held[i].object == object && hs_same(hs_held[i].kind, kind))
			return &hs_held[i];
	return NULL;
}

/* Notes that one more `kind` of `object` is held. */
void hs_hold(const char *kind, const void *object, const char *name, const char *of)
{
	struct hs_held *slot = held_slot(kind, object);
	int i;

	if (!slot) {
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
	struct hs_held *slot = held_slot(kind, object);

	return slot ? slot->count : 0;
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

void hs_lock_init(struct hs_lock *lock, const char *name)
{
	lock->name = name;
	lock->of = NULL;
	lock->owner = NULL;
	lock->depth = 0;
}

void hs_lock_acquire(struct hs_lock *lock, const char *kind, enum hs_lock_mode mode)
{
	if (!is_atomic(kind))
		hs_might_sleep(lock_name(lock));
	if (!hs_lock_try(lock, kind, mode))
		__hs_block(lock_name(lock));
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
		atomic_depth++;
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
	if (mode == HS_LOCK_WRITE) {
		lock->depth = 0;
		lock->owner = NULL;
	} else {
		lock->depth--;
	}
	if (is_atomic(kind))
		atomic_depth--;
	hs_unhold(kind, lock, lock->name, lock->of);
	__hs_event("unlock", "lock=%s, of=%s, kind=%s, mode=%s", lock_name(lock), of_name(lock),
		   kind, mode == HS_LOCK_WRITE ? "write" : "read");
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
	if (atomic_depth || rcu_depth)
		__hs_event("warn", "condition=sleeping function in atomic context, where=%s",
			   where);
}

void rcu_read_lock(void)
{
	rcu_depth++;
	hs_hold("rcu", &rcu_depth, "rcu", NULL);
	__hs_event("lock", "lock=rcu, of=none, kind=rcu, mode=read");
}

void rcu_read_unlock(void)
{
	rcu_depth--;
	hs_unhold("rcu", &rcu_depth, "rcu", NULL);
	__hs_event("unlock", "lock=rcu, of=none, kind=rcu, mode=read");
}

/* Waits for every reader: a reader of this same thread never ends, so the run is blocked. */
void synchronize_rcu(void)
{
	if (rcu_depth)
		__hs_block("synchronize_rcu inside an rcu section");
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
}

int srcu_read_lock_held(const struct srcu_struct *ssp)
{
	return ssp->readers[0] + ssp->readers[1] > 0;
}

/* Waits until every reader that began before is gone; turns the side for new ones. */
void synchronize_srcu(struct srcu_struct *ssp)
{
	__hs_event("srcu-sync", "srcu=%s, readers=%d", ssp->name,
		   ssp->readers[0] + ssp->readers[1]);
	if (srcu_read_lock_held(ssp))
		__hs_block(ssp->name);
	ssp->side++;
}
