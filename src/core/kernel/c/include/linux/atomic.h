/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H
#include <linux/types.h>
#define ATOMIC_INIT(i)	{ (i) }
static inline int atomic_read(const atomic_t *v) { return v->counter; }
static inline void atomic_set(atomic_t *v, int i) { v->counter = i; }
static inline void atomic_inc(atomic_t *v) { v->counter++; }
static inline void atomic_dec(atomic_t *v) { v->counter--; }
static inline void atomic_add(int i, atomic_t *v) { v->counter += i; }
static inline void atomic_sub(int i, atomic_t *v) { v->counter -= i; }
static inline int atomic_inc_return(atomic_t *v) { return ++v->counter; }
static inline int atomic_dec_return(atomic_t *v) { return --v->counter; }
static inline int atomic_add_return(int i, atomic_t *v) { return v->counter += i; }
static inline bool atomic_dec_and_test(atomic_t *v) { return --v->counter == 0; }
static inline bool atomic_inc_not_zero(atomic_t *v) { return v->counter ? ++v->counter != 0 : 0; }
static inline bool atomic_add_unless(atomic_t *v, int a, int u)
{
	return v->counter != u && (v->counter += a, true);
}
static inline s64 atomic64_read(const atomic64_t *v) { return v->counter; }
static inline void atomic64_inc(atomic64_t *v) { v->counter++; }
static inline void atomic_long_inc(atomic64_t *v) { v->counter++; }
static inline void atomic_long_add(s64 i, atomic64_t *v) { v->counter += i; }
typedef atomic64_t atomic_long_t;
#define ATOMIC_LONG_INIT(i)	{ (i) }
#endif
