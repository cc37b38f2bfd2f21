// SPDX-License-Identifier: MIT
// Sums that are added to where they were loaded from, and elsewhere, with and without a carry.
#include <stdio.h>

struct totals {
	unsigned long blocks, offsets;
	unsigned int start, end;
	int level;
};

struct piece {
	unsigned long offset;
	unsigned int start, count;
};

static int add(struct totals *totals, const struct piece *piece, struct totals *other)
{
	unsigned int first = piece->start + totals->start, last = first + piece->count - 1;

	totals->blocks += last - first + 1;
	totals->offsets += piece->offset + (first - piece->start);
	other->blocks = totals->blocks + last;
	other->offsets += totals->offsets + (other->start - piece->count);
	totals->level++;
	return 0;
}

static int up(int *level)
{
	*level += 3;
	return 7;
}

static int aside(const int *from, int *to)
{
	*to = *from + 5;
	return -2;
}

/* The address is a result of what stands before. */
static void along(struct totals **at, unsigned int x, unsigned int y)
{
	(*at)->blocks += x - y + 1;
	(*at)->offsets += (*at)->blocks + ((*at)->start - y);
}

static void show(const struct totals *totals)
{
	printf("%lx %lx %d\n", totals->blocks, totals->offsets, totals->level);
}

int main(void)
{
	struct totals one = { 0xfffffffeUL, 0xffffffff00000000UL, 5, 9, 0x7ffffffe };
	struct totals two = { 0, 0xfffffffffffffff0UL, 3, 4, -1 };
	struct totals *at = &two;
	const struct piece piece = { 0xfffffff8UL, 0xfffffffaU, 8 };
	int from = 0x7ffffffd, to = 0, result;

	result = add(&one, &piece, &two);
	show(&one);
	show(&two);
	result += add(&two, &piece, &one);
	show(&one);
	show(&two);
	result += add(&one, &piece, &one);
	show(&one);
	along(&at, 3, 9);
	along(&at, 0x80000000U, 1);
	show(&two);
	result += up(&to) * 10 + up(&one.level) + aside(&from, &to);
	printf("%d %d %d %d\n", result, to, one.level, from);
	return 0;
}
// expect: 100000006 fffffffffffffffd 2147483647
// expect: 10000000c ffffffe8 -1
// expect: 100000018 2ffffffdd 2147483647
// expect: 100000014 1ffffffe3 0
// expect: 100000026 8ffffffb1 -2147483648
// expect: 28000000f 77ffffffd 0
// expect: 75 -2147483646 -2147483645 2147483645
