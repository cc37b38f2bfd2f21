// SPDX-License-Identifier: MIT
// Which decision kept a line from running, in small C programs that are really run.
import assert from "node:assert/strict";
import test from "node:test";
import { findGate, type GateFound } from "../../../src/core/compare";
import type { DecisionRecord } from "../../../src/core/sim";
import { link } from "../../support/c";
import { Machine, libcHosts } from "../../../src/core/interp";

const path = "t.c";

/** Runs main of a text and asks for the gate of the line that holds TARGET. */
function gateOf(text: string): GateFound | undefined {
  const program = link({ [path]: text.replace("TARGET;", "hit = 1;") });
  assert.deepEqual(
    program.diagnostics.map(({ message }) => message),
    [],
  );
  const entered = new Set<number>();
  const decisions: DecisionRecord[] = [];
  const ran = new Set<number>();
  let step = 0;
  const machine = new Machine(program, { fuel: 100_000, hosts: libcHosts(() => undefined) });
  machine.listen({
    call: (callee) => {
      entered.add(callee.index);
      step++;
    },
    statement: (id) => void ran.add(id),
    decision: (decision, outcome) => void decisions.push({ decision, outcome, step }),
  });
  assert.equal(machine.call("main", []).kind, "returned");
  const line = text.slice(0, text.indexOf("TARGET;")).split("\n").length;
  const target = program.statements.find(
    ({ position }) => position.path === path && position.line === line,
  );
  assert.ok(target && !ran.has(target.id), "TARGET has not run");
  return findGate(program, { entered, decisions }, target.id);
}

function check(text: string, condition: string, needed: boolean): void {
  const found = gateOf(`int hit;\n${text}`);
  assert.equal(found?.condition, condition);
  assert.equal(found?.needed, needed);
}

const checkNone = (text: string): void => assert.equal(gateOf(`int hit;\n${text}`), undefined);

test("the branch around a line is its gate", () =>
  check("int main(void) {\nint n = 0;\nif (n)\nTARGET;\nreturn 0; }", "n", true));

test("an early return is a gate by the way it did not go", () =>
  check("int main(void) {\nint n = 1;\nif (n)\nreturn 0;\nTARGET;\nreturn 0; }", "n", false));

test("of branches inside one another the first that was not taken is the gate", () =>
  check(
    "int main(void) {\nint n = 0, m = 0;\nif (n) {\nif (m)\nTARGET;\n}\nreturn 0; }",
    "n",
    true,
  ));

test("a branch beside the line, or one that was taken, is no gate", () =>
  check(
    "int main(void) {\nint n = 1, m = 0;\nif (m)\nn = 2;\n" +
      "if (n) {\nif (m)\nTARGET;\n}\nreturn 0; }",
    "m",
    true,
  ));

test("&& and || are one condition, whichever part decided", () => {
  check("int main(void) {\nint n = 1, m = 0;\nif (n && m)\nTARGET;\nreturn 0; }", "n && m", true);
  check(
    "int main(void) {\nint n = 1, m = 0;\nif (m || n)\nreturn 0;\nTARGET;\nreturn 0; }",
    "m || n",
    false,
  );
});

test("a goto past the line is a gate where it was decided", () =>
  check(
    "int main(void) {\nint n = 1;\nif (n > 0)\ngoto out;\nTARGET;\nout:\nreturn 0; }",
    "n > 0",
    false,
  ));

test("a function that was not entered has its gate where it is called", () =>
  check(
    "void f(void) {\nTARGET;\n}\nint main(void) {\nint n = 0;\nif (n)\nf();\nreturn 0; }",
    "n",
    true,
  ));

test("callers of callers are followed", () =>
  check(
    "void f(void) {\nTARGET;\n}\nvoid g(void) { f(); }\nvoid h(void) { g(); }\n" +
      "int main(void) {\nint n = 7;\nif (n == 8)\nh();\nreturn 0; }",
    "n == 8",
    true,
  ));

test("of several callers the earliest gate counts", () =>
  check(
    "void f(void) {\nTARGET;\n}\nvoid nop(void) { }\n" +
      "int main(void) {\nint n = 0, m = 0;\nif (m)\nf();\nnop();\nif (n)\nf();\nreturn 0; }",
    "m",
    true,
  ));

test("a callback has its gate where its address is handed on", () =>
  check(
    "void f(void) {\nTARGET;\n}\n" +
      "void each(int count, void (*fn)(void)) { while (count--) fn(); }\n" +
      "int main(void) {\nint n = 0;\nif (n)\neach(3, f);\nreturn 0; }",
    "n",
    true,
  ));

test("functions that call one another and nobody else calls have no gate", () =>
  checkNone(
    "void g(int n);\nvoid f(int n) {\nif (n)\ng(n);\nTARGET;\n}\nvoid g(int n) { f(n - 1); }\n" +
      "int main(void) { return 0; }",
  ));

test("a branch inside a loop is a gate", () =>
  check(
    "int main(void) {\nint i, last = 0;\nfor (i = 0; i < 3; i++) {\nlast = i;\n}\n" +
      "if (last == 9)\nTARGET;\nreturn 0; }",
    "last == 9",
    true,
  ));

test("a branch that goes on with the next round is a gate", () =>
  check(
    "int main(void) {\nint i, skip = 1;\nfor (i = 0; i < 3; i++) {\nif (skip)\ncontinue;\n" +
      "TARGET;\n}\nreturn 0; }",
    "skip",
    false,
  ));

test("a branch that fell both ways gives way to one that did not", () =>
  check(
    "int main(void) {\nint i, n = 0;\nfor (i = 0; i < 3; i++) {\nif (i != 1)\ncontinue;\n" +
      "if (n)\nTARGET;\n}\nreturn 0; }",
    "n",
    true,
  ));

test("a loop with nothing to go round for is no gate", () => {
  checkNone("int main(void) {\nint i, n = 0;\nfor (i = 0; i < n; i++)\nTARGET;\nreturn 0; }");
  checkNone("int main(void) {\nint n = 0;\nwhile (n)\nTARGET;\nreturn 0; }");
});

test("a line that nothing leads to has no gate", () =>
  checkNone("int main(void) {\nreturn 0;\nTARGET;\n}"));

test("a number that is no statement has no gate", () => {
  const program = link({ [path]: "int main(void) { return 0; }" });
  assert.equal(findGate(program, { entered: new Set(), decisions: [] }, 999_999), undefined);
  assert.equal(findGate(program, { entered: new Set(), decisions: [] }, -1), undefined);
});
