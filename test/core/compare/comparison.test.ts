// SPDX-License-Identifier: MIT
// Two runs laid side by side: states, outcomes, verdicts, and what counts as one difference.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  alignTraces,
  behaviourKey,
  compareEnds,
  compareRuns,
  isChanged,
} from "../../../src/core/compare";
import { groupDivergences } from "../../../src/core/compare/divergence";
import { compareStates, type SideState } from "../../../src/core/compare/state";
import type { Run, TraceEvent } from "../../../src/core/sim";
import { bornFixed, flagsHandedOn, removalPatch } from "../kernel/edits";
import { programOf, run, stock } from "../sim/support";

const returned = { kind: "returned", function: "f" } as const;
const trapped = {
  kind: "trapped",
  trap: "null",
  message: "",
  position: { path: "x.c", line: 1, column: 1 },
  function: "f",
  stack: [],
} as const;

type Facts = Readonly<Record<string, string>>;
const side = (
  state: Facts,
  initial: Facts = {},
  outcome: Run["outcome"] = returned,
): SideState => ({
  outcome,
  initialState: new Map(Object.entries(initial)),
  state: new Map(Object.entries(state)),
});

const changes = (before: SideState, after: SideState): string[] =>
  compareStates(before, after).map((one) => `${one.fact}: ${one.before} -> ${one.after}`);

test("facts that differ are named, those of one side only against none", () =>
  assert.deepEqual(changes(side({ a: "1", b: "2", c: "3" }), side({ a: "1", b: "4", d: "5" })), [
    "b: 2 -> 4",
    "c: 3 -> none",
    "d: none -> 5",
  ]));

test("equal states differ in nothing, whatever their order", () =>
  assert.deepEqual(changes(side({ a: "1", b: "2" }), side({ b: "2", a: "1" })), []));

test("what a run that was cut short has not touched is no difference", () => {
  const start = { alive: "1", pages: "present" };
  const ended = side({ alive: "0", pages: "removed" }, start);
  const cut = side({ alive: "0", pages: "present" }, start, trapped);
  assert.deepEqual(changes(ended, cut), []);
  assert.deepEqual(changes(cut, ended), []);
});

test("what a run did before it was cut short is a difference", () => {
  const start = { signal: "none" };
  const ended = side({ signal: "none" }, start);
  const cut = side({ signal: "P3" }, start, trapped);
  assert.deepEqual(changes(ended, cut), ["signal: none -> P3"]);
});

test("of two runs cut short at one point, what only one has written is a difference", () => {
  const start = { holder: "set" };
  const [kept, wiped] = [side(start, start, trapped), side({ holder: "none" }, start, trapped)];
  assert.deepEqual(changes(kept, wiped), []);
  assert.deepEqual(compareStates(kept, wiped, true), [
    { fact: "holder", before: "set", after: "none" },
  ]);
  const steps = [{ key: "P1|call|fs_put_dax|" }] as readonly Partial<TraceEvent>[];
  const run = (one: SideState): Run => ({ ...one, events: steps, verdicts: [] }) as unknown as Run;
  assert.equal(isChanged(compareEnds(run(kept), run(wiped))), true);
});

test("what a run held when it was cut short is no difference, what it holds at its end is", () => {
  const nothing = side({});
  const held = { "held srcu dax": "1 time" };
  assert.deepEqual(changes(nothing, side(held, {}, trapped)), []);
  assert.deepEqual(changes(nothing, side(held)), ["held srcu dax: none -> 1 time"]);
});

test("a state differs from itself in nothing, and the other way round in the reverse", () => {
  const state = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2"));
  fc.assert(
    fc.property(state, state, (left, right) => {
      assert.deepEqual(compareStates(side(left), side(left)), []);
      const there = compareStates(side(left), side(right));
      const back = compareStates(side(right), side(left));
      const turned = back.map(({ fact, before, after }) => ({
        fact,
        before: after,
        after: before,
      }));
      const sorted = (list: readonly { fact: string }[]): unknown[] =>
        [...list].sort((a, b) => (a.fact < b.fact ? -1 : 1));
      assert.deepEqual(sorted(there), sorted(turned));
    }),
  );
});

// ---- whole runs of the model ----

const removal = [bornFixed, flagsHandedOn, ...removalPatch];

test("a run compared with itself is unchanged", () => {
  const one = run(stock("u1"), removal);
  const comparison = compareRuns(one, one);
  assert.equal(isChanged(comparison), false);
  assert.ok(comparison.rows.every(({ kind }) => kind === "same"));
  assert.equal(behaviourKey(one), behaviourKey(one));
});

test("runs that end differently differ in their outcome, their verdicts, and one root", () => {
  const comparison = compareRuns(run(stock("u1"), [bornFixed]), run(stock("u1"), removal));
  assert.equal(comparison.outcomeChanged, true);
  assert.ok(comparison.verdictChanges.every(({ after }) => after.state === "unknown"));
  assert.equal(
    comparison.divergences[0]?.text,
    "dax_holder_notify_failure: mf_flags: 0 -> MF_MEM_PRE_REMOVE",
  );
  assert.ok(comparison.stateChanges.some(({ fact }) => fact === "P3 maps F2 page 0"));
  assert.ok(!comparison.stateChanges.some(({ fact }) => /^pmem0\.|^held /.test(fact)));
});

test("a trap at a line that moved is the same end", () => {
  const moved = {
    path: "fs/xfs/xfs_notify_failure.c",
    from: '#include "xfs.h"\n',
    to: '\n\n#include "xfs.h"\n',
  };
  const comparison = compareRuns(run(stock("u1"), removal), run(stock("u1"), [...removal, moved]));
  assert.equal(isChanged(comparison), false);
  assert.ok(programOf(removal).statements.length);
});

test("every row that differs is in exactly one divergence", () => {
  for (const row of ["u1", "u13", "x1"]) {
    const { rows, divergences } = compareRuns(run(stock(row)), run(stock(row), removal));
    const grouped = divergences.flatMap((group) => group.rows).sort((a, b) => a - b);
    const differing = rows.flatMap(({ kind }, index) => (kind === "same" ? [] : [index]));
    assert.deepEqual(grouped, differing);
  }
});

// ---- groups ----

/** "kind name depth args": c f 0 1,2 */
function trace(...texts: readonly string[]): TraceEvent[] {
  return texts.map((text, index): TraceEvent => {
    const [kind = "", name = "", depth = "0", list = ""] = text.split(" ");
    const args = list ? list.split(",").map((value) => ({ name: "", value })) : [];
    return {
      ...{ step: index + 1, thread: "T", depth: Number(depth), name, args, text },
      kind: kind === "c" ? "call" : kind === "r" ? "return" : "host",
      position: { path: "x.c", line: 1, column: 1 },
      key: `${kind} ${name} ${list}`,
    };
  });
}

const groups = (before: TraceEvent[], after: TraceEvent[]): string[] =>
  groupDivergences(alignTraces(before, after), before, after).map(
    ({ kind, rows }) => `${kind} ${rows.length}`,
  );

test("equal traces have no divergence, empty ones neither", () => {
  assert.deepEqual(groups([], []), []);
  assert.deepEqual(groups(trace("c f 0"), trace("c f 0")), []);
});

test("a call that one side alone makes is one divergence with all that is in it", () => {
  const calls = ["c f 0", "h x 1", "c g 1", "r g 1 0", "r f 0 0"];
  assert.deepEqual(groups(trace(), trace(...calls)), ["only-after 5"]);
  assert.deepEqual(groups(trace(...calls), trace()), ["only-before 5"]);
});

test("a returned value that differs is a divergence of values", () =>
  assert.deepEqual(groups(trace("c f 0", "r f 0 0"), trace("c f 0", "r f 0 -5")), ["value 1"]));

test("a value that changes back and forth has one root each way", () =>
  assert.deepEqual(
    groups(
      trace("h a 0 1", "h s 0", "h a 0 1", "h s 0", "h b 0 2"),
      trace("h a 0 2", "h s 0", "h a 0 2", "h s 0", "h b 0 1"),
    ),
    ["arguments 2", "arguments 1"],
  ));

test("events of one name with a list of another length are still a pair", () =>
  assert.deepEqual(groups(trace("h a 0 1"), trace("h a 0 1,2")), ["arguments 1"]));

test("a difference of words, of order or of helpers alone is told to be that", () => {
  const noises = (before: TraceEvent[], after: TraceEvent[]): string[] =>
    groupDivergences(alignTraces(before, after), before, after).map(({ noise }) => noise ?? "-");
  const message = (text: string): TraceEvent[] =>
    trace("h a 0 1").map((event) => ({ ...event, kind: "message", key: text, text }));
  assert.deepEqual(noises(message("one"), message("two")), ["messages"]);
  assert.deepEqual(noises(trace("c g 0", "r g 0 1"), trace()), ["helpers"]);
  assert.deepEqual(noises(trace("h x 0 1", "h y 0"), trace("h y 0", "h x 0 1")), [
    "order",
    "order",
  ]);
  assert.deepEqual(noises(trace("h x 0 1"), trace("h x 0 2")), ["-"]);
  assert.deepEqual(noises(trace("c g 0 1", "r g 0"), trace("c g 0 2", "r g 0")), ["-"]);
});

test("any two traces are grouped whole, each row once", () => {
  const words = ["c f 0", "c f 0 1", "r f 0 0", "h x 1", "h x 1 2", "c g 1", "r g 1"];
  const events = fc.array(fc.constantFrom(...words), { maxLength: 25 });
  fc.assert(
    fc.property(events, events, (left, right) => {
      const [before, after] = [trace(...left), trace(...right)];
      const rows = alignTraces(before, after);
      const grouped = groupDivergences(rows, before, after).flatMap((group) => group.rows);
      assert.equal(new Set(grouped).size, grouped.length);
      assert.equal(grouped.length, rows.filter(({ kind }) => kind !== "same").length);
    }),
  );
});
