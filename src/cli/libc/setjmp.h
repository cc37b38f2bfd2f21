/* SPDX-License-Identifier: MIT */
/* Jumps out of a function are parsed, not run: who makes or prepares one is rejected. */
#ifndef _SETJMP_H
#define _SETJMP_H
typedef long jmp_buf[8];
typedef long sigjmp_buf[8];
#define setjmp(env) __builtin_setjmp(env)
#define _setjmp(env) __builtin_setjmp(env)
#define sigsetjmp(env, mask) __builtin_setjmp(env)
#define longjmp(env, value) __builtin_longjmp(env, value)
#define siglongjmp(env, value) __builtin_longjmp(env, value)
#endif
