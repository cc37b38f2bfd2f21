// SPDX-License-Identifier: MIT
/*
 * What a driver registered to be undone: undone last first. Level L0.
 * Follows drivers/base/devres.c of 5.19.
 */
#include <linux/device.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/errno.h>
#include <linux/bug.h>
#include "base.h"

/* The kernel has nodes with release functions; here every node is an action. */
struct devres {
	struct list_head entry;
	void (*action)(void *);
	void *data;
};

int devm_add_action(struct device *dev, void (*action)(void *), void *data)
{
	struct devres *dr;

	dr = kmalloc(sizeof(struct devres), GFP_KERNEL);
	if (!dr)
		return -ENOMEM;

	dr->action = action;
	dr->data = data;
	spin_lock(&dev->devres_lock);
	list_add_tail(&dr->entry, &dev->devres_head);
	spin_unlock(&dev->devres_lock);
	return 0;
}

int devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data)
{
	int ret;

	ret = devm_add_action(dev, action, data);
	if (ret)
		action(data);

	return ret;
}

static int release_nodes(struct device *dev, struct list_head *todo)
{
	struct devres *dr, *tmp;
	int cnt = 0;

	for (dr = list_last_entry(todo, struct devres, entry);
	     !list_entry_is_head(dr, todo, entry); dr = tmp) {
		tmp = list_prev_entry(dr, entry);
		list_del(&dr->entry);
		dr->action(dr->data);
		kfree(dr);
		cnt++;
	}
	return cnt;
}

int devres_release_all(struct device *dev)
{
	LIST_HEAD(todo);

	if (WARN_ON(dev->devres_head.next == NULL))
		return -ENODEV;
	if (list_empty(&dev->devres_head))
		return 0;

	spin_lock(&dev->devres_lock);
	list_splice_init(&dev->devres_head, &todo);
	spin_unlock(&dev->devres_lock);

	return release_nodes(dev, &todo);
}
