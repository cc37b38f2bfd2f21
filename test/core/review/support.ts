// SPDX-License-Identifier: MIT
// Examines texts as the hosts do: opened once, each set of options once a process.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  examine,
  openSources,
  type Examination,
  type ExamineOptions,
  type Opened,
  type PatchExamination,
  type ScenarioExamination,
  type Side,
  type SourceText,
} from "../../../src/core/review";

export const samplePath = "media/sample/thread.mbox";

export const file = (path: string): SourceText => ({ name: path, bytes: readFileSync(path) });
export const whatIf = (name: string): SourceText => file(`media/sample/what-if-${name}.patch`);
export const text = (name: string, content: string): SourceText => ({
  name,
  bytes: new TextEncoder().encode(content),
});

export function run(opened: Opened, options: ExamineOptions = {}): Examination {
  const steps = examine(opened, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const sample = openSources([file(samplePath)]);
const known = new Map<string, Examination>();

/** The sample thread under some options. */
export function examined(options: ExamineOptions = {}): Examination {
  const key = JSON.stringify(options);
  const found = known.get(key) ?? run(sample, options);
  known.set(key, found);
  return found;
}

export const opened = (): Opened => sample;

/** The first patch of the sample, the removal, under u1 alone. */
export function removal(options: ExamineOptions = {}): PatchExamination {
  return patchAt(examined({ patches: ["1"], scenarios: ["u1"], ...options }));
}

export function patchAt(examination: Examination, index = 0): PatchExamination {
  const patch = examination.patches[index];
  assert.ok(patch, `no patch ${index}`);
  return patch;
}

export function u1(options: ExamineOptions = {}): ScenarioExamination {
  const [scenario] = removal(options).scenarios;
  assert.ok(scenario);
  return scenario;
}

/** A patch of its own, of changes to one file of the model. */
export const patchText = (path: string, hunks: string, subject = "test: a change"): string =>
  [
    "From: A Tester <tester@example.org>",
    "Date: Mon, 18 Jul 2022 10:00:00 +0000",
    `Subject: [PATCH] ${subject}`,
    "Message-ID: <1@example.org>",
    "",
    "What it is for.",
    "---",
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `${hunks}-- `,
    "2.36.1",
    "",
  ].join("\n");

export const examineText = (content: string, options: ExamineOptions = {}): Examination =>
  run(openSources([text("test.patch", content)]), options);

/** Whether an event of a side reads so. */
export const happened = (side: Side, pattern: RegExp): boolean =>
  side.events.some((event) => pattern.test(event.text));
