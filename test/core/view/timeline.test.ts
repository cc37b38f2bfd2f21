// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { factRows, factsAt, type PanelFact, type PanelTimeline } from "../../../src/core/view";

const maps = (index: number): PanelFact => ({
  ...{ kind: "process", name: "P1", field: "maps F1" },
  unit: "page",
  index,
});
const shutdown: PanelFact = { kind: "mount", name: "m0", field: "shutdown" };
const page = (at: number): string => `pmem0 page ${at}, 4 KiB, writable`;

const initial = [0, 1, 2, 3].map((index) => ({ fact: maps(index), value: page(16 + index) }));
const before: PanelTimeline = {
  initial: [...initial, { fact: shutdown, value: "none" }],
  changes: [{ step: 3, fact: shutdown, to: "CORRUPT_ONDISK" }],
};
const after: PanelTimeline = {
  initial: before.initial,
  changes: [0, 1, 2].map((index) => ({ step: 2, fact: maps(index), to: "none" })),
};

const told = (at: [number, number], since: [number, number]) =>
  factRows(
    before,
    after,
    { before: at[0], after: at[1] },
    { before: since[0], after: since[1] },
  ).map((row) => [
    row.text,
    `${row.before.was ?? ""}>${row.before.value}`,
    `${row.after.was ?? ""}>${row.after.value}`,
    row.changed,
    row.differs,
  ]);

test("at the start both sides tell the same, neighbouring pages in one row", () => {
  const all = "pmem0 pages 16..19, 4 KiB, writable";
  assert.deepEqual(told([0, 0], [0, 0]), [
    ["P1: maps F1 pages 0..3", `>${all}`, `>${all}`, false, false],
    ["m0: shutdown", ">none", ">none", false, false],
  ]);
});

test("what a step changes comes first, with what it was", () => {
  const gone = "pmem0 pages 16..18, 4 KiB, writable";
  const rest = page(19);
  assert.deepEqual(told([2, 2], [1, 1]), [
    ["P1: maps F1 pages 0..2", `>${gone}`, `${gone}>none`, true, true],
    ["P1: maps F1 page 3", `>${rest}`, `>${rest}`, false, false],
    ["m0: shutdown", ">none", ">none", false, false],
  ]);
});

test("a later step still tells what differs, and a way back tells what held", () => {
  assert.deepEqual(
    told([3, 2], [2, 2]).map(([text, , , changed, differs]) => [text, changed, differs]),
    [
      ["m0: shutdown", true, true],
      ["P1: maps F1 pages 0..2", false, true],
      ["P1: maps F1 page 3", false, false],
    ],
  );
  assert.equal(factsAt(after, 1).size, 5);
  assert.equal(factsAt(after, 2).size, 2);
});
