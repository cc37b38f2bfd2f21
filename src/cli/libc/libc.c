/* SPDX-License-Identifier: MIT */
/* The part of the C library that is written in C; linked to the programs that need it. */
/* Over 400 lines: one unit, so that it is compiled once. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

int errno;

static void (*at_exit[32])(void);
static int at_exit_count;

int atexit(void (*function)(void)) {
	if (at_exit_count == sizeof(at_exit) / sizeof(at_exit[0]))
		return -1;
	at_exit[at_exit_count++] = function;
	return 0;
}

/* Also called when main returns. */
void __hs_run_atexit(void) {
	while (at_exit_count)
		at_exit[--at_exit_count]();
}

void exit(int status) {
	__hs_run_atexit();
	_Exit(status);
}

int isdigit(int c) { return '0' <= c && c <= '9'; }
int isupper(int c) { return 'A' <= c && c <= 'Z'; }
int islower(int c) { return 'a' <= c && c <= 'z'; }
int isalpha(int c) { return isupper(c) || islower(c); }
int isalnum(int c) { return isalpha(c) || isdigit(c); }
int isblank(int c) { return c == ' ' || c == '\t'; }
int isspace(int c) { return c == ' ' || ('\t' <= c && c <= '\r'); }
int iscntrl(int c) { return (0 <= c && c < 32) || c == 127; }
int isprint(int c) { return 32 <= c && c < 127; }
int isgraph(int c) { return 32 < c && c < 127; }
int ispunct(int c) { return isgraph(c) && !isalnum(c); }
int isxdigit(int c) { return isdigit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F'); }
int toupper(int c) { return islower(c) ? c - 'a' + 'A' : c; }
int tolower(int c) { return isupper(c) ? c - 'A' + 'a' : c; }

int abs(int n) { return n < 0 ? -n : n; }
long labs(long n) { return n < 0 ? -n : n; }
long long llabs(long long n) { return n < 0 ? -n : n; }
div_t div(int a, int b) { return (div_t){ a / b, a % b }; }
ldiv_t ldiv(long a, long b) { return (ldiv_t){ a / b, a % b }; }
lldiv_t lldiv(long long a, long long b) { return (lldiv_t){ a / b, a % b }; }

intmax_t imaxabs(intmax_t n) { return n < 0 ? -n : n; }

/* There is no environment. */
char *getenv(const char *name) { return NULL; }

/* Digits of a number after blanks, sign and prefix; says where they end and whether they fit. */
static unsigned long read_number(const char *text, char **end, int base, int *negative, int *over)
{
	const char *at = text;
	unsigned long value = 0;
	int any = 0;

	while (isspace(*at))
		at++;
	*negative = *at == '-';
	*over = 0;
	if (*at == '-' || *at == '+')
		at++;
	if ((base == 0 || base == 16) && at[0] == '0' && (at[1] == 'x' || at[1] == 'X') &&
	    isxdigit(at[2])) {
		at += 2;
		base = 16;
	} else if (base == 0) {
		base = *at == '0' ? 8 : 10;
	}
	for (;; at++) {
		int digit = isdigit(*at) ? *at - '0' : isalpha(*at) ? tolower(*at) - 'a' + 10 : base;

		if (base <= digit)
			break;
		if (__builtin_mul_overflow(value, (unsigned long)base, &value) ||
		    __builtin_add_overflow(value, (unsigned long)digit, &value))
			*over = 1;
		any = 1;
	}
	if (end)
		*end = (char *)(any ? at : text);
	return value;
}

unsigned long strtoul(const char *text, char **end, int base)
{
	int negative, over;
	unsigned long value = read_number(text, end, base, &negative, &over);

	if (over) {
		errno = ERANGE;
		return ULONG_MAX;
	}
	return negative ? -value : value;
}

long strtol(const char *text, char **end, int base)
{
	int negative, over;
	unsigned long value = read_number(text, end, base, &negative, &over);

	if (over || value > (unsigned long)LONG_MAX + negative) {
		errno = ERANGE;
		return negative ? LONG_MIN : LONG_MAX;
	}
	return negative ? -value : value;
}

unsigned long long strtoull(const char *text, char **end, int base)
{
	return strtoul(text, end, base);
}

long long strtoll(const char *text, char **end, int base) { return strtol(text, end, base); }
intmax_t strtoimax(const char *text, char **end, int base) { return strtol(text, end, base); }
uintmax_t strtoumax(const char *text, char **end, int base) { return strtoul(text, end, base); }
int atoi(const char *text) { return strtol(text, NULL, 10); }
long atol(const char *text) { return strtol(text, NULL, 10); }
long long atoll(const char *text) { return strtol(text, NULL, 10); }

static unsigned long random_state = 1;

void srand(unsigned int seed) { random_state = seed; }

int rand(void)
{
	random_state = random_state * 6364136223846793005UL + 1442695040888963407UL;
	return random_state >> 33;
}

static void swap_bytes(char *a, char *b, size_t size)
{
	while (size--) {
		char kept = *a;

		*a++ = *b;
		*b++ = kept;
	}
}

/* Heap sort: no recursion, no memory, never quadratic. */
static void sift(char *base, size_t from, size_t count, size_t size,
		 int (*compare)(const void *, const void *))
{
	for (;;) {
		size_t child = from * 2 + 1;

		if (count <= child)
			return;
		if (child + 1 < count && compare(base + child * size, base + (child + 1) * size) < 0)
			child++;
		if (compare(base + from * size, base + child * size) >= 0)
			return;
		swap_bytes(base + from * size, base + child * size, size);
		from = child;
	}
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	size_t at;

	for (at = count / 2; at-- > 0;)
		sift(base, at, count, size, compare);
	for (at = count; at-- > 1;) {
		swap_bytes(base, (char *)base + at * size, size);
		sift(base, 0, at, size, compare);
	}
}

void *bsearch(const void *key, const void *base, size_t count, size_t size,
	      int (*compare)(const void *, const void *))
{
	const char *low = base;

	while (count) {
		const char *middle = low + count / 2 * size;
		int order = compare(key, middle);

		if (order == 0)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return NULL;
}

char *strtok(char *text, const char *set)
{
	static char *rest;
	char *start;

	if (text)
		rest = text;
	if (!rest)
		return NULL;
	start = rest + strspn(rest, set);
	if (!*start) {
		rest = NULL;
		return NULL;
	}
	rest = start + strcspn(start, set);
	if (*rest)
		*rest++ = 0;
	else
		rest = NULL;
	return start;
}

time_t time(time_t *to)
{
	if (to)
		*to = 0;
	return 0;
}

clock_t clock(void) { return 0; }

static __sighandler_t handlers[32];

__sighandler_t signal(int number, __sighandler_t handler)
{
	__sighandler_t before;

	if (number < 1 || 31 < number || number == SIGKILL || number == SIGSTOP) {
		errno = EINVAL;
		return SIG_ERR;
	}
	before = handlers[number];
	handlers[number] = handler;
	return before;
}

int raise(int number)
{
	__sighandler_t handler;

	if (number < 1 || 31 < number) {
		errno = EINVAL;
		return -1;
	}
	handler = handlers[number];
	if (handler == SIG_IGN || (handler == SIG_DFL && (number == SIGCHLD || number == SIGCONT)))
		return 0;
	if (handler != SIG_DFL)
		handler(number);
	else if (number == SIGABRT)
		abort();
	else
		_Exit(128 + number);
	return 0;
}

static void store_scanned(void *to, unsigned long value, int size)
{
	if (size == 1)
		*(unsigned char *)to = value;
	else if (size == 2)
		*(unsigned short *)to = value;
	else if (size == 4)
		*(unsigned int *)to = value;
	else
		*(unsigned long *)to = value;
}

/* Of a conversion: how many bytes its length modifiers ask for. */
static const char *scan_length(const char *format, int *size)
{
	*size = 4;
	for (;; format++) {
		if (*format == 'h')
			*size /= 2;
		else if (*format == 'l' || *format == 'j' || *format == 'z' || *format == 't')
			*size = 8;
		else
			return format;
	}
}

static int scan_number(const char **text, int width, int letter, unsigned long *value)
{
	int base = letter == 'd' || letter == 'u' ? 10 : letter == 'o' ? 8 : letter == 'i' ? 0 : 16;
	char digits[72];
	char *end;
	int length = 0;

	while (length < width && length < (int)sizeof(digits) - 1 && (*text)[length] != '\0') {
		digits[length] = (*text)[length];
		length++;
	}
	digits[length] = '\0';
	*value = digits[0] == '-' || letter == 'd' || letter == 'i' ? strtol(digits, &end, base)
								    : strtoul(digits, &end, base);
	*text += end - digits;
	return end != digits;
}

/* Whether a character is in the set behind "%["; the set ends at `end`. */
static int in_set(const char *set, const char *end, char c)
{
	int negated = *set == '^', found = 0;

	for (set += negated; set < end; set++) {
		if (set + 2 < end && set[1] == '-') {
			found |= *set <= c && c <= set[2];
			set += 2;
		} else
			found |= *set == c;
	}
	return found != negated;
}

/* %c, %s and %[: copies what fits; -1 at the end of the text, 0 where nothing does. */
static int scan_text(const char **text, int width, int letter, const char *set, const char *end,
		     char *to)
{
	int count = 0;

	if (**text == '\0')
		return -1;
	if (letter == 'c' && width == INT_MAX)
		width = 1;
	for (; count < width && **text != '\0'; count++, ++*text) {
		if (letter == 's' ? isspace((unsigned char)**text)
				  : letter == '[' && !in_set(set, end, **text))
			break;
		if (to)
			to[count] = **text;
	}
	if (letter == 'c')
		return count == width ? 1 : -1;
	if (to && count)
		to[count] = '\0';
	return count ? 1 : 0;
}

int vsscanf(const char *text, const char *format, va_list list)
{
	const char *start = text;
	int stored = 0;

	for (; *format; format++) {
		int width = 0, size, kept, done;
		const char *set = NULL;
		unsigned long value;
		void *to;

		if (isspace((unsigned char)*format)) {
			while (isspace((unsigned char)*text))
				text++;
			continue;
		}
		if (*format != '%' || format[1] == '%') {
			if (*format == '%') {
				format++;
				while (isspace((unsigned char)*text))
					text++;
			}
			if (*text == '\0')
				return stored ? stored : EOF;
			if (*text++ != *format)
				return stored;
			continue;
		}
		kept = *++format != '*';
		format += !kept;
		while (isdigit(*format))
			width = width * 10 + (*format++ - '0');
		if (!width)
			width = INT_MAX;
		format = scan_length(format, &size);
		to = kept ? va_arg(list, void *) : NULL;
		if (*format == 'n') {
			if (to)
				store_scanned(to, text - start, size);
			continue;
		}
		if (*format != 'c' && *format != '[')
			while (isspace((unsigned char)*text))
				text++;
		switch (*format) {
		case '[':
			set = ++format;
			format += *format == '^';
			format += *format == ']';
			while (*format && *format != ']')
				format++;
			done = scan_text(&text, width, '[', set, format, to);
			break;
		case 'c':
		case 's':
			done = scan_text(&text, width, *format, NULL, NULL, to);
			break;
		case 'd':
		case 'i':
		case 'o':
		case 'u':
		case 'x':
		case 'X':
		case 'p':
			if (*text == '\0')
				done = -1;
			else
				done = scan_number(&text, width, *format, &value);
			if (done == 1 && to)
				store_scanned(to, value, *format == 'p' ? 8 : size);
			break;
		default:
			return stored;
		}
		if (done < 0)
			return stored ? stored : EOF;
		if (!done)
			return stored;
		stored += kept;
	}
	return stored;
}

int sscanf(const char *text, const char *format, ...)
{
	va_list list;
	int stored;

	va_start(list, format);
	stored = vsscanf(text, format, list);
	va_end(list);
	return stored;
}

FILE *fopen(const char *path, const char *mode)
{
	errno = ENOENT;
	return NULL;
}

int remove(const char *path)
{
	errno = ENOENT;
	return -1;
}

int fclose(FILE *stream) { return 0; }
size_t fread(void *to, size_t size, size_t count, FILE *stream) { return 0; }
int feof(FILE *stream) { return stream == stdin; }
int ferror(FILE *stream) { return 0; }

char *strerror(int number)
{
	static char unknown[32];

	switch (number) {
	case 0: return "Success";
	case EPERM: return "Operation not permitted";
	case ENOENT: return "No such file or directory";
	case EIO: return "Input/output error";
	case EAGAIN: return "Resource temporarily unavailable";
	case ENOMEM: return "Cannot allocate memory";
	case EINVAL: return "Invalid argument";
	case EDOM: return "Numerical argument out of domain";
	case ERANGE: return "Numerical result out of range";
	}
	sprintf(unknown, "Unknown error %d", number);
	return unknown;
}

void perror(const char *text)
{
	if (text && *text)
		fprintf(stderr, "%s: ", text);
	fprintf(stderr, "%s\n", strerror(errno));
}

size_t wcslen(const wchar_t *text)
{
	size_t length = 0;

	while (text[length])
		length++;
	return length;
}

int wcscmp(const wchar_t *a, const wchar_t *b)
{
	for (; *a && *a == *b; a++)
		b++;
	return (*b < *a) - (*a < *b);
}

wchar_t *wcscpy(wchar_t *to, const wchar_t *from)
{
	memcpy(to, from, (wcslen(from) + 1) * sizeof(*to));
	return to;
}

wchar_t *wcscat(wchar_t *to, const wchar_t *from)
{
	wcscpy(to + wcslen(to), from);
	return to;
}

wchar_t *wcschr(const wchar_t *text, wchar_t c)
{
	for (; *text != c; text++)
		if (!*text)
			return NULL;
	return (wchar_t *)text;
}
