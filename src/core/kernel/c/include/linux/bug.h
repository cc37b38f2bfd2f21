/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H
#include <hs.h>
/* WARN_*: an event, and the run goes on. BUG_*: the run ends there. */
#define WARN_ON(condition) ({					\
	int __warn_on = !!(condition);				\
	if (__warn_on)						\
		__hs_event("warn", "condition=%s", #condition);	\
	__warn_on;						\
})
#define WARN(condition, format, ...) ({				\
	int __warn_on = !!(condition);				\
	if (__warn_on) {					\
		__hs_event("warn", "condition=%s", #condition);	\
		__hs_message(4, format, ##__VA_ARGS__);		\
	}							\
	__warn_on;						\
})
#define WARN_ON_ONCE(condition)		WARN_ON(condition)
#define WARN_ONCE(condition, format, ...)	WARN(condition, format, ##__VA_ARGS__)
#define BUG()			__hs_trap("bug", "BUG() in %s", __func__)
#define BUG_ON(condition) do {					\
	if (condition)						\
		__hs_trap("bug", "BUG_ON(%s)", #condition);	\
} while (0)
#define VM_BUG_ON(condition)			BUG_ON(condition)
#define VM_BUG_ON_VMA(condition, vma)	VM_BUG_ON(condition)
#define VM_BUG_ON_PAGE(condition, page)		BUG_ON(condition)
#define VM_WARN_ON_ONCE(condition)		WARN_ON(condition)
#define BUILD_BUG_ON(condition)	_Static_assert(!(condition), #condition)
#endif
