// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openedNothing, openInSteps, openSources } from "../../../src/core/review";

const bytes = readFileSync("media/sample/thread.mbox");
const sources = [{ name: "thread.mbox", bytes }];

test("a reading says in words how far it is, and may be stopped at any step", () => {
  const said: string[] = [];
  const steps = openInSteps(sources);
  let step = steps.next();
  for (; !step.done; step = steps.next()) said.push(step.value.about);
  assert.match(said[0] ?? "", /^messages: \d+ % of 0\.\d MB$/);
  assert.match(said[said.length - 1] ?? "", /^patches and comments: (\d+) of \1 messages$/);
  assert.deepEqual(step.value.patches, openSources(sources).patches);
  const stopped = openInSteps(sources);
  stopped.next();
  stopped.return(undefined as never);
  assert.equal(stopped.next().done, true);
});

test("of a stopped reading nothing is known, and that is said", () => {
  const { patches, diagnostics } = openedNothing(sources);
  assert.deepEqual(patches, []);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["review/reading-stopped"],
  );
});
