/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_LLIST_H
#define _LINUX_LLIST_H
#include <linux/container_of.h>
struct llist_node { struct llist_node *next; };
struct llist_head { struct llist_node *first; };
static inline bool llist_empty(const struct llist_head *head) { return !head->first; }
static inline void init_llist_head(struct llist_head *list) { list->first = NULL; }
#define LLIST_HEAD_INIT(name)	{ .first = NULL }
#define LLIST_HEAD(name)	struct llist_head name = LLIST_HEAD_INIT(name)
/* True when the list was empty before. */
static inline bool llist_add(struct llist_node *entry, struct llist_head *head)
{
	entry->next = head->first;
	head->first = entry;
	return entry->next == NULL;
}
static inline struct llist_node *llist_del_all(struct llist_head *head)
{
	struct llist_node *all = head->first;

	init_llist_head(head);
	return all;
}
static inline struct llist_node *llist_reverse_order(struct llist_node *head)
{
	struct llist_node *reversed, *rest;

	for (reversed = NULL; head; head = rest) {
		rest = head->next;
		head->next = reversed;
		reversed = head;
	}
	return reversed;
}
#define llist_entry(ptr, type, member)	container_of(ptr, type, member)
/* The member's address is compared as a number: a NULL node gives an entry just below NULL. */
#define hs_llist_more(pos, member)	((unsigned long)&(pos)->member != 0)
#define hs_llist_at(pos, node, member)	(pos = llist_entry(node, typeof(*(pos)), member))
#define llist_for_each_entry(pos, node, member)				\
	for (hs_llist_at(pos, node, member); hs_llist_more(pos, member);	\
	     hs_llist_at(pos, (pos)->member.next, member))
#define llist_for_each_entry_safe(pos, n, node, member)			\
	for (hs_llist_at(pos, node, member);				\
	     hs_llist_more(pos, member) && (hs_llist_at(n, (pos)->member.next, member), 1); \
	     pos = n)
#endif
