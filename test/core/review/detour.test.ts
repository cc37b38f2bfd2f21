// SPDX-License-Identifier: MIT
// What lies behind a trap: a layer in which a decision fell otherwise where it led there.
import assert from "node:assert/strict";
import test from "node:test";
import type { Compared, Gate, ScenarioExamination } from "../../../src/core/review";
import { baseText } from "../../../src/core/review";
import { examineText, happened, patchAt, patchText, u1 } from "./support";

function gateAt(layer: number, scenario: ScenarioExamination = u1()): Gate {
  const gate = scenario.gates.find((one) => one.layer === layer);
  assert.ok(gate, `layer ${layer}`);
  return gate;
}

const verdict = (side: Compared["after"], row: string) =>
  side.verdicts.find(({ invariant }) => invariant.startsWith(`${row}-`));

test("behind the walk past the last AG stand the mappers that nobody told", () => {
  const gate = gateAt(3);
  assert.equal(gate.kind, "trap");
  assert.equal(gate.insteadOf, "null:xfs_alloc_read_agf");
  assert.equal(gate.condition, "agno <= end_agno");
  assert.match(gate.assumption, /were false where it led to that .*; that needs agno > end_agno/);
  assert.equal(gate.after.outcome.kind, "returned");
  assert.ok(happened(gate.after, /signal: to P3/) && !happened(gate.after, /signal: to P[12]/));
  assert.match(verdict(gate.after, "I3")?.why ?? "", /^P1, P2 map/);
});

test("a side that never came to the trap runs as in the layer before", () =>
  assert.deepEqual(gateAt(3).before, gateAt(2).before));

test("the decision is made to fall otherwise only where it led to the trap", () => {
  const calls = ({ after }: Compared): number =>
    after.events.filter(({ kind, name }) => kind === "call" && name === "xfs_alloc_read_agf")
      .length;
  // The walk through the groups that there are is as it was; only the last step is not taken.
  assert.equal(calls(gateAt(3)), calls(gateAt(2)) - 1);
  assert.ok(1 < calls(gateAt(3)));
});

test("by hand the same is had from the place, the outcome and the trap", () => {
  const forces = u1()
    .gates.filter(({ layer }, index, all) => all.findIndex((one) => one.layer === layer) === index)
    .map(({ place, forced, insteadOf }) => ({
      line: place.text,
      outcome: forced === "true",
      ...(insteadOf === undefined ? {} : { insteadOf }),
    }));
  const byHand = u1({ forces });
  const gate = gateAt(3);
  for (const side of ["before", "after"] as const) {
    assert.deepEqual(byHand[side].outcome, gate[side].outcome);
    assert.deepEqual(byHand[side].verdicts, gate[side].verdicts);
  }
});

test("a verdict is of its own layer: it compares just the two runs of that layer", () => {
  const scenario = u1();
  assert.ok(3 <= scenario.gates.length);
  for (const compared of [scenario, ...scenario.gates]) {
    const { before, after, verdictChanges } = compared;
    const wanted = before.verdicts.flatMap(({ invariant, state }) => {
      const other = after.verdicts.find((one) => one.invariant === invariant);
      return other && other.state !== state
        ? [{ invariant, before: state, after: other.state }]
        : [];
    });
    assert.deepEqual(
      verdictChanges.map(({ why: _, ...change }) => change),
      wanted,
    );
  }
  // What a layer shows does not reach the texts as they stand: they are as without any layer.
  const alone = u1({ hunks: ["1.1", "1.2", "1.3"] });
  assert.deepEqual(scenario.verdictChanges, alone.verdictChanges);
  assert.deepEqual(scenario.after.verdicts, alone.after.verdicts);
});

/** u1 with a null write put before a line of a file. */
function nullWriteBefore(path: string, wanted: string): ScenarioExamination {
  const lines = baseText(path, "L0")?.split("\n") ?? [];
  const at = lines.indexOf(wanted) - 2;
  const context = lines.slice(at, at + 4).map((one) => ` ${one}\n`);
  const hunk =
    `@@ -${at + 1},4 +${at + 1},5 @@\n` +
    context.slice(0, 2).join("") +
    "+\t*(volatile int *)0 = 1;\n" +
    context.slice(2).join("");
  const { scenarios } = patchAt(examineText(patchText(path, hunk), { scenarios: ["u1"] }));
  assert.ok(scenarios[0]);
  return scenarios[0];
}

test("a trap in the way of everything is led past by the nearest decision before it", () => {
  const line = "\tif (dax_dev->holder_data != NULL)";
  const { after, gates, beyond } = nullWriteBefore("drivers/dax/super.c", line);
  assert.equal(after.outcome.kind, "trapped");
  assert.deepEqual([gates[0]?.kind, gates[0]?.insteadOf], ["trap", "null:kill_dax"]);
  assert.notEqual(gates[0]?.after.outcome.kind, "trapped");
  assert.equal(beyond, undefined);
});

test("where no decision leads past a trap, what lies behind it is unknown, and why", () => {
  const before = "\tdev = bus_find_device_by_name(bus, NULL, buf);";
  const { after, gates, beyond } = nullWriteBefore("drivers/base/bus.c", before);
  assert.equal(after.outcome.kind, "trapped");
  assert.deepEqual(gates, []);
  assert.match(beyond ?? "", /^no decision on the way to mail:\d+ leads past it$/);
  assert.ok(after.verdicts.every(({ state }) => state === "unknown"));
});
