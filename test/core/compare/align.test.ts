// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { alignTraces } from "../../../src/core/compare/align";
import { groupDivergences } from "../../../src/core/compare/divergence";
import type { TraceEvent } from "../../../src/core/sim";

/** "name(a, b)" at a depth; a leading "<" makes it a return. */
function trace(...texts: readonly string[]): TraceEvent[] {
  return texts.map((text, index) => {
    const depth = text.search(/\S/) / 2;
    const [, back, name = "", list = ""] = /^\s*(<?)(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
    const args = list ? list.split(", ").map((value) => ({ name: "", value })) : [];
    const kind = back ? "return" : "call";
    return {
      step: index + 1,
      thread: "T",
      depth,
      kind,
      name,
      args,
      text: text.trim(),
      position: { path: "x.c", line: 1, column: 1 },
      key: `T|${kind}|${name}|${list}`,
    };
  });
}

const check = (before: TraceEvent[], after: TraceEvent[], expected: string): void => {
  const mark = { same: "=", changed: "!", "only-before": "-", "only-after": "+" };
  assert.equal(
    alignTraces(before, after)
      .map(
        (row) =>
          mark[row.kind] + (row.before ?? "") + (row.after === undefined ? "" : `:${row.after}`),
      )
      .join(" "),
    expected,
  );
};

test("equal traces align row by row", () =>
  check(trace("a", "b", "c"), trace("a", "b", "c"), "=1:1 =2:2 =3:3"));

test("an event that only one side has stands alone", () => {
  check(trace("a", "c"), trace("a", "b", "c"), "=1:1 +:2 =2:3");
  check(trace("a", "b", "c"), trace("a", "c"), "=1:1 -2 =3:2");
});

test("the same call with other arguments is one changed row", () =>
  check(trace("a", "f(0)", "z"), trace("a", "f(1)", "z"), "=1:1 !2:2 =3:3"));

test("traces without anything in common are paired without a match", () =>
  check(trace("a", "b"), trace("c"), "-1 -2 +:1"));

test("every event of both traces stands in exactly one row, in order", () => {
  const events = fc
    .array(fc.constantFrom("a", "b", "c", "f(0)", "f(1)"), { maxLength: 30 })
    .map((texts) => trace(...texts));
  fc.assert(
    fc.property(events, events, (before, after) => {
      const rows = alignTraces(before, after);
      const steps = (side: "before" | "after"): number[] =>
        rows.flatMap((row) => (row[side] === undefined ? [] : [row[side] as number]));
      assert.deepEqual(
        steps("before"),
        before.map((event) => event.step),
      );
      assert.deepEqual(
        steps("after"),
        after.map((event) => event.step),
      );
      for (const row of rows)
        if (row.kind === "same")
          assert.equal(before[(row.before ?? 0) - 1]?.key, after[(row.after ?? 0) - 1]?.key);
    }),
  );
});

test("what happens inside a call that differs has that call as its root", () => {
  const before = trace(
    "kill",
    "  notify(0)",
    "    shut",
    "    <shut",
    "  <notify(0)",
    "  rest",
    "  <rest",
  );
  const after = trace(
    "kill",
    "  notify(7)",
    "    sync",
    "    <sync",
    "  <notify(0)",
    "  rest",
    "  <rest",
  );
  const groups = groupDivergences(alignTraces(before, after), before, after);
  assert.equal(groups.length, 1);
  assert.equal(groups[0]?.kind, "arguments");
  assert.equal(groups[0]?.text, "notify: argument 1: 0 -> 7");
});

test("a later difference with a root of its own is a group of its own", () => {
  const before = trace("f(0)", "<f", "g", "<g", "h(1)", "<h");
  const after = trace("f(5)", "<f", "g", "<g", "h(2)", "<h");
  assert.equal(groupDivergences(alignTraces(before, after), before, after).length, 2);
});

test("the same change of a value further on belongs to the first change of it", () => {
  const before = trace("f(0)", "<f", "g", "<g", "h(0)", "<h");
  const after = trace("f(5)", "<f", "g", "<g", "h(5)", "<h");
  assert.equal(groupDivergences(alignTraces(before, after), before, after).length, 1);
});

test("what the other side does as well, at another time, is not told to be missing there", () => {
  const before = trace("f", "<f", "sync", "<sync", "g", "<g", "only", "<only");
  const after = trace("sync", "<sync", "f", "<f", "g", "<g");
  const texts = groupDivergences(alignTraces(before, after), before, after).map(({ text }) => text);
  assert.ok(texts.length);
  assert.deepEqual(texts.map((text) => text.replace(/:.*/, "")).sort(), [
    "after here, before at another time",
    "before here, after at another time",
    "only before",
  ]);
});
