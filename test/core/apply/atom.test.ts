// SPDX-License-Identifier: MIT
// What of a hunk can be switched off by itself.
import assert from "node:assert/strict";
import test from "node:test";
import { atomsOf } from "../../../src/core/apply";
import { tellingOrder } from "../../../src/core/apply/atom";
import type { Hunk, LineKind } from "../../../src/core/patch";

const kinds: Readonly<Record<string, LineKind>> = { "+": "added", "-": "removed", " ": "context" };

function hunkOf(...texts: readonly string[]): Hunk {
  const lines = texts.map((text) => ({
    ...{ kind: kinds[text.charAt(0)] ?? "context", text: text.slice(1), sources: [] },
    confidence: "verbatim" as const,
  }));
  const span = { source: "x", startOffset: 0, endOffset: 0, line: 1 };
  return {
    ...{ id: "1.1", oldStart: 1, oldCount: 1, newStart: 1, newCount: 1, section: "" },
    ...{ lines, gaps: [], state: "whole", lost: { context: 0, added: 0, removed: 0 }, span },
  };
}

const check = (texts: readonly string[], expected: string): void =>
  assert.equal(
    atomsOf(hunkOf(...texts))
      .map(({ lines }) => lines.join("+"))
      .join(" "),
    expected,
  );

test("statements that stand beside each other go by themselves", () =>
  check([" x();", "+a();", "+b();", " y();"], "1 2"));

test("a removed line goes with the added line that replaces it, not with its neighbour", () =>
  check(["-a(one, 1);", "-b(two, 2);", "+a(one, 3);", "+b(two, 4);"], "0+2 1+3"));

test("a line that replaces nothing alike goes by itself", () =>
  check(["-return error;", "+while (count--)", "+\twork();"], "0 1+2"));

test("the lines of one statement go together", () =>
  check(["+a(1,", "+  2,", "+  3);", "+b();"], "0+1+2 3"));

test("a header goes with the one statement it rules", () =>
  check(["+if (x)", "+\ta();", "+b();"], "0+1 2"));

test("the two ends of a block go together, what stands in it by itself", () =>
  check(["+if (x) {", "+\ta();", "+} else {", "+\tb();", "+}"], "0+2+4 1 3"));

test("a block goes together across lines that stay", () =>
  check(["+if (x) {", " \ta();", "+}"], "0+2"));

test("a comment goes as a whole, and without the code beside it", () =>
  check(["+/* one", "+ * two */", "+a();"], "0+1 2"));

test("a macro goes as a whole", () => check(["+#define A \\", "+\t1", "+int b;"], "0+1 2"));

test("each removed line is told right before the line that replaces it", () => {
  const { lines } = hunkOf(" x();", "-a(1);", "-b(2);", "+a(3);", "+b(4);", " y();");
  assert.deepEqual(tellingOrder(lines), [0, 1, 3, 2, 4, 5]);
});

test("telling takes every line once, removed and added lines each in their order", () => {
  const { lines } = hunkOf("-a(1);", "-c;", "+b(1);", "+a(2);", " z;", "+d;", "-e;");
  const order = tellingOrder(lines);
  assert.deepEqual([...order].sort(), [0, 1, 2, 3, 4, 5, 6]);
  for (const kind of ["added", "removed"] as const) {
    const own = order.filter((index) => lines[index]?.kind === kind);
    assert.deepEqual(own, [...own].sort());
  }
});
