// SPDX-License-Identifier: MIT
/*
 * Primitives: memory and string functions, and the small texts that name things.
 * memcpy goes byte by byte, so that undefined bits travel as they are.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <hs.h>

void *memset(void *s, int c, size_t n)
{
	unsigned char *p = s;

	while (n--)
		*p++ = c;
	return s;
}

void *memcpy(void *dest, const void *src, size_t n)
{
	unsigned char *to = dest;
	const unsigned char *from = src;

	while (n--)
		*to++ = *from++;
	return dest;
}

void *memmove(void *dest, const void *src, size_t n)
{
	unsigned char *to = dest;
	const unsigned char *from = src;

	if ((unsigned long)to <= (unsigned long)from)
		return memcpy(dest, src, n);
	while (n--)
		to[n] = from[n];
	return dest;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *x = a, *y = b;

	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x < *y ? -1 : 1;
	return 0;
}

size_t strlen(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++) {
		if (*a != *b)
			return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
		if (!*a)
			return 0;
	}
	return 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, ~0ul);
}

/* Copies what fits; -E2BIG when it had to cut. */
ssize_t strscpy(char *dest, const char *src, size_t count)
{
	size_t n = 0;

	if (!count)
		return -E2BIG;
	while (n < count - 1 && src[n]) {
		dest[n] = src[n];
		n++;
	}
	dest[n] = 0;
	return src[n] ? -E2BIG : (ssize_t)n;
}

/* Equal, but for one line end behind either. */
bool sysfs_streq(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (*a == '\n')
		a++;
	if (*b == '\n')
		b++;
	return !*a && !*b;
}

int hs_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

const char *hs_text(const char *a, const char *b)
{
	size_t first = strlen(a), second = strlen(b);
	char *text = __hs_alloc(first + second + 1, 1, "name");

	memcpy(text, a, first);
	memcpy(text + first, b, second);
	return text;
}

const char *hs_text_number(const char *a, unsigned long number)
{
	char digits[24];
	int at = 23;

	digits[at] = 0;
	do {
		digits[--at] = '0' + number % 10;
		number /= 10;
	} while (number);
	return hs_text(a, digits + at);
}
