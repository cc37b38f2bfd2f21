// SPDX-License-Identifier: MIT
import type {
  Compared,
  Coverage,
  Gate,
  LineCoverage,
  PatchExamination,
  Place,
  ScenarioExamination,
} from "../review";
import type { Verdict } from "../sim";
import { count, invariantLabel, outcomeMark, shown, verdictMark } from "./label";
import type { Links } from "./links";
import type {
  LinkedText,
  Mark,
  PanelCause,
  PanelCoverage,
  PanelLayer,
  PanelScenario,
  PanelSelected,
  PanelSide,
  PanelVerdict,
} from "./model";
import { changeSummary, scenarioSummary } from "./summary";
import { statesOf } from "./states";
import { messagesOf, traceOf, type TraceLook } from "./trace";
import { worldOf } from "./world";

/** Lists longer than this are cut with a last line that says so. */
export const listLengthMax = 500;

export function scenarioOf(
  scenario: ScenarioExamination,
  selected: string | undefined,
): PanelScenario {
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

export function selectedOf(
  patch: PatchExamination,
  scenario: ScenarioExamination,
  layer: number,
  links: Links,
): PanelSelected {
  const gate = layer ? scenario.gates[layer - 1] : undefined;
  const world = worldOf(scenario.world);
  const devices = world.devices.map(({ name }) => name);
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
    layer: layerOf(gate ?? scenario, gate, {
      devices,
      link: (place, side) => links.to(place, side, patch.number),
    }),
    world,
  };
}

const gateWords = {
  branch: "test",
  undefined: "undefined value",
  result: "result",
  trap: "way past the trap",
} as const;

function gateLabel(gate: Gate, index: number): string {
  const what = gateWords[gate.kind];
  return `Gate ${index + 1}: ${what}`;
}

function layerOf(compared: Compared, gate: Gate | undefined, look: TraceLook): PanelLayer {
  const { link } = look;
  const trace = traceOf(compared, look);
  const states = statesOf(compared);
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
      forcedAt: link(gate.place, gate.side),
    }),
    before: sideOf(compared, "before", link),
    after: sideOf(compared, "after", link),
    verdicts: verdicts.filter(({ changed, after }) => changed || after.word === "broken"),
    verdictsHeld: settled("holds"),
    verdictsUnknown: settled("unknown"),
    trace,
    messages: messagesOf(trace),
    ...(states && { states }),
    stateChanges: compared.stateChanges.slice(0, listLengthMax).map(({ fact, before, after }) => ({
      fact: shown(fact),
      before: shown(before),
      after: shown(after),
    })),
    causes: compared.causes.slice(0, listLengthMax).map((cause) => causeOf(cause, link)),
    coverage: coverageOf(compared.coverage, link),
  };
}

function causeOf(cause: Compared["causes"][number], link: TraceLook["link"]): PanelCause {
  const sideOfLine = { added: "after", removed: "before" } as const;
  return {
    of: /^I\d/.test(cause.of) ? invariantLabel(cause.of) : shown(cause.of),
    text: shown(cause.text),
    lines: cause.lines.slice(0, listLengthMax).map(({ kind, text, role, place }) => ({
      kind,
      text: shown(text),
      needed: role === "needed",
      place: link(place, sideOfLine[kind]),
    })),
    places: cause.places.slice(0, listLengthMax).map((place) => link(place, "after")),
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

function lineText(what: string, { executable, ran, noCode }: LineCoverage): string {
  const silent = noCode
    ? ` ${count(noCode, `more ${what} line`)} ${noCode === 1 ? "carries" : "carry"} no code.`
    : "";
  const text = executable
    ? `${ran} of ${count(executable, `executable ${what} line`)} ran.`
    : `No ${what} line carries code.`;
  return text + silent;
}

export function coverageOf(
  coverage: Coverage,
  link: (place: Place, side: "before" | "after") => LinkedText,
): PanelCoverage {
  const { removed } = coverage;
  const { executable, noCode } = removed;
  const texts = [
    lineText("added", coverage),
    ...(executable || noCode ? [lineText("removed", removed)] : []),
  ];
  const idle = [
    ...coverage.notRun.map((line) => ({ ...line, side: "after" as const })),
    ...removed.notRun.map((line) => ({ ...line, side: "before" as const })),
  ];
  return {
    text: texts.join(" "),
    notRun: idle.slice(0, listLengthMax).map((line) => ({
      place: link(line.place, line.side),
      text: shown(line.text),
      reason: shown(line.reason),
    })),
  };
}
