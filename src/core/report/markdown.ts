// SPDX-License-Identifier: MIT
import {
  placesText,
  ranText,
  type Compared,
  type Examination,
  type PatchExamination,
  type RevisionComparison,
  type ScenarioExamination,
  type Side,
} from "../review";
import { asText, beyondText, dependenceTexts, foldNoise, noiseText, verdictText } from "./depend";
import { notableEvents } from "./json";
import { sideWord } from "./side-word";
import { spelled, storyParts } from "./wrap";

/** A side's story is told in at most this many events. */
const storyLimit = 12;

/** Writes an examination as Markdown, with every scenario folded under its summary. */
export function examinationMarkdown(examination: Examination): string {
  const { ranOn, patches, revisions, diagnostics } = examination;
  const lines = [
    `_Ran on ${words(ranOn)}._`,
    ...diagnostics.flatMap(({ severity, message }) => ["", `**${severity}**: ${words(message)}`]),
    ...patches.flatMap(patchLines),
    ...revisions.flatMap(revisionLines),
  ];
  return `${lines.join("\n")}\n`;
}

function patchLines(patch: PatchExamination): string[] {
  const names = [
    ...(patch.revision === 1 ? [] : [`v${patch.revision}`]),
    ...(patch.part && 1 < patch.part.of ? [`${patch.part.index}/${patch.part.of}`] : []),
  ];
  const { coverage, scenarios, unrelated } = patch;
  return [
    "",
    `## Patch ${patch.number}: ${words(patch.subject)}` +
      (names.length ? ` (${names.join(", ")})` : ""),
    ...storyParts(patch.headline).flatMap((part) => ["", words(part)]),
    ...(scenarios.length
      ? [
          "",
          "| scenario | before | after | |",
          "| --- | --- | --- | --- |",
          ...scenarios.map((one) => {
            const cells = [one.id, sideWord(one.before), sideWord(one.after), changeText(one)];
            return `| ${cells.join(" | ")} |`;
          }),
        ]
      : []),
    ...(unrelated.length ? ["", `Not related: ${unrelated.join(", ")}.`] : []),
    ...scenarios.flatMap((scenario) => scenarioLines(scenario, patch)),
    ...(patch.notRunnable === undefined
      ? [
          "",
          `**Lines**: ${ranText(coverage)} ran; ` +
            `${coverage.noCode + coverage.removed.noCode} carry no code.`,
          ...listOf(
            [...coverage.notRun, ...coverage.removed.notRun].map(
              ({ text, place, reason }) =>
                `never ran: ${code(text)} (${place.text}): ${words(reason)}`,
            ),
          ),
        ]
      : []),
    "",
    "**Hunks and assumptions**",
    ...listOf([
      ...patch.placements.map(
        ({ hunk, kind, targets, reasons }) =>
          `hunk ${words(hunk)}: ${kind}` +
          (targets.length ? ` in ${targets.map(({ name }) => code(name)).join(", ")}` : "") +
          (reasons.length ? `: ${words(reasons.join("; "))}` : ""),
      ),
      ...patch.assumptions.map(({ id, text }) =>
        [`${id}: ${words(text)}`, ...dependenceTexts(patch, id).map(words)].join(" "),
      ),
    ]),
  ];
}

function scenarioLines(scenario: ScenarioExamination, patch: PatchExamination): string[] {
  const isAlike = !scenario.changed && scenario.gates.every(({ changed }) => !changed);
  if (scenario.as) return ["", `- ${scenario.id}: ${html(scenario.title)}: ${asText(scenario.as)}`];
  if (isAlike) return [];
  const whose = patch.blame.filter((one) => one.scenario === scenario.id);
  return [
    "",
    `<details><summary>${html(`${scenario.id}: ${scenario.title}`)}</summary>`,
    ...comparedLines(scenario),
    ...(whose.length
      ? ["", "Whose:", ...listOf(whose.map(({ rule, text }) => `${rule}: ${words(text)}`))]
      : []),
    ...scenario.gates.flatMap((gate) => [
      "",
      `**Layer ${gate.layer}**, assumed: ${words(gate.assumption)} (${gate.place.text})`,
      ...comparedLines(gate),
    ]),
    ...(scenario.beyond === undefined ? [] : ["", words(beyondText(scenario.beyond))]),
    "",
    "</details>",
  ];
}

function comparedLines(compared: Compared): string[] {
  const { before, after, changed, divergences, verdictChanges, stateDifferences, causes } =
    compared;
  return [
    "",
    ...(changed
      ? [...storyLines("before", before), "", ...storyLines("after", after)]
      : storyLines("before = after", before)),
    ...(changed ? [""] : []),
    ...listOf([
      ...foldNoise(divergences).map(({ divergence, more }) => {
        const number = divergences.indexOf(divergence) + 1;
        const others = more ? `; and ${more} more like it` : "";
        return `differs ${number}${noiseText(divergence)}: ${words(divergence.text)}${others}`;
      }),
      ...verdictChanges.map((one) => words(verdictText(one))),
      ...stateDifferences.map(({ text }) => words(`state: ${text}`)),
      ...causes.map(({ of, lines, text }) => {
        const own = lines.filter(({ role }) => role === "cause");
        return `cause of ${words(of)}: ${placesText(own)}: ${words(text)}`;
      }),
    ]),
  ];
}

function storyLines(name: string, side: Side): string[] {
  const notable = notableEvents(side);
  const more = notable.length - storyLimit;
  return [
    `${name}:`,
    "",
    "```",
    ...notable
      .slice(0, storyLimit)
      .map((event) =>
        fenced(`${event.step}. ${event.thread}: ${event.text} [${event.place.text}]`),
      ),
    ...(0 < more ? [`... and ${more} more`] : []),
    fenced(`ends: ${side.outcome.text}`),
    "```",
  ];
}

function changeText({ changed, verdictChanges }: Compared): string {
  if (!changed) return "same";
  return verdictChanges.length ? "**verdict changes**" : "differs";
}

function revisionLines({
  older,
  newer,
  subject,
  scenarios,
  changelog,
}: RevisionComparison): string[] {
  return [
    "",
    `## v${older.revision} against v${newer.revision}: ${words(subject)}`,
    ...scenarios.flatMap(({ id, appears, vanishes, stays }) => [
      "",
      `${id}:`,
      ...listOf([
        ...appears.map((text) => `appears: ${words(text)}`),
        ...vanishes.map((text) => `vanishes: ${words(text)}`),
        ...stays.map((text) => `stays: ${words(text)}`),
      ]),
    ]),
    "",
    changelog.length ? `v${newer.revision} says:` : `v${newer.revision} says nowhere what changed.`,
    ...(changelog.length ? ["", "```", ...changelog.map(fenced), "```"] : []),
  ];
}

const listOf = (items: readonly string[]): string[] =>
  items.length ? ["", ...items.map((item) => `- ${item}`)] : [];

/**
 * A stranger's words stay words: nothing in them becomes markup, a link or a mention. Underscores
 * within a word are no markup (CommonMark 0.31, 6.2, rules 2 and 6), and names are full of them.
 */
const words = (text: string): string =>
  spelled(text).replace(/_+|[\\`*{}[\]<>#|~!@&]/g, (marks: string, at: number, all: string) =>
    marks.startsWith("_") && isInWord(all, at, at + marks.length)
      ? marks
      : `&#${marks.charCodeAt(0)};`.repeat(marks.length),
  );

const isInWord = (text: string, start: number, end: number): boolean =>
  [text[start - 1], text[end]].every((mark) => /[\p{L}\p{N}]/u.test(mark ?? ""));

const html = (text: string): string =>
  spelled(text).replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Inside a fence nothing is markup but the fence. */
const fenced = (text: string): string => spelled(text).replace(/`{3,}/g, "'''");

const code = (text: string): string => `\`${spelled(text).replace(/`/g, "'")}\``;
