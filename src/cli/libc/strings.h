/* SPDX-License-Identifier: MIT */
#ifndef _STRINGS_H
#define _STRINGS_H
#include <string.h>
#define ffs(x) __builtin_ffs(x)
#define bcopy(from, to, size) memmove(to, from, size)
#define bzero(to, size) memset(to, 0, size)
#endif
