// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { outline } from "../../../src/core/apply";
import { mmH, notifyFailure, superC } from "./xfs";

const check = (text: string, ...expected: readonly string[]): void =>
  assert.deepEqual(
    outline(text).map(
      ({ kind, name, startLine, endLine }) => `${kind} ${name} ${startLine}-${endLine}`,
    ),
    expected,
  );

test("functions are found whatever line their type stands on", () => {
  check("static int\nf(\n\tint a)\n{\n\treturn a;\n}\n", "function f 1-6");
  check(
    "static __init int f(void) __acquires(&lock)\n{ if (1) { } }\nint g(void) { }",
    "function f 1-2",
    "function g 3-3",
  );
  check("int (*find(int a))(void) { return 0; }", "function find 1-1");
});

test("structs, enums, macros, includes, variables and declarations are told apart", () => {
  check(
    "struct a { int x; struct { int y; } z; };\nstruct b *v;\n",
    "struct a 1-1",
    "declaration v 2-2",
  );
  check("enum e { A, B = 2, };\n", "enum e 1-1");
  check(
    "#define M(x) \\\n\t((x) + 1)\n#include <linux/mm.h>\n",
    "macro M 1-2",
    "include <linux/mm.h> 3-3",
  );
  check(
    "static const struct ops o = { .f = g, };\nint x = 1;\nint f(int a);\n",
    "variable o 1-1",
    "variable x 2-2",
    "declaration f 3-3",
  );
  check(
    "typedef struct { int x; } t;\nstruct __packed p { int a; };",
    "struct  1-1",
    "struct __packed 2-2",
  );
});

test("both branches of a conditional may open the same brace", () => {
  check(
    "#ifdef A\nint f(int a)\n{\n#else\nint f(void)\n{\n#endif\n\treturn 0;\n}\nint g(void) { }\n",
    "function f 2-9",
    "function g 10-10",
  );
});

test("a text that ends inside an item ends that item", () => {
  check("int f(void)\n{\n\tif (x) {\n", "function f 1-3");
  check("int x", "variable x 1-1");
  check("", ...[]);
});

test("whole files are outlined in order", () => {
  const names = (text: string): readonly string[] =>
    outline(text).flatMap(({ kind, name }) => (kind === "function" ? [name] : []));
  assert.deepEqual(names(notifyFailure), [
    "failure_pgoff",
    "xfs_dax_failure_fn",
    "xfs_dax_notify_ddev_failure",
    "xfs_dax_notify_failure",
  ]);
  assert.deepEqual(names(superC), ["dax_holder_notify_failure", "kill_dax"]);
  assert.deepEqual(
    outline(mmH).flatMap(({ kind, name }) => (kind === "enum" ? [name] : [])),
    ["mf_flags", "mf_result"],
  );
});
