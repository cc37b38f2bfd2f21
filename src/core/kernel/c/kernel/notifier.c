// SPDX-License-Identifier: MIT
/*
 * Blocking notifier chains: a singly linked list in falling priority, equals in the order in
 * which they registered. Level L0.
 */
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/errno.h>

/* Where in the chain n belongs, or is: the link that points behind its last senior. */
static struct notifier_block **notifier_place(struct notifier_block **nl,
					      struct notifier_block *n)
{
	while (*nl && *nl != n && (*nl)->priority >= n->priority)
		nl = &(*nl)->next;
	return nl;
}

static int notifier_chain_register(struct notifier_block **nl, struct notifier_block *n)
{
	nl = notifier_place(nl, n);
	if (*nl == n) {
		WARN(1, "notifier registered twice\n");
		return -EEXIST;
	}
	n->next = *nl;
	*nl = n;
	return 0;
}

static int notifier_chain_unregister(struct notifier_block **nl, struct notifier_block *n)
{
	nl = notifier_place(nl, n);
	if (*nl != n)
		return -ENOENT;
	*nl = n->next;
	return 0;
}

/* Calls one after the other until nr_to_call are done (-1: all) or one of them says stop. */
static int notifier_call_chain(struct notifier_block **nl, unsigned long val, void *v,
			       int nr_to_call, int *nr_calls)
{
	struct notifier_block *nb = *nl;
	int ret = NOTIFY_DONE;
	int called = 0;

	while (nb && called != nr_to_call && !(ret & NOTIFY_STOP_MASK)) {
		/* Read before the call: the callee may unregister itself. */
		struct notifier_block *later = nb->next;

		ret = nb->notifier_call(nb, val, v);
		__hs_event("notifier", "call=%ps, priority=%d, result=%d",
			   nb->notifier_call, nb->priority, ret);
		called++;
		nb = later;
	}
	if (nr_calls)
		*nr_calls += called;
	return ret;
}

int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *n)
{
	struct notifier_block **chain = &nh->head;
	int err;

	down_write(&nh->rwsem);
	err = notifier_chain_register(chain, n);
	up_write(&nh->rwsem);
	return err;
}

int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh, struct notifier_block *n)
{
	struct notifier_block **chain = &nh->head;
	int err;

	down_write(&nh->rwsem);
	err = notifier_chain_unregister(chain, n);
	up_write(&nh->rwsem);
	return err;
}

int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long val, void *v)
{
	struct notifier_block **chain = &nh->head;
	int last;

	/* An empty chain is not worth taking the semaphore for. */
	if (!*chain)
		return NOTIFY_DONE;

	down_read(&nh->rwsem);
	last = notifier_call_chain(chain, val, v, -1, NULL);
	up_read(&nh->rwsem);
	return last;
}
