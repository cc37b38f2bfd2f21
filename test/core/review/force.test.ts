// SPDX-License-Identifier: MIT
// Decisions forced by hand, on the sample thread.
import assert from "node:assert/strict";
import test from "node:test";
import { baseText, type ExamineOptions } from "../../../src/core/review";
import { examineText, happened, patchAt, patchText, removal, u1 } from "./support";

const ready = "mail:75";

test("a decision of the mail is forced by its line there, on both sides", () => {
  const forced = u1({ forces: [{ line: ready, outcome: false }] });
  assert.ok(!happened(forced.before, /not ready/) && happened(forced.before, /^shutdown/));
  assert.equal(forced.after.outcome.kind, "trapped");
  const [gate] = u1().gates;
  assert.equal(gate?.place.text, ready);
  assert.deepEqual(forced.after.outcome, gate.after.outcome);
});

test("any line that quotes a decision forces it, and a bare number is a line of the mail", () => {
  const ends = (line: string): unknown => {
    const { before, after } = u1({ forces: [{ line, outcome: false }] });
    return [before.outcome, after.outcome];
  };
  assert.deepEqual(ends("mail:128"), ends(ready));
  assert.deepEqual(ends("75"), ends(ready));
});

test("a decision of the model is forced by its line there, with the level or without", () => {
  const lines = baseText("fs/sync.c", "L0")?.split("\n") ?? [];
  const line = 1 + lines.findIndex((one) => one.includes("if (sb_rdonly(sb))"));
  assert.ok(line);
  const told = (options: ExamineOptions): readonly unknown[] => {
    const { before, after } = u1(options);
    return [before.events, after.events];
  };
  const forced = (name: string): readonly unknown[] =>
    told({ forces: [{ line: name, outcome: true }] });
  const plain = forced(`model/fs/sync.c:${line} (L0)`);
  assert.ok(!JSON.stringify(plain).includes('"text":"sync: '));
  assert.ok(JSON.stringify(told({})).includes('"text":"sync: '));
  assert.deepEqual(forced(`model/fs/sync.c:${line}`), plain);
  assert.deepEqual(forced(`fs/sync.c:${line}`), plain);
  assert.deepEqual(forced(`fs/sync.c:${line + 1}`), told({}));
});

test("a force where nothing is decided changes nothing, and is told", () => {
  const patch = removal({ forces: [{ line: "mail:1", outcome: true }] });
  assert.deepEqual(patch.scenarios[0]?.after, u1().after);
  assert.ok(patch.assumptions.some(({ code }) => code === "review/force-not-found"));
});

const withTest = (condition: string): string =>
  "@@ -172,4 +172,6 @@ xfs_dax_notify_failure(\n" +
  " \tstruct xfs_mount\t*mp = dax_holder(dax_dev);\n" +
  " \tu64\t\t\tddev_start;\n \tu64\t\t\tddev_end;\n" +
  `+\tif (${condition})\n+\t\treturn 0;\n \n`;

/** Examines a test of what nobody knows: it is taken both ways, each by that assumption. */
function takenBothWays(condition: string, assumption: RegExp): void {
  const content = patchText("fs/xfs/xfs_notify_failure.c", withTest(condition));
  const [scenario] = patchAt(examineText(content, { scenarios: ["u1"] })).scenarios;
  assert.equal(scenario?.after.outcome.kind, "trapped");
  const layers = scenario.gates.filter(({ layer }) => layer === 1);
  assert.deepEqual(
    layers.map(({ kind, forced, after }) => `${kind} ${forced} ${after.outcome.kind}`),
    ["undefined true returned", "undefined false returned"],
  );
  assert.match(layers[0]?.assumption ?? "", assumption);
}

test("what an unknown callee returns is taken both ways, each an assumption", () => {
  takenBothWays("xfs_is_leaving(mp)", /the result of xfs_is_leaving\(\), which nothing defines/);
});

test("a field that the model lacks is taken both ways, each an assumption", () => {
  takenBothWays("mp->m_leaving", /the field m_leaving of struct xfs_mount, which nothing declares/);
});

test("a value of a type that the model lacks is taken both ways, each an assumption", () => {
  takenBothWays("((struct xfs_leaving *)mp)->since", /the field since of struct xfs_leaving/);
  takenBothWays("*(leaving_t *)mp", /the type leaving_t, which nothing declares/);
});
