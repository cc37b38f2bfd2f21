// SPDX-License-Identifier: MIT
// Makes mail of changes to the model, and examines it as a host does.
import assert from "node:assert/strict";
import { modelTree } from "../../src/core/kernel";
import {
  examine,
  openSources,
  type Compared,
  type Examination,
  type ExamineOptions,
  type PatchExamination,
} from "../../src/core/review";
import { diffOf } from "../support/diff";

/** Files that differ from the model, by path. */
export type Texts = ReadonlyMap<string, string>;

const base = modelTree("L0");

export function textOf(texts: Texts, path: string): string {
  const text = texts.get(path) ?? base.read(path);
  assert.ok(text !== undefined, `the model has no ${path}`);
  return text;
}

/** Replaces words that occur once. */
export function edit(texts: Texts, path: string, from: string, to: string): Texts {
  const text = textOf(texts, path);
  assert.equal(text.split(from).length, 2, `${path} holds once: ${from}`);
  return new Map([...texts, [path, text.replace(from, () => to)]]);
}

/** Adds what a file begins its tail with: a word that occurs once, and lines before it. */
export const insertBefore = (texts: Texts, path: string, mark: string, lines: string): Texts =>
  edit(texts, path, mark, `${lines}${mark}`);

/** One mail of a series, by the texts before and after it. */
export function mailOf(
  before: Texts,
  after: Texts,
  index: number,
  of: number,
  subject = `test: step ${index}`,
): string {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const diffs = paths
    .filter((path) => textOf(before, path) !== textOf(after, path))
    .map((path) => `diff --git a/${path} b/${path}\n${diffTexts(path, before, after)}`);
  assert.ok(diffs.length, `patch ${index} changes nothing`);
  const references = index === 1 ? [] : ["In-Reply-To: <1@example.org>"];
  return [
    "From mboxrd@z Thu Jan  1 00:00:00 1970",
    "From: A Tester <tester@example.org>",
    `Date: Mon, 18 Jul 2022 10:0${index}:00 +0000`,
    `Subject: [PATCH${of === 1 ? "" : ` ${index}/${of}`}] ${subject}`,
    `Message-ID: <${index}@example.org>`,
    ...references,
    "",
    "What it is for.",
    "---",
    `${diffs.join("")}-- `,
    "2.36.1",
    "",
    "",
  ].join("\n");
}

const diffTexts = (path: string, before: Texts, after: Texts): string =>
  diffOf(path, textOf(before, path), textOf(after, path));

/** A series of patches that leads from the first texts over each that follows. */
export const seriesOf = (steps: readonly Texts[]): string =>
  steps
    .slice(1)
    .map((after, index) => mailOf(steps[index] ?? new Map(), after, index + 1, steps.length - 1))
    .join("");

export function examineMail(mail: string, options: ExamineOptions = {}): Examination {
  const name = "series.mbox";
  const opened = openSources([{ name, bytes: new TextEncoder().encode(mail) }]);
  const steps = examine(opened, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const wrong = step.value.diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(wrong, []);
  return step.value;
}

export function lastPatch({ patches }: Examination): PatchExamination {
  const patch = patches.at(-1);
  assert.ok(patch, "nothing was examined");
  return patch;
}

/** What of a comparison is more than another way through the code. */
export const weighty = (compared: Compared): readonly string[] => [
  ...(compared.before.outcome.kind === compared.after.outcome.kind
    ? []
    : [`${compared.before.outcome.text} -> ${compared.after.outcome.text}`]),
  ...compared.verdictChanges.map((one) => `${one.invariant}: ${one.before} -> ${one.after}`),
  ...compared.stateChanges.map((one) => `${one.fact}: ${one.before} -> ${one.after}`),
];
