// SPDX-License-Identifier: MIT
/*
 * Primitives: the heap, and failures that the world injects. Which call fails is named
 * "FUNCTION" or "kmalloc:CALLER"; the first `skip` calls pass, then `times` calls fail.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <hs.h>

#define HS_INJECTIONS	16	/* more than any scenario lists */
struct hs_injection {
	const char *call;
	int error;
	int skip;
	int times;
};
struct hs_injection hs_injections[HS_INJECTIONS];
int hs_injection_count;

void hs_world_inject(const char *call, int error, int skip, int times)
{
	struct hs_injection *injection = &hs_injections[hs_injection_count];

	if (hs_injection_count == HS_INJECTIONS) {
		__hs_trap("limit", "more than %d injected failures", HS_INJECTIONS);
		return;
	}
	hs_injection_count++;
	injection->call = call;
	injection->error = error;
	injection->skip = skip;
	injection->times = times;
}

int hs_injected(const char *call)
{
	int i;

	for (i = 0; i < hs_injection_count; i++) {
		struct hs_injection *injection = &hs_injections[i];

		if (!hs_same(injection->call, call) || !injection->times)
			continue;
		if (injection->skip) {
			injection->skip--;
			return 0;
		}
		injection->times--;
		__hs_event("injected", "call=%s, error=%d", call, injection->error);
		return injection->error;
	}
	return 0;
}

void *hs_kmalloc(size_t size, gfp_t flags, const char *what, const char *caller)
{
	if (hs_injection_count && !(flags & __GFP_NOFAIL) &&
	    (hs_injected("kmalloc") || hs_injected(hs_text("kmalloc:", caller))))
		return NULL;
	if (flags & __GFP_DIRECT_RECLAIM)
		hs_might_sleep("kmalloc");
	return __hs_alloc(size, (flags & __GFP_ZERO) != 0, what);
}

void kfree(const void *object)
{
	if (object)
		__hs_free(object);
}

void panic(const char *format, ...)
{
	__hs_message(0, "Kernel panic - not syncing: %s", format);
	__hs_trap("panic", "%s", format);
}
