/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_UIO_H
#define _LINUX_UIO_H
#include <linux/types.h>
struct iov_iter;
/* How many bytes were copied; those named _mc_ stop at poison, flushcache goes past the cache. */
size_t _copy_to_iter(const void *addr, size_t bytes, struct iov_iter *to);
size_t _copy_mc_to_iter(const void *addr, size_t bytes, struct iov_iter *to);
size_t _copy_from_iter(void *addr, size_t bytes, struct iov_iter *from);
size_t _copy_from_iter_flushcache(void *addr, size_t bytes, struct iov_iter *from);
#endif
