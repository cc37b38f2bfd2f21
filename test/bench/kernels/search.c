// SPDX-License-Identifier: MIT
// One item: a range looked up among sorted records by halves, with a call for each one it meets.
typedef unsigned long u64;
typedef unsigned int u32;

#define minimum(a, b) ({ __typeof__(a) first = (a); __typeof__(b) other = (b); \
	first < other ? first : other; })
#define maximum(a, b) ({ __typeof__(a) first = (a); __typeof__(b) other = (b); \
	first > other ? first : other; })

struct record {
	u32 start;
	u32 count;
	u64 owner;
	u64 offset;
	u32 flags;
};

struct cursor {
	struct record *records;
	int length;
	int level;
};

struct totals {
	u64 blocks;
	u64 offsets;
	u32 start;
	u32 end;
};

typedef int (*visit_fn)(struct cursor *cursor, const struct record *record, void *data);

static struct record records[256];

static int count_overlap(struct cursor *cursor, const struct record *record, void *data)
{
	struct totals *totals = data;
	u32 first, last;

	if (record->flags & 1)
		return 0;
	first = maximum(record->start, totals->start);
	last = minimum(record->start + record->count - 1, totals->end);
	totals->blocks += last - first + 1;
	totals->offsets += record->offset + (first - record->start);
	cursor->level++;
	return 0;
}

static int query(struct cursor *cursor, const struct record *low, const struct record *high,
		 visit_fn visit, void *data)
{
	int left = 0, right = cursor->length, middle, error;

	while (left < right) {
		middle = (left + right) / 2;
		if (cursor->records[middle].start + cursor->records[middle].count <= low->start)
			left = middle + 1;
		else
			right = middle;
	}
	for (; left < cursor->length; left++) {
		struct record *record = &cursor->records[left];

		if (record->start > high->start)
			break;
		error = visit(cursor, record, data);
		if (error)
			return error;
	}
	return 0;
}

unsigned long kernel(unsigned long n)
{
	u64 sum = 0, i;

	for (i = 0; i < 256; i++) {
		records[i].start = i * 8;
		records[i].count = 5 + (i & 3);
		records[i].owner = 128 + i % 7;
		records[i].offset = i * 11;
		records[i].flags = i % 5 == 0;
	}
	for (i = 0; i < n; i++) {
		struct cursor cursor = { .records = records, .length = 256 };
		struct record low = { .start = (i * 97) & 2047 }, high;
		struct totals totals = { .start = low.start, .end = low.start + 40 };

		__builtin_memset(&high, 0xff, sizeof(high));
		high.start = totals.end;
		if (query(&cursor, &low, &high, count_overlap, &totals))
			break;
		sum += totals.blocks * 3 + totals.offsets + cursor.level;
	}
	return sum;
}
