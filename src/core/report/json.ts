// SPDX-License-Identifier: MIT
import type { Assumption, Placement } from "../apply";
import type {
  Compared,
  Examination,
  Gate,
  PatchExamination,
  Place,
  ScenarioExamination,
  ShownOutcome,
  Side,
  StateDifference,
  LineCoverage,
} from "../review";

/**
 * Writes an examination in the documented JSON, schema 1.
 * - Shape: plain data; traces only where asked for, otherwise their lengths.
 */
export function examinationJson(
  examination: Examination,
  options: { readonly trace: boolean },
): unknown {
  const { schema, ranOn, level, patches, revisions, diagnostics } = examination;
  return {
    schema,
    ranOn,
    level,
    patches: patches.map((patch) => patchJson(patch, options.trace)),
    revisions,
    diagnostics,
  };
}

function patchJson(patch: PatchExamination, trace: boolean): unknown {
  return {
    number: patch.number,
    subject: patch.subject,
    revision: patch.revision,
    ...(patch.level === undefined ? {} : { level: patch.level }),
    ...(patch.part ? { part: patch.part } : {}),
    headline: patch.headline,
    ...(patch.notRunnable === undefined ? {} : { notRunnable: patch.notRunnable }),
    placements: patch.placements.map(placementJson),
    assumptions: patch.assumptions.map(assumptionJson),
    scenarios: patch.scenarios.map((scenario) => scenarioJson(scenario, trace)),
    unrelated: patch.unrelated,
    notAsked: patch.notAsked,
    blame: patch.blame,
    dependences: patch.dependences,
    coverage: coverageJson(patch.coverage),
    comments: patch.comments.map(({ span: { source, line }, ...comment }) => ({
      ...comment,
      span: { source, line },
    })),
  };
}

const placementJson = (placement: Placement): unknown => ({ ...placement });

const assumptionJson = ({ lines, ...assumption }: Assumption): unknown => ({
  ...assumption,
  lines: lines.map(({ source, line }) => ({ source, line })),
});

const scenarioJson = (scenario: ScenarioExamination, trace: boolean): unknown => ({
  id: scenario.id,
  title: scenario.title,
  ...comparedJson(scenario, trace),
  gates: scenario.gates.map((gate) => gateJson(gate, trace)),
  ...(scenario.as === undefined ? {} : { as: scenario.as }),
  ...(scenario.beyond === undefined ? {} : { beyond: scenario.beyond }),
});

const gateJson = (gate: Gate, trace: boolean): unknown => ({
  layer: gate.layer,
  kind: gate.kind,
  side: gate.side,
  place: placeJson(gate.place),
  condition: gate.condition,
  forced: gate.forced,
  ...(gate.insteadOf === undefined ? {} : { insteadOf: gate.insteadOf }),
  assumption: gate.assumption,
  ...comparedJson(gate, trace),
});

function comparedJson(compared: Compared, trace: boolean) {
  return {
    before: sideJson(compared.before, trace),
    after: sideJson(compared.after, trace),
    changed: compared.changed,
    firstDivergence: compared.firstDivergence ?? null,
    divergences: compared.divergences,
    stateChanges: compared.stateChanges,
    stateDifferences: compared.stateDifferences.map(differenceJson),
    verdictChanges: compared.verdictChanges,
    causes: compared.causes.map((cause) => ({
      ...cause,
      places: cause.places.map(placeJson),
      lines: cause.lines.map((line) => ({ ...line, place: placeJson(line.place) })),
    })),
    coverage: coverageJson(compared.coverage),
    ...(trace ? { alignment: compared.alignment } : {}),
  };
}

/** The facts are told by what was made of them. */
const differenceJson = ({ facts: _, ...difference }: StateDifference) => difference;

const sideJson = (side: Side, trace: boolean) => ({
  outcome: outcomeJson(side.outcome),
  verdicts: side.verdicts,
  events: side.events.length,
  notable: notableEvents(side).map((event) => event.text),
  // Step by step; null is what became different after the last event.
  changes: [
    ...side.events.flatMap(({ step, changes = [] }) =>
      changes.map((one) => ({ step, ...differenceJson(one) })),
    ),
    ...side.endChanges.map((one) => ({ step: null, ...differenceJson(one) })),
  ],
  ...(trace
    ? {
        initialState: side.initialState,
        trace: side.events.map(({ changes: _, ...event }) => ({
          ...event,
          place: placeJson(event.place),
        })),
      }
    : {}),
});

function outcomeJson(outcome: ShownOutcome): unknown {
  switch (outcome.kind) {
    case "trapped":
      return {
        ...outcome,
        place: placeJson(outcome.place),
        stack: outcome.stack.map((frame) => ({ ...frame, place: placeJson(frame.place) })),
        ...(outcome.origin
          ? {
              origin: {
                text: outcome.origin.text,
                ...(outcome.origin.place ? { place: placeJson(outcome.origin.place) } : {}),
              },
            }
          : {}),
      };
    case "deadlocked":
    case "out-of-budget":
      return { ...outcome, place: placeJson(outcome.place) };
    default:
      return outcome;
  }
}

const coverageJson = (coverage: Compared["coverage"]): unknown => ({
  ...lineCoverageJson(coverage),
  removed: lineCoverageJson(coverage.removed),
});

const lineCoverageJson = ({ executable, ran, noCode, notRun }: LineCoverage) => ({
  executable,
  ran,
  noCode,
  notRun: notRun.map((line) => ({ ...line, place: placeJson(line.place) })),
});

const placeJson = (place: Place): unknown => ({
  text: place.text,
  from: place.from,
  ...(place.hunk === undefined ? {} : { hunk: place.hunk, hunkLine: place.hunkLine }),
});

/** Host events that change what a person would notice; calls and bookkeeping are left out. */
const notableKinds = new Set([
  "signal",
  "unmap",
  "shutdown",
  "sync",
  "hwpoison",
  "badrange",
  "badblock",
  "warn",
  "mce-record",
]);

/** The events of one side by which a reader recognises what happened. */
export const notableEvents = (side: Side): Side["events"] =>
  side.events.filter(
    (event) =>
      (event.kind === "host" && notableKinds.has(event.name)) ||
      event.kind === "message" ||
      event.kind === "undefined" ||
      event.kind === "unknown-callee",
  );
