// SPDX-License-Identifier: MIT
// What sscanf takes from a text, how far it went, and what signals and time say.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static volatile sig_atomic_t heard;

static void hear(int number)
{
	heard = number;
}

int main(void)
{
	int a = 0, b = 0, c = 0, n = 0;
	unsigned int u = 0;
	long l = 0;
	unsigned long ul = 0;
	short s = 0;
	signed char tiny = 0;
	char word[16] = "", set[16] = "", letters[4] = "";
	void *p = NULL;

	printf("%d ", sscanf(" 12 -7 0xff", "%d%d%i", &a, &b, &c));
	printf("%d %d %d\n", a, b, c);
	printf("%d ", sscanf("10 010 ff", "%i %i %x", &a, &b, &u));
	printf("%d %d %x\n", a, b, u);
	printf("%d ", sscanf("12345", "%3d%d%n", &a, &b, &n));
	printf("%d %d %d\n", a, b, n);
	printf("%d ", sscanf("key=value", "key=%15s", word));
	printf("key= %s\n", word);
	printf("%d ", sscanf("abc:12-34;", "%[a-z]:%[^;]", set, word));
	printf("%s %s\n", set, word);
	printf("%d ", sscanf("  xyz9", " %3c%d", letters, &a));
	printf("%.3s %d\n", letters, a);
	printf("%d ", sscanf("1 2", "%*d %d", &a));
	printf("%d\n", a);
	printf("%d ", sscanf("-9000000000 18000000000 -3 255", "%ld %lu %hd %hhd", &l, &ul, &s, &tiny));
	printf("%ld %lu %d %d\n", l, ul, s, tiny);
	printf("%d ", sscanf("x", "%d", &a));
	printf("%d ", sscanf("", "%d", &a));
	printf("%d ", sscanf("   ", "%s", word));
	printf("%d ", sscanf("7 x", "%d %d", &a, &b));
	printf("%d\n", sscanf("5%", "%d%%%n", &a, &n));
	printf("%d ", n);
	printf("%d ", sscanf("]ab", "%[]a]", set));
	printf("%s\n", set);
	printf("%d ", sscanf("0x1f0", "%p", &p));
	printf("%d\n", p == (void *)0x1f0);
	printf("%d ", sscanf("7-3-", "%d%1[-]", &a, set));
	printf("%d %s\n", a, set);

	printf("%d ", signal(SIGUSR1, hear) == SIG_DFL);
	raise(SIGUSR1);
	printf("%d ", (int)heard);
	signal(SIGUSR1, SIG_IGN);
	printf("%d\n", raise(SIGUSR1));
	printf("%d ", signal(SIGUSR1, SIG_DFL) == SIG_IGN);
	printf("%d ", signal(SIGKILL, hear) == SIG_ERR);
	printf("%d\n", clock() >= 0 && time(NULL) >= 0);
	return 0;
}

// expect: 3 12 -7 255
// expect: 3 10 8 ff
// expect: 2 123 45 5
// expect: 1 key= value
// expect: 2 abc 12-34
// expect: 2 xyz 9
// expect: 1 2
// expect: 4 -9000000000 18000000000 -3 -1
// expect: 0 -1 -1 1 1
// expect: 2 1 ]a
// expect: 1 1
// expect: 2 7 -
// expect: 1 10 0
// expect: 1 1 1
