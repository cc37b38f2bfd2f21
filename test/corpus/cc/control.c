// SPDX-License-Identifier: MIT
// Every statement, and ways to jump between them.
#include <stdio.h>

static int classify(int n)
{
	switch (n) {
	case -5 ... -1:
		return 1;
	case 0:
		return 2;
	case 1:
	case 2:
		n += 10;
		/* fall through */
	case 3:
		return n;
	case 100 ... 1000:
		break;
	default:
		return 3;
	}
	return 4;
}

static long wide(unsigned long n)
{
	switch (n) {
	case 0x100000000:
		return 1;
	case 0xffffffff00000000 ... 0xffffffffffffffff:
		return 2;
	case 7:
		return 3;
	}
	return 4;
}

static void copy(char *to, const char *from, int count)
{
	int n = (count + 3) / 4;

	switch (count % 4) {
	case 0:	do { *to++ = *from++;
	case 3:      *to++ = *from++;
	case 2:      *to++ = *from++;
	case 1:      *to++ = *from++;
		} while (--n > 0);
	}
}

static int search(int want)
{
	int i, j;

	for (i = 0; i < 5; i++) {
		for (j = 0; j < 5; j++) {
			if (i * j == want)
				goto found;
			if (j > i)
				break;
		}
		if (i == 3)
			continue;
	}
	return -1;
found:
	return i * 10 + j;
}

static int backwards(int n)
{
	int steps = 0;
again:
	steps++;
	if (n > 1) {
		n = n & 1 ? 3 * n + 1 : n / 2;
		goto again;
	}
	return steps;
}

static int into(int jump)
{
	int sum = 0;

	if (jump)
		goto inside;
	for (int k = 0; k < 3; k++) {
		int part = 1;

		sum += part;
inside:
		part = 5;
		sum += part;
		if (jump)
			return sum;
	}
	return sum;
}

int main(void)
{
	char text[12] = "";
	int n = 0, i;

	for (i = -6; i < 5; i++)
		printf("%d ", classify(i));
	printf("%d %d\n", classify(500), classify(1001));
	printf("%ld %ld %ld %ld\n", wide(0x100000000), wide(-1), wide(7), wide(0xffffffff));
	copy(text, "hello there", 11);
	printf("%s\n", text);
	printf("%d %d\n", search(6), search(7));
	printf("%d %d %d\n", backwards(27), into(0), into(1));
	while (n < 10)
		if (n++ == 5)
			break;
	do
		n--;
	while (n > 3);
	printf("%d\n", n);
	for (;;) {
		if (++n > 20)
			break;
		if (n % 2)
			continue;
		n++;
	}
	printf("%d\n", n);
	for (int a = 0, b = 10; a < b; a++, b--)
		n += a * b;
	printf("%d\n", n);
	{ int n = 1; { int n = 2; printf("%d ", n); } printf("%d\n", n); }
	if (n) ; else printf("no\n");
	switch (n) { int hidden; default: hidden = 4; printf("%d\n", hidden); }
	switch (3) case 3: printf("three\n");
	return n & 0x7f;
}
// expect: 3 1 1 1 1 1 2 11 12 3 3 4 3
// expect: 1 2 3 4
// expect: hello there
// expect: 23 -1
// expect: 112 18 5
// expect: 3
// expect: 22
// expect: 92
// expect: 2 1
// expect: 4
// expect: three
// exit: 92
