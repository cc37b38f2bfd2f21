/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_LIST_H
#define _LINUX_LIST_H
#include <linux/container_of.h>
#define LIST_POISON1	((void *)0xdead000000000100)
#define LIST_POISON2	((void *)0xdead000000000122)
#define LIST_HEAD_INIT(name)	{ .next = &(name), .prev = &(name) }
#define LIST_HEAD(name)		struct list_head name = LIST_HEAD_INIT(name)
static inline void INIT_LIST_HEAD(struct list_head *list)
{
	list->next = list->prev = list;
}
static inline void __list_add(struct list_head *entry, struct list_head *prev,
			      struct list_head *next)
{
	entry->prev = prev;
	entry->next = next;
	prev->next = entry;
	next->prev = entry;
}
static inline void list_add(struct list_head *entry, struct list_head *head)
{
	__list_add(entry, head, head->next);
}
static inline void list_add_tail(struct list_head *entry, struct list_head *head)
{
	__list_add(entry, head->prev, head);
}
static inline void __list_del(struct list_head *prev, struct list_head *next)
{
	prev->next = next;
	next->prev = prev;
}
static inline void list_del(struct list_head *entry)
{
	__list_del(entry->prev, entry->next);
	entry->prev = LIST_POISON2;
	entry->next = LIST_POISON1;
}
static inline void list_del_init(struct list_head *entry)
{
	struct list_head *prev = entry->prev;

	__list_del(prev, entry->next);
	INIT_LIST_HEAD(entry);
}
static inline void list_move(struct list_head *entry, struct list_head *head)
{
	struct list_head *prev = entry->prev;

	__list_del(prev, entry->next);
	list_add(entry, head);
}
static inline void list_move_tail(struct list_head *entry, struct list_head *head)
{
	struct list_head *prev = entry->prev;

	__list_del(prev, entry->next);
	list_add_tail(entry, head);
}
static inline int list_empty(const struct list_head *head)
{
	return head == head->next;
}
static inline void list_splice_init(struct list_head *list, struct list_head *head)
{
	struct list_head *first = list->next;
	struct list_head *last = list->prev;

	if (first == list)
		return;
	last->next = head->next;
	head->next->prev = last;
	first->prev = head;
	head->next = first;
	INIT_LIST_HEAD(list);
}
/* The entry a node belongs to, and the entries around a place in the list. */
#define list_entry(ptr, type, member)	container_of(ptr, type, member)
#define hs_list_entry_of(node, pos, member)	list_entry(node, typeof(*(pos)), member)
#define list_next_entry(pos, member)	hs_list_entry_of((pos)->member.next, pos, member)
#define list_prev_entry(pos, member)	hs_list_entry_of((pos)->member.prev, pos, member)
#define list_first_entry(head, type, member)	list_entry((head)->next, type, member)
#define list_last_entry(head, type, member)	list_entry((head)->prev, type, member)
#define list_first_entry_or_null(head, type, member) \
	(list_empty(head) ? NULL : list_first_entry(head, type, member))
#define list_entry_is_head(pos, head, member)	((head) == &(pos)->member)
/* Walking: way is next or prev. The safe ones look ahead before the body runs. */
#define hs_list_walk(pos, head, member, way)				\
	for (pos = hs_list_entry_of((head)->way, pos, member);		\
	     (head) != &(pos)->member;					\
	     pos = hs_list_entry_of((pos)->member.way, pos, member))
#define list_for_each_entry(pos, head, member)	hs_list_walk(pos, head, member, next)
#define list_for_each_entry_rcu(pos, head, member, ...)	hs_list_walk(pos, head, member, next)
#define list_for_each_entry_reverse(pos, head, member)	hs_list_walk(pos, head, member, prev)
#define list_for_each_entry_safe(pos, n, head, member)			\
	for (pos = hs_list_entry_of((head)->next, pos, member);		\
	     (head) != &(pos)->member && (n = list_next_entry(pos, member), 1); \
	     pos = n)
#define list_for_each(pos, head)	for (pos = (head)->next; (head) != pos; pos = pos->next)
#define list_for_each_safe(pos, n, head) \
	for (pos = (head)->next; (head) != pos && (n = pos->next, 1); pos = n)
#endif
