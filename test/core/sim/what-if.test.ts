// SPDX-License-Identifier: MIT
// The alternatives that were talked about on the lists, as patches of our own: what each changes on
// a base whose ready test works and whose walk ends with the device.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { examine, openSources, type ScenarioExamination } from "../../../src/core/review";

const folder = "test/cases/what-if";
const source = (path: string) => ({ name: path, bytes: readFileSync(path) });
const under = [
  source("media/sample/what-if-both-repaired.patch"),
  source(`${folder}/walk-ends-with-device.patch`),
];

/** Every scenario the table below asks a patch for, examined at once. */
function examined(patch: string, ids: readonly string[]): ReadonlyMap<string, ScenarioExamination> {
  const steps = examine(openSources([source(`${folder}/${patch}.patch`)]), {
    // They are written for the oldest text, and say so nowhere: a bare diff has no date.
    level: "L0",
    scenarios: ids,
    with: under,
  });
  let step = steps.next();
  while (!step.done) step = steps.next();
  assert.deepEqual(step.value.diagnostics, []);
  const [only] = step.value.patches;
  assert.ok(only);
  assert.equal(only.notRunnable, undefined);
  return new Map(only.scenarios.map((one) => [one.id, one]));
}

const broken = ({ verdicts }: ScenarioExamination["after"]): string =>
  verdicts
    .filter(({ state }) => state === "broken")
    .map(({ invariant }) => invariant.split("-")[0])
    .join(" ");

/** By patch: scenario, how the after side ends, and what is broken before and after. */
const table: Readonly<Record<string, readonly (readonly [string, string, string, string])[]>> = {
  "a1-want-shutdown": [
    ["u8-inode-corrupt", "returned", "I1 I3 I6 I8", "I1 I7"],
    ["u12-attribute-block-between", "returned", "I1 I3 I6 I7 I8", "I1 I3 I7 I8"],
    ["x2-metadata-next", "returned", "I8", "I8"],
  ],
  "a2-sync-and-drop": [
    ["u12-attribute-block-between", "returned", "I1 I3 I6 I7 I8", "I3 I7"],
    // Nothing keeps a reader from mapping the page again before the device is dead.
    ["r1-refault", "returned", "I1 I3 I6 I8", "I1 I7"],
    // What memory knew of the files is gone before the struct pages are: umount finds nothing.
    ["r6-umount-after", "returned", "I1 I8", "I3 I7"],
  ],
  "a3-freeze": [
    ["u12-attribute-block-between", "returned", "I1 I3 I6 I7 I8", "I3 I7"],
    // Somebody else's freeze: the handler gives up and does nothing at all.
    ["u16-frozen-by-user", "returned", "I1 I3 I6 I8", "I1 I3"],
    // A freeze does not stop who only reads.
    ["r1-refault", "returned", "I1 I3 I6 I8", "I1 I7"],
  ],
  "a4-unmap-when-dead": [
    ["r1-refault", "returned", "I1 I3 I6 I8", "I1 I7 I19"],
    ["u11-metadata-first", "returned", "I1 I3 I6 I8", "I1 I7 I19"],
  ],
  "a5-refuse-while-held": [["u11-metadata-first", "returned", "I1 I3 I6 I8", "I3"]],
  "a6-shutdown-after-sync": [
    // Shut down before the walk: a page that is read again is refused.
    ["r1-refault", "returned", "I1 I3 I6 I8", "I7"],
    ["r6-umount-after", "returned", "I1 I8", "I3 I7"],
  ],
  "a7-plain-failure": [["u11-metadata-first", "returned", "I1 I3 I6 I8", "I1 I3 I6 I8"]],
  "a8-told-twice": [
    // The second call finds metadata and calls the filesystem corrupt.
    ["u12-attribute-block-between", "returned", "I1 I3 I6 I7 I8", "I1 I3 I7 I8"],
  ],
  "mce-hweight": [
    ["m1-mask-64-bytes", "returned", "I3 I16", "I3"],
    ["m7-mask-with-gaps", "returned", "I3 I16 I17", "I3 I16 I17"],
    ["m4-mask-not-valid", "returned", "I3 I17", "I3 I17"],
  ],
  "mce-mask-in-ghes": [
    ["m1-mask-64-bytes", "returned", "I3 I16", "I3"],
    ["m3-mask-zero", "returned", "I3", "I3"],
    ["m6-mask-2-mib", "returned", "I3 I17", "I3 I17"],
    ["m7-mask-with-gaps", "returned", "I3 I16 I17", "I3 I17"],
  ],
};

test("every what-if patch is one that is asked for here, or lies under all of them", () =>
  assert.deepEqual(
    readdirSync(folder).sort(),
    ["README.md", "walk-ends-with-device.patch"]
      .concat(Object.keys(table).map((name) => `${name}.patch`))
      .sort(),
  ));

for (const [patch, rows] of Object.entries(table))
  test(`${patch}: ${rows.map(([id]) => id).join(", ")}`, () => {
    const found = examined(
      patch,
      rows.map(([id]) => id),
    );
    for (const [id, outcome, before, after] of rows) {
      const one = found.get(id);
      assert.ok(one, id);
      assert.equal(one.after.outcome.kind, outcome, id);
      assert.deepEqual([broken(one.before), broken(one.after)], [before, after], id);
    }
  });
