// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Verdict } from "../sim";
import type {
  Compared,
  Coverage,
  Examination,
  Gate,
  Opened,
  PatchExamination,
  Place,
  ScenarioExamination,
} from "../review";
import { count, functionOf, invariantLabel, outcomeMark, shown, verdictMark } from "./label";
import type {
  LinkedText,
  Mark,
  PanelCoverage,
  PanelDone,
  PanelLayer,
  PanelModel,
  PanelNote,
  PanelReading,
  PanelScenario,
  PanelSelected,
  PanelSide,
  PanelVerdict,
} from "./model";
import type { Selection } from "./protocol";
import { changeSummary, hunkSummary, patchSummary, scenarioSummary } from "./summary";
import { traceOf } from "./trace";

/** Where a link of the panel leads. */
export type LinkTarget =
  | { readonly kind: "mail"; readonly span: Span }
  | {
      readonly kind: "run";
      readonly patch: number;
      readonly side: "before" | "after";
      readonly place: Place;
    };

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
}

/** Lists longer than this are cut with a last line that says so. */
const listLengthMax = 500;

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
  const reading = readingOf(opened, examination, selection, links);
  const patch = examination?.patches.find(({ number }) => number === selection.patch);
  if (!examination || !patch)
    return { model: { state: "read", revision, document, reading }, links: links.all };
  const done: PanelDone = {
    state: "done",
    revision,
    document,
    stale: input.stale,
    reading,
    ranOn: shown(examination.ranOn),
    headline: shown(patch.headline),
    ...(patch.notRunnable !== undefined && { notRunnable: shown(patch.notRunnable) }),
    scenarios: patch.scenarios.map((one) => scenarioOf(one, selection.scenario)),
    unrelated: patch.unrelated.map(shown),
    placements: placementsOf(patch, opened, links),
    assumptions: assumptionsOf(patch, links),
    coverage: coverageOf(patch.coverage, (place) => links.to(place, "after", patch.number)),
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
    scenarios.find(({ changed, verdictChanges }) => changed && verdictChanges.length) ??
    scenarios.find(({ gates }) => gates.some(({ changed }) => changed)) ??
    scenarios.find(({ changed }) => changed) ??
    scenarios[0];
  if (!scenario) return { patch };
  const layer = scenario.id === asked.scenario ? (asked.layer ?? 0) : 0;
  return { patch, scenario: scenario.id, layer: Math.min(layer, scenario.gates.length) };
}

/** Hands out numbers for places, and keeps what they mean. */
class Links {
  readonly all: LinkTarget[] = [];

  to(place: Place, side: "before" | "after", patch: number): LinkedText {
    const text = shown(place.text);
    // What no program text made, such as the order of a scenario, stands nowhere.
    if (place.path === "" || place.line < 1) return { text: "" };
    if (place.from === "assumed") return { text };
    return { text, link: this.all.push({ kind: "run", patch, side, place }) - 1 };
  }

  toSpan(span: Span, text = `mail:${span.line}`): LinkedText {
    return { text: shown(text), link: this.all.push({ kind: "mail", span }) - 1 };
  }
}

function readingOf(
  opened: Opened,
  examination: Examination | undefined,
  selection: Selection,
  links: Links,
): PanelReading {
  return {
    patches: opened.patches.map((patch) => {
      const run = examination?.patches.find(({ number }) => number === patch.number);
      const hunks = patch.files.flatMap((file) =>
        file.hunks.map((hunk) => ({
          id: hunk.id,
          title: links.toSpan(hunk.span, `${hunk.id} ${file.path || "fragment without a file"}`),
          state: hunk.state,
          summary: run
            ? hunkSummary(run, hunk.id)
            : shown(functionOf(hunk.section) ?? stateText(hunk.state)),
        })),
      );
      return {
        number: patch.number,
        title: shown(patch.subject),
        summary: run ? patchSummary(run) : count(hunks.length, "hunk"),
        selected: patch.number === selection.patch,
        hunks,
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

function scenarioOf(scenario: ScenarioExamination, selected: string | undefined): PanelScenario {
  return {
    id: scenario.id,
    title: scenarioTitle(scenario),
    before: outcomeMark(scenario.before.outcome),
    beforeVerdicts: verdictsMark(scenario, "before"),
    after: outcomeMark(scenario.after.outcome),
    afterVerdicts: verdictsMark(scenario, "after"),
    changed: scenario.changed,
    summary: shown(scenarioSummary(scenario)),
    selected: scenario.id === selected,
  };
}

/** "U1 Clean unbind": the row name that begins an id is how reports name a scenario. */
function scenarioTitle({ id, title }: ScenarioExamination): string {
  const row = /^[a-z]\d{1,3}(?=-)/.exec(id)?.[0].toUpperCase();
  return shown(row === undefined || title.startsWith(row) ? title : `${row} ${title}`);
}

/** "2 broken", the worst there is; what else there is stands with the scenario itself. */
function verdictsMark(compared: Compared, side: "before" | "after"): Mark {
  const { verdicts } = compared[side];
  const broken = verdicts.filter(({ state }) => state === "broken").length;
  const unknown = verdicts.filter(({ state }) => state === "unknown").length;
  if (broken) return { icon: "cross", word: `${broken} broken`, tone: "bad" };
  if (unknown) return { icon: "question", word: `${unknown} unknown`, tone: "warn" };
  if (!verdicts.length) return { icon: "dash", word: "nothing checked", tone: "quiet" };
  return { icon: "check", word: `${verdicts.length} hold`, tone: "good" };
}

function selectedOf(
  patch: PatchExamination,
  scenario: ScenarioExamination,
  layer: number,
  links: Links,
): PanelSelected {
  const gate = layer ? scenario.gates[layer - 1] : undefined;
  return {
    id: scenario.id,
    title: scenarioTitle(scenario),
    layers: [
      { label: "As written", hint: shown(changeSummary(scenario)), selected: !gate },
      ...scenario.gates.map((one, index) => ({
        label: gateLabel(one, index),
        hint: shown(changeSummary(one)),
        selected: one === gate,
      })),
    ],
    layer: layerOf(patch.number, gate ?? scenario, gate, links),
  };
}

function gateLabel(gate: Gate, index: number): string {
  const what = { branch: "test", undefined: "undefined value", result: "result" }[gate.kind];
  return `Gate ${index + 1}: ${what}`;
}

function layerOf(
  patch: number,
  compared: Compared,
  gate: Gate | undefined,
  links: Links,
): PanelLayer {
  const link = (place: Place, side: "before" | "after"): LinkedText => links.to(place, side, patch);
  const verdicts = verdictsOf(compared);
  const settled = (word: string): string[] =>
    verdicts
      .filter(({ changed, after }) => !changed && after.word === word)
      .map(({ invariant }) => invariant);
  return {
    ...(gate && {
      assumption: shown(gate.assumption),
      forced: shown(gate.forced),
      ...(!gate.assumption.includes(gate.condition) && { condition: shown(gate.condition) }),
      forcedAt: link(gate.place, "after"),
    }),
    before: sideOf(compared, "before", link),
    after: sideOf(compared, "after", link),
    verdicts: verdicts.filter(({ changed, after }) => changed || after.word === "broken"),
    verdictsHeld: settled("holds"),
    verdictsUnknown: settled("unknown"),
    trace: traceOf(compared, link),
    stateChanges: compared.stateChanges.slice(0, listLengthMax).map(({ fact, before, after }) => ({
      fact: shown(fact),
      before: shown(before),
      after: shown(after),
    })),
    causes: compared.causes.slice(0, listLengthMax).map((cause) => ({
      of: /^I\d/.test(cause.of) ? invariantLabel(cause.of) : shown(cause.of),
      text: shown(cause.text),
      places: cause.places.slice(0, listLengthMax).map((place) => link(place, "after")),
    })),
    coverage: coverageOf(compared.coverage, (place) => link(place, "after")),
  };
}

function sideOf(
  compared: Compared,
  side: "before" | "after",
  link: (place: Place, side: "before" | "after") => LinkedText,
): PanelSide {
  const { outcome, events } = compared[side];
  const base = { mark: outcomeMark(outcome), text: shown(outcome.text), events: events.length };
  if (outcome.kind === "returned" || outcome.kind === "not-runnable") return { ...base, stack: [] };
  const place = link(outcome.place, side);
  if (outcome.kind !== "trapped") return { ...base, place, stack: [] };
  const { origin } = outcome;
  return {
    ...base,
    place,
    stack: outcome.stack.slice(0, 50).map((frame) => ({
      function: shown(frame.function),
      place: link(frame.place, side),
    })),
    ...(origin?.place && { origin: link(origin.place, side) }),
  };
}

/** Both sides' verdicts by invariant: changed ones first, then broken, unknown, and what holds. */
function verdictsOf(compared: Compared): PanelVerdict[] {
  const names = new Set<string>();
  for (const { invariant } of [...compared.before.verdicts, ...compared.after.verdicts])
    names.add(invariant);
  const rank = (one: PanelVerdict): number =>
    (one.changed ? 0 : 4) + ["broken", "unknown", "holds"].indexOf(one.after.word);
  return [...names]
    .map((invariant): PanelVerdict => {
      const before = compared.before.verdicts.find((one) => one.invariant === invariant);
      const after = compared.after.verdicts.find((one) => one.invariant === invariant);
      return {
        invariant: invariantLabel(invariant),
        before: verdictMark(before?.state),
        after: verdictMark(after?.state),
        changed: before?.state !== after?.state,
        why: shown(whyText(before, after)),
      };
    })
    .sort((one, other) => rank(one) - rank(other));
}

/** One reason where both sides have the same, else each side's own. */
function whyText(before: Verdict | undefined, after: Verdict | undefined): string {
  if (before?.state === after?.state || !before?.why) return after?.why ?? "";
  return after?.why ? `before: ${before.why}; after: ${after.why}` : `before: ${before.why}`;
}

function coverageOf(coverage: Coverage, link: (place: Place) => LinkedText): PanelCoverage {
  const { executable, ran, noCode, notRun } = coverage;
  const silent = noCode
    ? ` ${count(noCode, "more added line")} ${noCode === 1 ? "carries" : "carry"} no code.`
    : "";
  const text = executable
    ? `${ran} of ${count(executable, "executable added line")} ran.`
    : "No added line carries code.";
  return {
    text: text + silent,
    notRun: notRun.slice(0, listLengthMax).map((line) => ({
      place: link(line.place),
      text: shown(line.text),
      reason: shown(line.reason),
    })),
  };
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

function assumptionsOf(patch: PatchExamination, links: Links): PanelNote[] {
  return capped(patch.assumptions, ({ id, text, lines }) => ({
    label: shown(id),
    text: shown(text),
    places: lines.slice(0, 20).map((span) => links.toSpan(span)),
  }));
}
