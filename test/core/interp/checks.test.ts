// SPDX-License-Identifier: MIT
// Every check once where it finds something, with all that it says, and once where it must not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runText } from "../../support/c";

interface Check {
  readonly what: string;
  /** C before main; `bad` and `good` are main's statements, the found line marked with !. */
  readonly before?: string;
  readonly bad: string;
  readonly good: string;
  readonly kind: string;
  /** The function it is found in, if not main; its line is marked in `before`. */
  readonly in?: string;
  readonly object?: string;
  /** Functions of the allocation and of the free. */
  readonly allocated?: string;
  readonly freed?: string;
}

const heap = `
#include <stdlib.h>
struct item { int a[3]; long b; struct item *next; };
static struct item *make(void) { return malloc(sizeof(struct item)); }
static void drop(struct item *item) { free(item); }
`;

/** A function of forty locals, each set for its own argument only; 100 reads one of them. */
function manyLocals(read: number): string {
  const all = Array.from({ length: 40 }, (_, index) => index);
  return [
    "int many(int c) {",
    ...all.map((index) => `int v${index};`),
    "int sum = 0;",
    ...all.map((index) => `if (c == ${index}) v${index} = ${index};`),
    `if (c == 100 && v${read}) sum++; /*!*/`,
    ...all.map((index) => `if (c == ${index}) sum += v${index};`),
    "return sum; }",
  ].join("\n");
}

const checks: readonly Check[] = [
  {
    what: "a field of NULL",
    before: `${heap} static long use(struct item *item) { return item->b; /*!*/ }`,
    bad: "return use(0);",
    good: "struct item item = { .b = 1 }; return use(&item);",
    kind: "null",
    in: "use",
    object: "NULL",
  },
  {
    what: "an error pointer",
    before: heap,
    bad: "struct item *item = (void *)-12L; item->b = 1; /*!*/",
    good: "struct item *item = (void *)-12L; return (unsigned long)item < -4095UL;",
    kind: "err-pointer",
  },
  {
    what: "a function pointer that is NULL",
    before: "int one(int x) { return x; } int (*f)(int);",
    bad: "return f(1); /*!*/",
    good: "f = one; return f(1);",
    kind: "null-function",
  },
  {
    what: "a function called by a wrong type",
    before: "struct s { int a; } two; int one(struct s *x, long y) { return 1; }",
    bad: "int (*f)(int) = (int (*)(int))one; return f(1); /*!*/",
    good: "int (*f)(void *, long) = (int (*)(void *, long))one; return f(&two, 1);",
    kind: "bad-function",
  },
  {
    what: "use after free",
    before: heap,
    bad: "struct item *item = make(); drop(item); item->b = 1; /*!*/",
    good: "struct item *item = make(); item->b = 1; drop(item);",
    kind: "use-after-free",
    object: "item #1.b",
    allocated: "make",
    freed: "drop",
  },
  {
    what: "a second free",
    before: `${heap} static void again(struct item *item) { free(item); /*!*/ }`,
    bad: "struct item *item = make(); drop(item); again(item);",
    good: "again(make());",
    kind: "double-free",
    in: "again",
    object: "item #1",
    allocated: "make",
    freed: "drop",
  },
  {
    what: "behind a heap object",
    before: heap,
    bad: "char *item = (char *)make(); item[sizeof(struct item)] = 1; /*!*/",
    good: "char *item = (char *)make(); item[sizeof(struct item) - 1] = 1;",
    kind: "out-of-bounds",
    object: "item #1",
    allocated: "make",
  },
  {
    what: "behind a local",
    bad: "int a[3] = { 1 }, i = 3; return a[i]; /*!*/",
    good: "int a[3] = { 1 }, i = 2; return a[i];",
    kind: "out-of-bounds",
    object: "a (local of main)",
  },
  {
    what: "before a global",
    before: "int a[3];",
    bad: "int *p = a, i = -1; p[i] = 2; /*!*/",
    good: "int *p = a + 1, i = -1; p[i] = 2;",
    kind: "out-of-bounds",
    object: "a",
  },
  {
    what: "out of a member array",
    before: heap,
    bad: "struct item item = { { 1 } }; int i = 3; return item.a[i]; /*!*/",
    good: "struct item item = { { 1 } }; int i = 2; return item.a[i];",
    kind: "out-of-bounds",
  },
  {
    what: "memory without a value decides",
    before: heap,
    bad: "struct item *item = make(); if (item->b) return 1; /*!*/",
    good: "struct item *item = make(); item->b = 0; if (item->b) return 1;",
    kind: "undefined-decides",
  },
  {
    what: "a bit of a register without a value decides",
    bad: "unsigned x; x |= 4; if (x & 2) return 1; /*!*/",
    good: "unsigned x; x |= 4; if (x & 4) return 1;",
    kind: "undefined-decides",
    object: "x (local of main)",
  },
  ...[3, 38].map((read) => ({
    what: `local ${read} of forty without a value`,
    before: manyLocals(read),
    bad: "return many(100);",
    good: "return many(5) - many(39);",
    kind: "undefined-decides",
    in: "many",
  })),
  {
    what: "a result that a function with locals ended without",
    before: "int f(int c) { int x; if (c == 5) x = 1; if (c == 5) return x; }",
    bad: "if (f(1)) return 1; /*!*/",
    good: "if (f(5) != 1) return 1;",
    kind: "undefined-decides",
  },
  {
    what: "a pointer without a value",
    bad: "int *p; return *p; /*!*/",
    good: "int x = 0, *p; p = &x; return *p;",
    kind: "undefined-address",
    object: "p (local of main)",
  },
  {
    what: "a write to a string literal",
    bad: 'char *s = "text"; s[1] = 0; /*!*/',
    good: 'char s[] = "text"; s[1] = 0;',
    kind: "string-literal-write",
    object: '"text"',
  },
  {
    what: "a shift by the width",
    bad: "int x = 1, n = 32; return x << n; /*!*/",
    good: "int x = 1, n = 31; return x << n;",
    kind: "shift",
  },
  {
    what: "a division by zero",
    bad: "int x = 1, n = 0; return x % n; /*!*/",
    good: "int x = 1, n = 2; return x % n;",
    kind: "divide-by-zero",
  },
  {
    what: "the place of a bit of 0",
    bad: "unsigned long x = 0; if (__builtin_ctzl(x) == 3) return 1; /*!*/",
    good: "unsigned long x = 8; if (__builtin_ctzl(x) == 3) return 1;",
    kind: "undefined-decides",
  },
  {
    what: "a wild pointer",
    bad: "long *p = (long *)0x123456789000; return *p; /*!*/",
    good: "long x = 0, *p = (long *)(unsigned long)&x; return *p;",
    kind: "wild",
  },
  {
    what: "a stack that is used up",
    before: `static int down(int n)
      {
        volatile char room[512];
        room[0] = n;
        return n ? down(n - 1) : 0; /*!*/
      }`,
    bad: "return down(100000);",
    good: "return down(100);",
    kind: "stack",
    in: "down",
  },
];

const programOf = ({ before = "" }: Check, main: string): string =>
  `${before}\nint main(void)\n{\n${main.replace(/; (?!\/)/g, ";\n")}\nreturn 0;\n}\n`;

for (const check of checks)
  test(`a check finds ${check.what}, says where, and finds nothing beside it`, () => {
    const text = programOf(check, check.bad);
    const { stop } = runText(text);
    assert.ok(stop.kind === "trapped", stop.kind);
    const { trap } = stop;
    assert.equal(trap.kind, check.kind, trap.message);
    const line = text.split("\n").findIndex((one) => one.includes("/*!*/")) + 1;
    assert.deepEqual([trap.position.path, trap.position.line], ["t.c", line], trap.message);
    assert.equal(trap.function, check.in ?? "main");
    assert.equal(trap.stack.at(-1)?.function, "main");
    if (check.object !== undefined) assert.equal(trap.object?.text, check.object, trap.message);
    const where = (name: string | undefined, sites: typeof trap.stack | undefined): void => {
      const at = sites?.find((one) => one.function === name);
      if (name !== undefined) assert.ok(at && at.position.line > 0, `${name} in ${trap.message}`);
    };
    where(check.allocated, trap.allocatedAt);
    where(check.freed, trap.freedAt);
    const good = runText(programOf(check, check.good)).stop;
    assert.equal(good.kind, "returned", good.kind === "trapped" ? good.trap.message : "");
  });
