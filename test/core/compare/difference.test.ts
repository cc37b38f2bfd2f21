// SPDX-License-Identifier: MIT
// State changes by name: what they are about, and neighbouring pages as one.
import assert from "node:assert/strict";
import test from "node:test";
import { nameDifferences, nameFacts } from "../../../src/core/compare";
import { stockScenarios, type Run } from "../../../src/core/sim";
import { parseFact } from "../../../src/core/world";
import { removalPatch } from "../kernel/edits";
import { run } from "../sim/support";

/** Every shipped scenario, on the base and with the removal patch, step by step. */
let known: readonly Run[] | undefined;
const scenarioRuns = (): readonly Run[] =>
  (known ??= stockScenarios([], () => true).scenarios.flatMap((one) =>
    [[], removalPatch].map((edits) => run(one, edits, { history: true })),
  ));

const texts = (...changes: readonly (readonly [string, string, string])[]): string[] =>
  nameDifferences(changes.map(([fact, from, to]) => ({ fact, from, to }))).map(({ text }) => text);

test("pages that were mapped side by side and go together are one change of the process", () =>
  assert.deepEqual(
    texts(
      ...[0, 1, 2, 3].map(
        (page) =>
          [`P2 maps F1 page ${page}`, `pmem0 page ${16 + page}, 4 KiB, writable`, "none"] as const,
      ),
    ),
    ["process P2: pages 0..3 of F1: mapped (pmem0 pages 16..19, 4 KiB, writable) -> unmapped"],
  ));

test("pages that differ in anything but their number are told apart", () =>
  assert.deepEqual(
    texts(
      ["P1 maps F1 page 0", "pmem0 page 16, 4 KiB, writable", "none"],
      ["P1 maps F1 page 1", "pmem0 page 17, 4 KiB, read-only", "none"],
      ["P1 maps F1 page 2", "pmem0 page 40, 4 KiB, read-only", "none"],
      ["P1 maps F1 page 4", "pmem0 page 42, 4 KiB, read-only", "none"],
      ["P2 maps F1 page 5", "pmem0 page 43, 4 KiB, read-only", "none"],
    ),
    [
      "process P1: page 0 of F1: mapped (pmem0 page 16, 4 KiB, writable) -> unmapped",
      "process P1: page 1 of F1: mapped (pmem0 page 17, 4 KiB, read-only) -> unmapped",
      "process P1: page 2 of F1: mapped (pmem0 page 40, 4 KiB, read-only) -> unmapped",
      "process P1: page 4 of F1: mapped (pmem0 page 42, 4 KiB, read-only) -> unmapped",
      "process P2: page 5 of F1: mapped (pmem0 page 43, 4 KiB, read-only) -> unmapped",
    ],
  ));

test("fields of one thing read as thing, field, values", () =>
  assert.deepEqual(
    texts(
      ["m0.shutdown", "CORRUPT_ONDISK", "none"],
      ["pmem0.alive", "1", "0"],
      ["P3 pending SIGBUS", "none", "BUS_MCEERR_AO, F2 page 0, lsb 12"],
      ["held rwsem s_umount of m0", "none", "1 time"],
      ["mce record 0 misc", "mode PHYS, lsb 12", "undefined"],
      ["badrange 0", "start 0x100010000, length 4096", "none"],
      ["region0 badblock 128", "8 sectors", "1 sector"],
      ["F1 entry 0", "pmem0 page 16, dirty", "pmem0 page 16, clean"],
      ["F1 entry 1", "pmem0 page 17, dirty", "pmem0 page 17, clean"],
      ["pmem0 page 16 HWPoison", "none", "F1 page 0"],
      ["pmem0 page 17 HWPoison", "none", "F1 page 1"],
    ),
    [
      "mount m0: shutdown CORRUPT_ONDISK -> none",
      "device pmem0: alive 1 -> 0",
      "process P3: pending SIGBUS none -> BUS_MCEERR_AO, F2 page 0, lsb 12",
      "held rwsem s_umount of m0: none -> 1 time",
      "record 0: misc mode PHYS, lsb 12 -> undefined",
      "bad range 0: covers start 0x100010000, length 4096 -> none",
      "device region0: sector 128: badblock 8 sectors -> 1 sector",
      "file F1: entries 0..1: pmem0 pages 16..17, dirty -> pmem0 pages 16..17, clean",
      "device pmem0: pages 16..17: HWPoison none -> F1 pages 0..1",
    ],
  ));

test("no fact of any shipped scenario is left without a name, at any step", () => {
  for (const { initialState, state, history = [] } of scenarioRuns()) {
    const facts = [
      ...initialState.keys(),
      ...state.keys(),
      ...history.flatMap((changes) => changes.map(({ fact }) => fact)),
    ];
    assert.deepEqual(
      facts.filter((fact) => !parseFact(fact)),
      [],
    );
    assert.equal(nameFacts(state).length, state.size);
  }
});

test("the first state and the changes of every step lead to the last state", () => {
  for (const { initialState, state, history = [], events } of scenarioRuns()) {
    assert.equal(history.length, events.length + 1);
    const facts = new Map(initialState);
    for (const { fact, from, to } of history.flat()) {
      assert.equal(facts.get(fact) ?? "none", from);
      if (to === "none" && !state.has(fact)) facts.delete(fact);
      else facts.set(fact, to);
    }
    const held = (facts_: ReadonlyMap<string, string>): readonly string[] =>
      [...facts_]
        .filter(([, value]) => value !== "none")
        .map((pair) => pair.join(": "))
        .sort();
    assert.deepEqual(held(facts), held(state));
  }
});
