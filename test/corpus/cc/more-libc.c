// SPDX-License-Identifier: MIT
// Wide strings, messages of errors, and files, of which there are none.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	wchar_t text[16] = L"wide", other[] = L"wider";
	FILE *file;

	printf("%d %d\n", (int)wcslen(text), (int)sizeof(other));
	printf("%d %d\n", wcscmp(text, other) < 0, wcscmp(other, wcscat(text, L"r")));
	printf("%d %d\n", (int)(wcschr(text, L'd') - text), wcschr(text, L'z') == NULL);
	wcscpy(text, L"\u00e9");
	printf("%d %d\n", text[0], (int)wcslen(text));
	file = fopen("/nobody/has/this", "r");
	printf("%d %s\n", file == NULL, strerror(errno));
	printf("%s, %s, %s\n", strerror(0), strerror(EINVAL), strerror(9999));
	printf("%d %d\n", remove("/nobody/has/this"), ferror(stdout));
	return 0;
}
// expect: 4 24
// expect: 0 0
// expect: 2 1
// expect: 233 1
// expect: 1 No such file or directory
// expect: Success, Invalid argument, Unknown error 9999
// expect: -1 0
