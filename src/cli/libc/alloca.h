/* SPDX-License-Identifier: MIT */
#define alloca(size) __builtin_alloca(size)
