// SPDX-License-Identifier: MIT
// Bodies without braces are blocks all the same, and so are the statements around them (C11 6.8.4,
// 6.8.5).
#include <stdio.h>
enum { A = 1 };
struct t { char c; };
int main(void)
{
	int n = 0;
	/* the condition's and the bodies' own tags and constants */
	if (sizeof(enum { A = 5, B }) == 4)
		n += A;
	else
		n += B;
	printf("%d %d\n", n, A);
	for (int i = 0; i < 1; i++)
		n += sizeof(struct t { int a[4]; }) + (int)sizeof(struct t);
	printf("%d %zu\n", n, sizeof(struct t));
	while (n < 100)
		n += sizeof(enum { A = 9 }) + A;
	printf("%d %d\n", n, A);
	do
		n -= sizeof(struct t { long l; });
	while (n > (int)sizeof(struct t));
	printf("%d\n", n);
	switch (sizeof(enum { A = 77 }))
	case 4: n = (int)sizeof(enum { A = 78 }) + A;
	printf("%d %d\n", n, A);
	if (n) n = sizeof(struct u { short s; }); else n = sizeof(struct u { short s[2]; });
	printf("%d\n", n);
	return 0;
}
// expect: 5 1
// expect: 37 1
// expect: 102 1
// expect: -2
// expect: 82 1
// expect: 2
// exit: 0
