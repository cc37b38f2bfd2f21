// SPDX-License-Identifier: MIT
// The C library's memory and text functions, and bytes behind values.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>

struct record { int id; char name[8]; long value; };

int main(void)
{
	char text[32] = "hello", *p, *end;
	struct record a, b, *list;
	union { unsigned long l; unsigned char b[8]; } bytes = { 0x0102030405060708 };
	int i;

	memset(&a, 0, sizeof(a));
	a.id = 7;
	strcpy(a.name, "seven");
	memcpy(&b, &a, sizeof(a));
	printf("%d %s %d\n", b.id, b.name, memcmp(&a, &b, sizeof(a)));
	b.value = 1;
	printf("%d\n", memcmp(&a, &b, sizeof(a)) < 0);
	memmove(text + 2, text, 6);
	printf("%s %lu\n", text, strlen(text));
	printf("%s %s\n", strcat(strcpy(text, "one,"), "two,three"), strchr(text, 't'));
	printf("%d %d %d\n", strcmp("a", "b") < 0, strncmp("abc", "abd", 2), strcmp("b", "a") > 0);
	for (p = strtok(text, ","); p; p = strtok(NULL, ","))
		printf("<%s>", p);
	printf("\n%s %ld\n", strstr("find the word", "the"),
	       strrchr("a/b/c", '/') - "a/b/c" > 0 ? 1L : 0L);
	list = calloc(3, sizeof(*list));
	for (i = 0; i < 3; i++)
		list[i].id = i, list[i].value = -i;
	list = realloc(list, 5 * sizeof(*list));
	printf("%d %ld\n", list[2].id, list[2].value);
	free(list);
	printf("%d %d\n", bytes.b[0], bytes.b[7]);
	printf("%ld %lu %ld %s\n", strtol("  -42x", &end, 10), strtoul("0xff", NULL, 0),
	       strtol("077", NULL, 0), end);
	printf("%d %d %d\n", atoi("123"), isdigit('5') != 0, toupper('q'));
	sprintf(text, "%04x|%-4d|%s", 0xab, 12, "z");
	printf("%s\n", text);
	puts(strncpy(text, "abcdefgh", 4));
	printf("%s %lu\n", text + 4, strspn("aabbc", "ab"));
	free(NULL);
	putchar('x');
	putchar('\n');
	return memcmp("abc", "abd", 3) < 0 ? 0 : 1;
}
// expect: 7 seven 0
// expect: 1
// expect: hehello 7
// expect: one,two,three (null)
// expect: 1 0 1
// expect: <one><two><three>
// expect: the word 1
// expect: 2 -2
// expect: 8 1
// expect: -42 255 63 (null)
// expect: 123 1 81
// expect: 00ab|12  |z
// expect: abcd|12  |z
// expect: |12  |z 4
// expect: x
// exit: 0
