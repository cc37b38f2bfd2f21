/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H
/* Annotations mean nothing to the run; they are kept so that patches may use them. */
#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __must_check
#define __maybe_unused
#define __always_unused
#define __used
#define __init
#define __exit
#define __initdata
#define __read_mostly
#define __ro_after_init
#define __cold
#define __weak
#define __visible
#define __pure
#define __malloc
#define noinline
#define noinstr
#define __always_inline	inline
#define __printf(a, b)
#define __packed	__attribute__((packed))
#define __aligned(x)	__attribute__((aligned(x)))
#define __releases(x)
#define __acquires(x)
#define __must_hold(x)
#define fallthrough	do { } while (0)
#define barrier()	do { } while (0)
#define likely(x)	__builtin_expect((x) != 0, 1)
#define unlikely(x)	__builtin_expect((x) != 0, 0)
#define smp_mb()	do { } while (0)
#define smp_rmb()	do { } while (0)
#define smp_wmb()	do { } while (0)
#define smp_mb__before_atomic()	do { } while (0)
#define smp_mb__after_atomic()	do { } while (0)
#define READ_ONCE(x)	(x)
#define WRITE_ONCE(x, val)	do { (x) = (val); } while (0)
#define data_race(expr)	(expr)
#define smp_load_acquire(p)	(*(p))
#define smp_store_release(p, v)	do { *(p) = (v); } while (0)
#define cmpxchg(ptr, old, new) ({				\
	typeof(ptr) __cx_ptr = (ptr);				\
	typeof(*(ptr)) __cx_was = *__cx_ptr;			\
	if (__cx_was == (old))					\
		*__cx_ptr = (new);				\
	__cx_was;						\
})
#define xchg(ptr, new) ({					\
	typeof(ptr) __xc_ptr = (ptr);				\
	typeof(*(ptr)) __xc_was = *__xc_ptr;			\
	*__xc_ptr = (new);					\
	__xc_was;						\
})
#define IS_ENABLED(option)	HS_IS_ENABLED_1(option)
#define HS_IS_ENABLED_1(value)	HS_IS_ENABLED_2(HS_ENABLED_##value)
#define HS_ENABLED_1	0,
#define HS_IS_ENABLED_2(comma_or_not)	HS_IS_ENABLED_3(comma_or_not 1, 0)
#define HS_IS_ENABLED_3(ignored, value, ...)	(value)
#define __same_type(a, b)	__builtin_types_compatible_p(typeof(a), typeof(b))
#ifndef asmlinkage
#define asmlinkage
#endif
#endif
