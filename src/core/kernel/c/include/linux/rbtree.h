/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_RBTREE_H
#define _LINUX_RBTREE_H
/* Stands for the interval tree of mappings: a list in order of insertion. */
struct rb_node { struct rb_node *hs_next; };
struct rb_root { struct rb_node *rb_node; };
struct rb_root_cached { struct rb_root rb_root; };
#endif
