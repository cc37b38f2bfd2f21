// SPDX-License-Identifier: MIT
// The __atomic and __sync families, one thread.
#include <stdio.h>

int x = 5;
long y;
unsigned char c = 250;

static void atomics(void)
{
	int e = 5, r;

	printf("%d\n", __atomic_load_n(&x, 0));
	__atomic_store_n(&x, 7, 5);
	r = __atomic_exchange_n(&x, 9, 5);
	printf("%d %d\n", r, x);
	r = __atomic_fetch_add(&x, 3, 0);
	printf("%d %d\n", r, __atomic_sub_fetch(&x, 2, 0));
	r = __atomic_compare_exchange_n(&x, &e, 1, 0, 0, 0);
	printf("%d %d %d\n", r, e, x);
	r = __atomic_compare_exchange_n(&x, &e, 1, 0, 0, 0);
	printf("%d %d %d\n", r, e, x);
	__atomic_load(&x, &r, 0);
	printf("%d\n", r);
}

static void syncs(void)
{
	int r = __sync_val_compare_and_swap(&x, 1, 2);
	long l;

	printf("%d %d\n", r, x);
	printf("%d %d\n", __sync_bool_compare_and_swap(&x, 1, 3), x);
	r = __sync_bool_compare_and_swap(&x, 2, 3);
	printf("%d %d\n", r, x);
	l = __sync_fetch_and_or(&y, 6);
	printf("%ld %ld\n", l, __sync_add_and_fetch(&y, 1));
	r = __sync_fetch_and_add(&c, 10);
	printf("%d %d\n", r, c);
	r = __sync_lock_test_and_set(&x, 1);
	printf("%d %d\n", r, x);
	__sync_lock_release(&x);
	__sync_synchronize();
	__atomic_thread_fence(5);
	r = __sync_fetch_and_nand(&x, 3);
	printf("%d %d\n", r, x);
}

int main(void)
{
	atomics();
	syncs();
	return 0;
}
// expect: 5
// expect: 7 9
// expect: 9 10
// expect: 0 10 10
// expect: 1 10 1
// expect: 1
// expect: 1 2
// expect: 0 2
// expect: 1 3
// expect: 0 7
// expect: 250 4
// expect: 3 1
// expect: 0 -1
