// SPDX-License-Identifier: MIT
// Results as they come, and scenarios that show the same as an earlier one.
import assert from "node:assert/strict";
import test from "node:test";
import { lookText } from "../../../src/core/report";
import { examine, type FirstLook } from "../../../src/core/review";
import { stockScenarios } from "../../../src/core/sim";
import { deepKey, sameKey } from "../../../src/core/review/look";
import { examined, opened, patchAt, removal } from "./support";

test("every scenario is told as soon as it was run, in order, as the end has it", () => {
  const options = { patches: ["1"], scenarios: ["u1", "x1-poison-one-page"] };
  const steps = examine(opened(), options);
  const looks: FirstLook[] = [];
  const abouts: string[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    if (step.value.look) looks.push(step.value.look);
    abouts.push(step.value.about);
  }
  const { scenarios, unrelated } = patchAt(step.value);
  assert.deepEqual(
    looks.map(({ scenario }) => scenario),
    ["u1-clean-unbind", "x1-poison-one-page"],
  );
  for (const one of scenarios) {
    const look = looks.find(({ scenario }) => scenario === one.id);
    assert.ok(look);
    assert.equal(look.changed, one.changed);
    for (const side of ["before", "after"] as const) {
      assert.deepEqual(look[side].outcome, one[side].outcome);
      assert.deepEqual(
        look[side].verdicts,
        one[side].verdicts.map(({ invariant, state }) => ({ invariant, state })),
      );
    }
  }
  assert.equal(scenarios.length + unrelated.length, looks.length);
  // The first is there before anything is looked into.
  const first = abouts.findIndex((about) => /: before \| after$/.test(about));
  assert.ok(first < abouts.findIndex((about) => /: causes/.test(about)));
});

test("a look is one line, and says where no rule is judged", () => {
  const verdict = (invariant: string, state: "broken" | "holds" | "unknown") => ({
    invariant,
    state,
  });
  const look = {
    ...{ patch: 1, scenario: "u1-clean-unbind", title: "", changed: true },
    before: {
      outcome: { kind: "returned", function: "f", text: "" },
      verdicts: [verdict("I1-x", "broken"), verdict("I2-z", "holds"), verdict("I3-y", "broken")],
    },
    after: { outcome: { kind: "not-runnable", reason: "", text: "" }, verdicts: [] },
    ...{ verdictChanges: 0, endChanges: true, firstDivergence: "f: a: 0 -> 1" },
  } as const;
  assert.equal(
    lookText(look),
    "patch 1, u1-clean-unbind: broken I1 I3 | not-runnable: verdict changes (f: a: 0 -> 1)",
  );
  const none = { ...look.before, verdicts: [verdict("I1-x", "unknown")] };
  const kept = { ...look.before, verdicts: [verdict("I1-x", "unknown"), verdict("I2-z", "holds")] };
  assert.equal(
    lookText({ ...look, changed: false, before: none, after: kept, endChanges: false }),
    "patch 1, u1-clean-unbind: nothing judged | nothing broken: same (f: a: 0 -> 1)",
  );
});

test("a scenario is as another where its ends, verdicts, differences and lines are", () => {
  const [stock] = stockScenarios([], (id) => id === "u1-clean-unbind").scenarios;
  assert.ok(stock);
  const given = [stock, { ...stock, id: "zz-the-same-again" }];
  const [u1, again] = removal({ given, scenarios: ["u1", "zz"] }).scenarios;
  assert.ok(u1 && again);
  assert.deepEqual(again.as, { scenario: "u1-clean-unbind", behind: true });
  assert.equal(u1.as, undefined);
  // What differs behind a gate alone makes another scenario of it.
  const [gate, ...others] = u1.gates;
  assert.ok(gate);
  const other = { ...u1, gates: [{ ...gate, stateDifferences: [] }, ...others] };
  assert.equal(sameKey(other), sameKey(u1));
  assert.notEqual(sameKey({ ...u1, divergences: [] }), sameKey(u1));
  assert.equal(deepKey(structuredClone(u1)), deepKey(u1));
  assert.notEqual(deepKey({ ...u1, gates: others }), deepKey(u1));
});

test("how many scenarios nobody asked for is told", () => {
  const all = patchAt(examined({ patches: ["1"], scenarios: ["u1"] })).notAsked;
  assert.ok(10 < all);
  assert.equal(
    patchAt(examined({ patches: ["1"], scenarios: ["u1", "x1-poison-one-page"] })).notAsked,
    all - 1,
  );
});
