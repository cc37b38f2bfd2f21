// SPDX-License-Identifier: MIT
// Variable arguments: of every size, copied, handed on, records among them.
#include <stdio.h>
#include <stdarg.h>

struct pair { int a; long b; };

static long total(const char *kinds, ...)
{
	va_list list, again;
	long sum = 0;

	va_start(list, kinds);
	va_copy(again, list);
	for (const char *k = kinds; *k; k++)
		switch (*k) {
		case 'i': sum += va_arg(list, int); break;
		case 'u': sum += va_arg(list, unsigned int); break;
		case 'l': sum += va_arg(list, long); break;
		case 's': sum += *va_arg(list, char *); break;
		case 'p': { struct pair p = va_arg(list, struct pair); sum += p.a * p.b; break; }
		}
	va_end(list);
	if (*kinds == 'i')
		sum += va_arg(again, int) * 1000000L;
	va_end(again);
	return sum;
}

static int format(char *to, unsigned long size, const char *fmt, ...)
{
	va_list list;
	int n;

	va_start(list, fmt);
	n = vsnprintf(to, size, fmt, list);
	va_end(list);
	return n;
}

static void each(int count, ...)
{
	va_list list;

	va_start(list, count);
	while (count--) {
		int (*f)(int) = va_arg(list, int (*)(int));
		printf("%d ", f(count));
	}
	printf("\n");
	va_end(list);
}

static int plus(int n) { return n + 1; }
static int times(int n) { return n * 3; }

int main(void)
{
	char buffer[20];
	char c = -3;
	unsigned short u = 65000;
	int n;

	printf("%ld\n", total("iuls", -5, 4000000000u, -6000000000L, "A"));
	printf("%ld\n", total("pip", (struct pair){ 2, 30 }, 1, (struct pair){ -1, 7 }));
	printf("%ld\n", total("iiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9));
	printf("%ld\n", total("ii", c, u));
	n = format(buffer, sizeof(buffer), "%d-%s-%lx", 42, "text", 0xdeadbeefcafeUL);
	printf("%d %s\n", n, buffer);
	n = format(buffer, 5, "%s", "longer than five");
	printf("%d %s\n", n, buffer);
	each(3, plus, times, plus);
	printf("[%5d|%-5d|%05d|%+d|% d|%x|%#x|%X|%o|%#o]\n", 42, 42, 42, 42, 42, 255, 255, 255, 8, 8);
	printf("[%.3s|%10s|%-10s|%c|%%|%*d|%.*s|%-*d]\n", "abcdef", "right", "left",
	       'z', 6, 1, 2, "xyz", 4, 5);
	printf("[%hhd|%hd|%ld|%lld|%zu|%u|%hhu|%hu]\n", 300, 70000, -1L, -2LL, sizeof(int),
	       -1, 300, 70000);
	printf("[%.5d|%8.3d|%-8.3d|%.0d|%i]\n", 42, 42, 42, 0, -7);
	return 0;
}
// expect: -2004999940
// expect: 54
// expect: 1000045
// expect: -2935003
// expect: 20 42-text-deadbeefcaf
// expect: 16 long
// expect: 3 3 1 
// expect: [   42|42   |00042|+42| 42|ff|0xff|FF|10|010]
// expect: [abc|     right|left      |z|%|     1|xy|5   ]
// expect: [44|4464|-1|-2|4|4294967295|44|4464]
// expect: [00042|     042|042     ||-7]
// exit: 0
