// SPDX-License-Identifier: MIT
// Initialisers: nested, designated, partial, ranges, strings, static addresses, compound literals.
#include <stdio.h>
#include <string.h>

enum colour { red, green = 5, blue, many };
struct inner { short a; int b[3]; };
struct shape { char name[6]; struct inner in[2]; union { int u; char c; }; enum colour k; int *p; };

static int target[4] = { [2] = 7 };
static struct shape fixed = {
	"abc", { [1] = { .b = { [1] = 4 } } }, { .c = 'x' }, blue, &target[2]
};
static const char *names[many] = { [red] = "red", [green] = "green", [blue] = "blue" };
static int ranges[10] = { [0 ... 3] = 1, [5 ... 6] = 2, 3, [1] = 9 };
static char text[] = "one" " two", exact[3] = "xyz", wide[8] = { "pad" };
static unsigned short units[] = u"hi";
static void *self = &self;
static struct { int n; struct inner tail[]; } flexible = {
	2, { { 1, { 2, 3, 4 } }, { 5, { 6 } } }
};
static int (*const function)(const char *) = puts;

static void show(const struct shape *s)
{
	printf("%s %d %d %d %d %d %d\n", s->name, s->in[0].a, s->in[1].b[1], s->in[1].b[2], s->u, s->k,
	       s->p ? *s->p : -1);
}

static int sum(const int *v, int n)
{
	int total = 0;

	while (n--)
		total += *v++;
	return total;
}

int main(int argc, char **argv)
{
	struct shape local = { .in[0].a = argc, .in[1] = { 1, { 2, argc * 3 } }, .name = "loc" };
	struct shape copies[2] = { fixed, { "two" } };
	int list[] = { argc, argc + 1, [5] = argc * 10 }, zero[4] = { };
	struct inner nested[2][2] = { { { 1, { 2 } } }, { [1] = { .a = 3 } } };
	char buffer[4] = "ab", letters[] = { 'h', 'i', 0 };

	(void)argv;
	show(&fixed);
	show(&local);
	show(&copies[0]);
	show(&copies[1]);
	show(&(struct shape){ "lit", .k = green });
	for (int i = 0; i < many; i++)
		printf("%s ", names[i] ? names[i] : "-");
	printf("\n");
	for (int i = 0; i < 10; i++)
		printf("%d ", ranges[i]);
	printf("\n%s %lu %c%c%c %s %d\n", text, sizeof(text), exact[0], exact[1], exact[2], wide, wide[7]);
	printf("%d %d %lu\n", units[0], units[2], sizeof(units));
	printf("%d\n", self == &self);
	printf("%d %d %d\n", flexible.n, flexible.tail[1].a, flexible.tail[1].b[0]);
	printf("%lu %d %d\n", sizeof(list), sum(list, 6), sum(zero, 4));
	printf("%d %d %d\n", nested[0][0].b[0], nested[1][1].a, nested[1][0].a);
	printf("%s %d %s\n", buffer, buffer[3], letters);
	printf("%d\n", sum((int[]){ 1, 2, argc }, 3));
	for (int i = 0; i < 2; i++) {
		int *fresh = (int[2]){ i };

		printf("%d ", fresh[0] + fresh[1]);
		fresh[1] = 50;
	}
	function("");
	return memcmp(exact, "xyz", 3);
}
// expect: abc 0 4 0 120 6 7
// expect: loc 1 3 0 0 0 -1
// expect: abc 0 4 0 120 6 7
// expect: two 0 0 0 0 0 -1
// expect: lit 0 0 0 0 5 -1
// expect: red - - - - green blue 
// expect: 1 9 1 1 0 2 2 3 0 0 
// expect: one two 8 xyz pad 0
// expect: 104 0 6
// expect: 1
// expect: 2 5 6
// expect: 24 13 0
// expect: 2 3 0
// expect: ab 0 hi
// expect: 4
// expect: 0 1 
// exit: 0
