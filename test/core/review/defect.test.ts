// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import type { Opened } from "../../../src/core/review";
import { examine, openSources } from "../../../src/core/review";

test("a defect of ours ends with its patch; the others are examined all the same", () => {
  const name = "media/sample/thread.mbox";
  const opened = openSources([{ name, bytes: readFileSync(name) }]);
  const [first, ...others] = opened.patches;
  assert.ok(first);
  // A patch as no reader makes it stands for a defect of the reader.
  const impossible = { ...first, files: first.files.map((file) => ({ ...file, hunks: null })) };
  const broken = { ...opened, patches: [impossible, ...others] } as unknown as Opened;
  const steps = examine(broken, { scenarios: ["m1"] });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { patches, diagnostics } = step.value;
  assert.match(patches[0]?.notRunnable ?? "", /^a defect of Hunkscope: .*simulate patch 1/);
  assert.equal(patches[1]?.scenarios.length, 1);
  assert.deepEqual(
    diagnostics.map((diagnostic) => diagnostic.code),
    ["review/defect"],
  );
});
