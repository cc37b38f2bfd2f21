// SPDX-License-Identifier: MIT
import type { Patch } from "../patch";
import type { Examination, Opened, PatchExamination, ScenarioExamination } from "../review";
import { count, functionOf, shown } from "./label";
import { Links, type LinkTarget } from "./links";
import type { PanelDone, PanelHunk, PanelModel, PanelNote, PanelReading } from "./model";
import { blameOf, dependencesOf, ranOnText, revisionsOf } from "./series";
import type { Selection } from "./protocol";
import { coverageOf, listLengthMax, scenarioOf, selectedOf } from "./scenario";
import { hunkSummary, newlyBrokenOf, patchSummary } from "./summary";

/** A model, and what its links mean; the second never leaves the host. */
export interface Panel {
  readonly model: PanelModel;
  readonly links: readonly LinkTarget[];
}

export interface PanelInput {
  /** Counts the models a panel was given, so that a late click cannot follow a newer link. */
  readonly revision: number;
  readonly document: string;
  readonly opened: Opened;
  readonly examination?: Examination;
  readonly selection: Selection;
  /** The text was changed since it was run. */
  readonly stale: boolean;
  /** Hunks that were switched off in the run. */
  readonly hunksOff?: readonly string[];
}

/** A mailbox can hold hundreds; the outline lists them all. */
const patchesMax = 60;

export function emptyPanel(revision: number, text: string): Panel {
  return { model: { state: "empty", revision, text }, links: [] };
}

export function failedPanel(input: {
  readonly revision: number;
  readonly document: string;
  readonly text: string;
  readonly details: string;
}): Panel {
  const { revision, document, text, details } = input;
  return {
    model: { state: "failed", revision, document, text: shown(text), details: shown(details) },
    links: [],
  };
}

/** What the panel shows of a document: what was read, and once it was run, what that found. */
export function panelOf(input: PanelInput): Panel {
  const links = new Links();
  const { revision, opened, examination } = input;
  const document = shown(input.document);
  const selection = settle(input.selection, opened, examination);
  const off = input.hunksOff ?? [];
  const reading = readingOf(opened, examination, selection, off, links);
  const patch = examination?.patches.find(({ number }) => number === selection.patch);
  if (!examination || !patch)
    return { model: { state: "read", revision, document, reading }, links: links.all };
  const done: PanelDone = {
    state: "done",
    revision,
    document,
    stale: input.stale,
    reading,
    ranOn: shown(ranOnText(examination, patch)),
    headline: shown(patch.headline),
    ...(patch.notRunnable !== undefined && { notRunnable: shown(patch.notRunnable) }),
    scenarios: patch.scenarios.map((one) => scenarioOf(one, selection.scenario)),
    unrelated: patch.unrelated.map(shown),
    placements: placementsOf(patch, opened, links),
    assumptions: assumptionsOf(patch, links),
    dependences: dependencesOf(patch),
    blame: blameOf(patch),
    revisions: revisionsOf(examination, patch.number),
    comments: bearingsOf(patch, links),
    coverage: coverageOf(patch.coverage, (place, side) => links.to(place, side, patch.number)),
  };
  const scenario = patch.scenarios.find(({ id }) => id === selection.scenario);
  if (scenario) done.selected = selectedOf(patch, scenario, selection.layer ?? 0, links);
  return { model: done, links: links.all };
}

/**
 * The selection that is shown: what was asked for where it exists, else the first patch that was
 * run, its most telling scenario, and the literal run.
 */
export function settle(
  asked: Selection,
  opened: Opened,
  examination: Examination | undefined,
): Selection {
  const numbers = opened.patches.map(({ number }) => number);
  const telling = examination?.patches.find(({ scenarios }) => scenarios.length);
  const patch = numbers.find((number) => number === asked.patch) ?? telling?.number ?? numbers[0];
  if (patch === undefined) return {};
  const scenarios = examination?.patches.find(({ number }) => number === patch)?.scenarios ?? [];
  const scenario =
    scenarios.find(({ id }) => id === asked.scenario) ??
    [...scenarios].sort((one, other) => weight(other) - weight(one))[0];
  if (!scenario) return { patch };
  const layer = scenario.id === asked.scenario ? (asked.layer ?? 0) : 0;
  return { patch, scenario: scenario.id, layer: Math.min(layer, scenario.gates.length) };
}

/** How much a scenario has to tell: what gets worse, then what changes, then what waits behind. */
function weight(scenario: ScenarioExamination): number {
  const { before, after, changed, verdictChanges, gates } = scenario;
  if (before.outcome.kind !== after.outcome.kind && after.outcome.kind !== "returned") return 5;
  if (newlyBrokenOf(scenario).length) return 4;
  if (verdictChanges.length) return 3;
  if (gates.some((gate) => gate.changed)) return 2;
  return changed ? 1 : 0;
}

function readingOf(
  opened: Opened,
  examination: Examination | undefined,
  selection: Selection,
  off: readonly string[],
  links: Links,
): PanelReading {
  return {
    patches: patchesShown(opened, selection).map((patch) => {
      const run = examination?.patches.find(({ number }) => number === patch.number);
      const selected = patch.number === selection.patch;
      const hunks = patch.files.reduce((sum, file) => sum + file.hunks.length, 0);
      return {
        number: patch.number,
        title: shown(patch.subject),
        summary: [...placeInSeries(patch), run ? patchSummary(run) : count(hunks, "hunk")].join(
          " · ",
        ),
        selected,
        hunks: selected ? hunksOf(patch, run, off, links) : [],
      };
    }),
    repairs: capped(opened.repairs, ({ code, message, span, hunk }) => ({
      label: shown(hunk === undefined ? code : `${hunk} ${code}`),
      text: shown(message),
      places: [links.toSpan(span)],
    })),
    losses: capped(opened.losses, ({ path, insertions, deletions, reason }) => ({
      label: shown(path),
      text: shown(`${lostText(insertions, deletions)}: ${reason}`),
      places: [],
    })),
    diagnostics: capped(opened.diagnostics, ({ code, message, span }) => ({
      label: shown(code),
      text: shown(message),
      places: span ? [links.toSpan(span)] : [],
    })),
  };
}

/** The selected patch and those nearest to it. */
/** What tells patches of one subject apart: "v6", "2 of 7". */
const placeInSeries = ({ revision, part }: Patch): readonly string[] => [
  ...(1 < revision ? [`v${revision}`] : []),
  ...(part && 1 < part.of ? [`${part.index} of ${part.of}`] : []),
];

function patchesShown({ patches }: Opened, selection: Selection): readonly Patch[] {
  const at = patches.findIndex(({ number }) => number === selection.patch);
  const start = Math.max(0, Math.min(at - patchesMax / 2, patches.length - patchesMax));
  return patches.slice(start, start + patchesMax);
}

function hunksOf(
  patch: Patch,
  run: PatchExamination | undefined,
  off: readonly string[],
  links: Links,
): PanelHunk[] {
  const all = patch.files.flatMap((file) =>
    file.hunks.map((hunk) => ({ hunk, path: file.path || "fragment without a file" })),
  );
  return all.slice(0, listLengthMax).map(({ hunk, path }) => ({
    id: hunk.id,
    title: links.toSpan(hunk.span, `${hunk.id} ${path}`),
    state: hunk.state,
    summary: run
      ? off.includes(hunk.id)
        ? "switched off: this run is without it"
        : hunkSummary(run, hunk.id)
      : shown(functionOf(hunk.section) ?? stateText(hunk.state)),
    ...(run && { on: !off.includes(hunk.id) }),
  }));
}

function stateText(state: string): string {
  return state === "fragment" ? "no @@ line: lines found without their hunk" : state;
}

function lostText(insertions: number, deletions: number): string {
  return [
    ...(insertions ? [count(insertions, "insertion")] : []),
    ...(deletions ? [count(deletions, "deletion")] : []),
  ].join(", ");
}

function capped<T>(list: readonly T[], note: (one: T) => PanelNote): PanelNote[] {
  const notes = list.slice(0, listLengthMax).map(note);
  const rest = list.length - notes.length;
  if (rest) notes.push({ label: "more", text: `${rest} more are not listed here.`, places: [] });
  return notes;
}

function placementsOf(patch: PatchExamination, opened: Opened, links: Links): PanelNote[] {
  const spans = new Map(
    opened.patches.flatMap(({ files }) =>
      files.flatMap(({ hunks }) => hunks.map((hunk) => [hunk.id, hunk.span] as const)),
    ),
  );
  return capped(patch.placements, (placement) => {
    const span = placement.role === "subject" ? spans.get(placement.hunk) : undefined;
    const targets = placement.targets.map((target) => `${target.name} in ${target.path}`);
    const where = targets.length ? ` in ${targets.join("; ")}` : "";
    const role = placement.role === "subject" ? "" : ` (--${placement.role})`;
    return {
      label: shown(`${placement.hunk}${role}`),
      text: shown(`${placement.kind}${where}${reasonText(placement.reasons)}`),
      places: span ? [links.toSpan(span)] : [],
    };
  });
}

function reasonText(reasons: readonly string[]): string {
  return reasons.length ? `: ${reasons.join("; ")}` : "";
}

/** A comment by its author, with what each scenario that bears on it shows. */
function bearingsOf({ comments }: PatchExamination, links: Links): PanelNote[] {
  return capped(comments, ({ author, span, scenarios }) => ({
    label: shown(author),
    text: shown(
      scenarios
        .map(({ id, why, found }) =>
          [`${id} (${why.join("; ")})`, ...(found.length ? found : ["not run"])].join(": "),
        )
        .join(". "),
    ),
    places: [links.toSpan(span)],
  }));
}

function assumptionsOf(patch: PatchExamination, links: Links): PanelNote[] {
  return capped(patch.assumptions, ({ id, text, lines }) => ({
    label: shown(id),
    text: shown(text),
    places: lines.slice(0, 20).map((span) => links.toSpan(span)),
  }));
}
