/* SPDX-License-Identifier: MIT */
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
void __hs_assert_failed(const char *condition) __attribute__((noreturn));
#define assert(condition) ((condition) ? (void)0 : __hs_assert_failed(#condition))
#endif
#ifndef static_assert
#define static_assert _Static_assert
#endif
