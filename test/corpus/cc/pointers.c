// SPDX-License-Identifier: MIT
// Pointers and arrays: arithmetic, decay, functions, tables of operations, lists through
// container_of.
#include <stdio.h>
#include <stddef.h>
#include <stdlib.h>

#define container_of(ptr, type, member) \
	({ const typeof(((type *)0)->member) *__p = (ptr); \
	   (type *)((char *)__p - offsetof(type, member)); })

struct node { struct node *next; };
struct item { int key; struct node link; char tag; };

struct ops {
	int (*open)(int mode);
	long (*apply)(const struct ops *ops, long value);
	const char *name;
};

static int open_file(int mode) { return mode * 2; }
static long twice(const struct ops *ops, long value) { return value * 2 + ops->open(1); }
static long once(const struct ops *ops, long value) { (void)ops; return value; }

static const struct ops table[] = {
	{ open_file, twice, "twice" },
	{ .name = "once", .apply = once },
};

static int matrix[3][4];
static int sum(int rows, int (*m)[4])
{
	int total = 0;

	for (int i = 0; i < rows; i++)
		for (int j = 0; j < 4; j++)
			total += m[i][j];
	return total;
}

static int (*choose(int which))(int) { return which ? open_file : 0; }

static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }

static int by_value(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(void)
{
	struct node *head = 0;
	int values[] = { 5, 3, 9, 1, 7 }, *p = values, *end = values + 5;
	char *text = "pointer", **texts = (char *[]){ "a", "bc", text, 0 };
	int (*row)[4] = matrix + 1;

	for (int i = 0; i < 4; i++) {
		struct item *item = malloc(sizeof(*item));

		item->key = i * i;
		item->tag = 'a' + i;
		item->link.next = head;
		head = &item->link;
	}
	for (struct node *n = head; n; n = n->next) {
		struct item *item = container_of(n, struct item, link);

		printf("%d%c ", item->key, item->tag);
	}
	printf("\n");
	while (head) {
		struct node *next = head->next;

		free(container_of(head, struct item, link));
		head = next;
	}
	for (unsigned i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		printf("%s %ld %d\n", table[i].name, table[i].apply(&table[0], 21), table[i].open == open_file);
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 4; j++)
			matrix[i][j] = i * 4 + j;
	printf("%d %d %d\n", sum(3, matrix), (*row)[2], row[1][3]);
	printf("%d %d\n", choose(1)(21), choose(0) == NULL);
	swap(&values[0], values + 4);
	printf("%d %d %ld %d\n", *p, *--end, end - p, p < end);
	printf("%d %d %d\n", *p++, *p, (*p)++);
	printf("%d %d\n", values[1], 1[values]);
	while (*texts)
		printf("%s ", *texts++);
	printf("%c %c\n", text[3], *(text + 1));
	qsort(values, 5, sizeof(int), by_value);
	for (p = values; p != values + 5; ++p)
		printf("%d ", *p);
	printf("\n%d\n", *(int *)bsearch(&(int){ 9 }, values, 5, sizeof(int), by_value));
	printf("%lu %lu %lu\n", sizeof(matrix), sizeof(*matrix), sizeof(text));
	printf("%d\n", (char *)&values[2] - (char *)values == 8);
	printf("%d\n", &matrix[1][0] == &matrix[0][4]);
	unsigned long bits = (unsigned long)&values[1];
	printf("%d\n", *(int *)(bits + 4) == values[2]);
	return 0;
}
// expect: 9d 4c 1b 0a 
// expect: twice 44 1
// expect: once 21 0
// expect: 66 6 11
// expect: 42 1
// expect: 7 5 5 1
// expect: 8 8 7
// expect: 3 3
// expect: a bc pointer n o
// expect: 1 3 5 8 9 
// expect: 9
// expect: 48 16 8
// expect: 1
// expect: 1
// expect: 1
// exit: 0
