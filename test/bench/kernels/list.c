// SPDX-License-Identifier: MIT
// One item: a node of a doubly linked list, reached through container_of.
struct link {
	struct link *next, *prev;
};

struct node {
	unsigned int id;
	unsigned int weight;
	struct link siblings;
};

#define offset_of(type, member) __builtin_offsetof(type, member)
#define container_of(pointer, type, member) \
	({ const __typeof__(((type *)0)->member) *inner = (pointer); \
	   (type *)((char *)inner - offset_of(type, member)); })
#define for_each(entry, head, member) \
	for (entry = container_of((head)->next, __typeof__(*entry), member); \
	     &entry->member != (head); \
	     entry = container_of(entry->member.next, __typeof__(*entry), member))

static struct node pool[512];

static void add_last(struct link *link, struct link *head)
{
	link->prev = head->prev;
	link->next = head;
	head->prev->next = link;
	head->prev = link;
}

unsigned long kernel(unsigned long n)
{
	struct link head = { &head, &head };
	struct node *node;
	unsigned long sum = 0, seen = 0;
	int i;

	for (i = 0; i < 512; i++) {
		// Neighbours in the list are no neighbours in memory.
		struct node *one = &pool[(i * 37) & 511];

		one->id = i;
		one->weight = i ^ 85;
		add_last(&one->siblings, &head);
	}
	while (seen < n) {
		for_each(node, &head, siblings) {
			sum += node->weight;
			if (node->id & 1)
				sum ^= node->id;
			seen++;
		}
	}
	return sum;
}
