// SPDX-License-Identifier: MIT
// Which decision led to a trap, in small C programs that are really run.
import assert from "node:assert/strict";
import test from "node:test";
import { guardsOf } from "../../../src/core/compare";
import { Machine } from "../../../src/core/interp";
import { link } from "../../support/c";

/** Runs main into its trap; the guards as "condition past", the nearest first. */
function guards(text: string): string[] {
  const program = link({ "t.c": text });
  assert.deepEqual(program.diagnostics, []);
  const machine = new Machine(program, { fuel: 100_000 });
  const stop = machine.call("main", []);
  assert.equal(stop.kind, "trapped");
  assert.ok(stop.kind === "trapped");
  return guardsOf(program, stop.trap.stack, () => true).map(
    ({ function: name, condition, past }) => `${name}: ${condition} ${past}`,
  );
}

const check = (text: string, ...wanted: readonly string[]): void =>
  assert.deepEqual(guards(text), wanted);

test("the test around a bad read led to it, and its other side leads past", () =>
  check(
    "int main(void) {\nint *p = 0; int n = 1;\nif (n)\nreturn *p;\nreturn 0; }",
    "main: n false",
  ));

test("an early return that was not taken leads past", () =>
  check(
    "int main(void) {\nint *p = 0; int n = 0;\nif (n)\nreturn 1;\nreturn *p; }",
    "main: n true",
  ));

test("of tests inside one another the innermost is the nearest", () =>
  check(
    "int main(void) {\nint *p = 0; int n = 1, m = 2;\nif (n) {\nif (m)\nreturn *p;\n}\nreturn 0; }",
    "main: m false",
    "main: n false",
  ));

test("a loop that went round once too often could have ended", () =>
  check(
    "int *list[2];\nint main(void) {\nint x = 1, sum = 0;\nlist[0] = &x;\n" +
      "for (int i = 0; i <= 1; i++)\nsum += *list[i];\nreturn sum; }",
    "main: i <= 1 false",
  ));

test("a test whose both sides lead there, and one that may be passed by, are none", () =>
  check(
    "int main(void) {\nint *p = 0; int n = 1, m = 0;\nif (m)\nn = 2;\nif (n)\nm = 1;\n" +
      "return *p; }",
  ));

test("where the function itself has none, the calls of it are looked at", () =>
  check(
    "static int get(int *p) {\nreturn *p; }\nstatic int mid(int *p) {\nreturn get(p); }\n" +
      "int main(void) {\nint n = 1;\nif (n)\nreturn mid(0);\nreturn 0; }",
    "main: n false",
  ));

test("code of no interest is passed over", () => {
  const program = link({
    "t.c": "int main(void) {\nint *p = 0; int n = 1;\nif (n)\nreturn *p;\nreturn 0; }",
  });
  const stop = new Machine(program, { fuel: 1000 }).call("main", []);
  assert.ok(stop.kind === "trapped");
  assert.deepEqual(
    guardsOf(program, stop.trap.stack, () => false),
    [],
  );
});
