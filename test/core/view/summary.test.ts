// SPDX-License-Identifier: MIT
// The words for verdicts that change: newly broken is only what was known to hold.
import assert from "node:assert/strict";
import test from "node:test";
import { verdictWord, verdictWords, type Compared } from "../../../src/core/review";
import { brokenText, brokenWord, changeSummary } from "../../../src/core/view/summary";

type State = "holds" | "broken" | "unknown";
const change = (invariant: string, before: State, after: State) => ({
  ...{ invariant, before, after },
  why: "",
});
const compared = (...verdictChanges: readonly ReturnType<typeof change>[]): Compared =>
  ({
    before: { outcome: { kind: "returned" } },
    after: { outcome: { kind: "returned" } },
    ...{ changed: true, divergences: [], verdictChanges },
  }) as unknown as Compared;

test("every change of a verdict has its own word", () => {
  const pairs: readonly (readonly [State, State])[] = [
    ["holds", "broken"],
    ["unknown", "broken"],
    ["broken", "holds"],
    ["unknown", "holds"],
    ["holds", "unknown"],
  ];
  assert.deepEqual(
    pairs.map(([before, after]) => verdictWord({ before, after })),
    verdictWords,
  );
});

test("what was not decided before is not called newly broken", () => {
  const undecided = compared(change("I1-x", "unknown", "broken"));
  assert.equal(changeSummary(undecided), "I1 x broken, and not decided before");
  assert.equal(brokenWord([undecided], "I1-x"), "broken, and not decided before");
  assert.deepEqual(brokenText(undecided.verdictChanges), [
    "1 invariant broken, and not decided before",
  ]);
});

test("what held in one scenario is newly broken, whatever the others leave open", () => {
  const runs = [
    compared(change("I1-x", "unknown", "broken")),
    compared(change("I1-x", "holds", "broken")),
  ];
  assert.equal(brokenWord(runs, "I1-x"), "newly broken");
});

test("of several changes each kind is counted by itself, in one order", () =>
  assert.equal(
    changeSummary(
      compared(
        change("I1-x", "unknown", "holds"),
        change("I2-y", "holds", "broken"),
        change("I3-z", "holds", "broken"),
      ),
    ),
    "2 invariants newly broken · I1 x holds, and not decided before",
  ));
