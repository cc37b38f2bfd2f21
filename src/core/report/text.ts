// SPDX-License-Identifier: MIT
import type { Compared, Examination, PatchExamination, ScenarioExamination } from "../review";
import { asText, beyondText, dependsTexts, notAskedText } from "./depend";
import { briefText, toldInFull } from "./fold";
import { rowOf, sideWord } from "./side-word";
import { comparedLines, Told } from "./text-story";
import { commentLines, coverageLines, placementLines, revisionLines, standText } from "./text-tail";
import { columns, storyParts, wrap } from "./wrap";

/** Writes an examination for a terminal, at most 100 columns wide. */
export function examinationText(examination: Examination, options: TextOptions): string {
  const lines = [
    ...wrap(`Ran on ${examination.ranOn}.`, 0),
    ...examination.diagnostics.flatMap((diagnostic) =>
      wrap(`${diagnostic.severity}: ${diagnostic.message}`, 0),
    ),
    ...examination.patches.flatMap((patch) => patchLines(patch, options)),
    ...examination.revisions.flatMap(revisionLines),
  ];
  return `${lines.join("\n")}\n`;
}

interface TextOptions {
  /** Every row of both traces. */
  readonly trace: boolean;
  /** Every scenario, not only those that add to what is told already. */
  readonly full?: boolean;
}

function patchLines(patch: PatchExamination, { trace, full = false }: TextOptions): string[] {
  const names = [
    ...(patch.revision === 1 ? [] : [`v${patch.revision}`]),
    ...(patch.part && 1 < patch.part.of ? [`${patch.part.index}/${patch.part.of}`] : []),
  ];
  const revision = names.length ? ` (${names.join(", ")})` : "";
  const stories = new Map<string, string>();
  return [
    "",
    ...wrap(`Patch ${patch.number}  ${patch.subject}${revision}`, 0, 9),
    ...levelLines(patch),
    ...storyParts(patch.headline).flatMap((part) => wrap(part, 2, 2)),
    ...matrixLines(patch),
    ...patch.scenarios.flatMap((scenario) => {
      const inFull = trace || full || toldInFull(patch).includes(scenario);
      return scenarioLines(scenario, patch, trace, inFull, stories);
    }),
    "",
    ...(patch.notRunnable === undefined ? coverageLines(patch) : []),
    ...commentLines(patch),
    ...notAskedLines(patch),
    ...placementLines(patch),
  ];
}

const notAskedLines = (patch: PatchExamination): string[] => {
  const text = notAskedText(patch);
  return text ? wrap(text, 0) : [];
};

/** Which kernel, and why that one. */
const levelLines = ({ level }: PatchExamination): string[] =>
  level ? wrap(`Level ${level.id} (${level.label}): ${level.why}.`, 2, 0) : [];

// ---- the matrix ----

function matrixLines(patch: PatchExamination): string[] {
  const rows = patch.scenarios.map((scenario) => [
    ...[
      scenario.id,
      sideWord(scenario.before),
      sideWord(scenario.after),
      changeWord(scenario) + asWord(scenario),
    ],
  ]);
  const unrelated = patch.unrelated.length
    ? wrap(
        `not related: ${patch.unrelated.join(", ")} ` +
          "(neither side enters a function this patch changes)",
        2,
      )
    : [];
  const table = rows.length ? tableLines([["scenario", "before", "after", ""], ...rows]) : [];
  return table.length || unrelated.length ? ["", ...table, ...unrelated] : [];
}

/** Columns side by side, or one line a row where they would not fit. */
function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = cellsLeast.map((least, column) =>
    Math.max(least, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const total = widths.reduce((sum, width) => sum + 2 + width, 0);
  if (columns < total) return rows.slice(1).flatMap((row) => wrap(row.join(" | "), 2, 4));
  return rows.map((row) =>
    widths
      .map((width, column) => `  ${(row[column] ?? "").padEnd(width)}`)
      .join("")
      .trimEnd(),
  );
}

/** So wide at least, so that the matrices of a report's patches look alike. */
const cellsLeast = [8, 26, 26, 0];

function changeWord(compared: Compared): string {
  if (!compared.changed) return "same";
  return compared.verdictChanges.length ? "verdict changes" : "differs";
}

const asWord = ({ as }: ScenarioExamination): string => (as ? `, as ${rowOf(as.scenario)}` : "");

// ---- one scenario and its layers ----

function scenarioLines(
  scenario: ScenarioExamination,
  patch: PatchExamination,
  trace: boolean,
  inFull: boolean,
  stories: Map<string, string>,
): string[] {
  const named = `${scenario.id}: ${scenario.title}`;
  if (scenario.as && !trace) return ["", ...wrap(`${named}: ${asText(scenario.as)}.`, 0)];
  const stand = standText(patch);
  const whose = whoseLines(scenario, patch);
  const alike = !scenario.changed && scenario.gates.every((gate) => !gate.changed);
  if (alike && !trace) return [...alikeLines(scenario), ...whose];
  if (!inFull) return ["", ...wrap(`${named}: ${briefText(scenario, patch)}`, 0), ...whose];
  const told = new Told(scenario.id, stories);
  const literal = [...comparedLines(scenario, told, trace), ...dependLines(patch, scenario.id, 0)];
  const layers = scenario.gates.flatMap((gate, index) => [
    ...wrap(`Layer ${gate.layer}, assumed: ${gate.assumption} [${gate.place.text}]`, 2),
    ...comparedLines(gate, told, trace),
    ...(isFollowed(scenario, index) ? dependLines(patch, scenario.id, gate.layer) : []),
  ]);
  const beyond = scenario.beyond === undefined ? [] : wrap(beyondText(scenario.beyond), 2);
  return [
    ...["", ...wrap(named, 0), ...wrap(`A${stand.slice(1)}:`, 2)],
    ...[...literal, ...whose, ...layers, ...beyond],
  ];
}

const dependLines = (patch: PatchExamination, scenario: string, layer: number): string[] =>
  dependsTexts(patch, scenario, layer).flatMap((text) => wrap(text, 4));

/** Of several ways on at one layer the first is the one that was looked behind. */
const isFollowed = ({ gates }: ScenarioExamination, index: number): boolean =>
  gates.findIndex(({ layer }) => layer === gates[index]?.layer) === index;

/** Whose a broken rule is; of a patch on its own its verdicts say that already. */
function whoseLines({ id }: ScenarioExamination, { part, blame }: PatchExamination): string[] {
  if (!part || part.of < 2) return [];
  return blame
    .filter(({ scenario }) => scenario === id)
    .flatMap(({ rule, text }) => wrap(`whose: ${rule}: ${text}`, 4));
}

function alikeLines(scenario: ScenarioExamination): string[] {
  const layers = new Set(scenario.gates.map((gate) => gate.layer)).size;
  const behind = layers ? `, also behind ${layers} layer${layers === 1 ? "" : "s"}` : "";
  return ["", ...wrap(`${scenario.id}: ${scenario.title}: before = after${behind}.`, 0)];
}
