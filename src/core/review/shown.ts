// SPDX-License-Identifier: MIT
import {
  isChanged,
  nameDifferences,
  nameFacts,
  type ChangedLine,
  type Comparison,
  type StateDifference,
  type StateFact,
} from "../compare";
import type { Outcome, Run, TraceEvent } from "../sim";
import type {
  AlignedRow,
  Cause,
  Compared,
  Coverage,
  Divergence,
  LineCoverage,
  ShownEvent,
  ShownOutcome,
  Side,
} from "./examination";
import type { Places, SideName } from "./place";
import type { PairRun } from "./session";

/** Writes what two runs show as plain data with places a reader can go to. */
export function showPair(
  pair: PairRun,
  places: Places,
  coverage: Coverage,
  causes: readonly Cause[],
): Compared {
  const { comparison } = pair;
  const divergences = comparison.divergences.map((group): Divergence => ({
    kind: group.kind,
    text: group.text,
    ...(group.before === undefined ? {} : { before: group.before }),
    ...(group.after === undefined ? {} : { after: group.after }),
    rows: group.rows.length,
    ...(group.noise ? { noise: group.noise } : {}),
    ...rejoined(comparison.rows, group.rows),
  }));
  const groupOfRow = new Map(
    comparison.divergences.flatMap((group, index) =>
      group.rows.map((row) => [row, index] as const),
    ),
  );
  const first = divergences[0];
  return {
    before: showSide(pair.before, places, "before"),
    after: showSide(pair.after, places, "after"),
    changed: isChanged(comparison),
    ...(first ? { firstDivergence: first } : {}),
    divergences,
    alignment: comparison.rows.map((row, index): AlignedRow => {
      const divergence = groupOfRow.get(index);
      return divergence === undefined ? row : { ...row, divergence };
    }),
    stateChanges: comparison.stateChanges,
    stateDifferences: nameDifferences(
      comparison.stateChanges.map(({ fact, before, after }) => ({ fact, from: before, to: after })),
    ),
    verdictChanges: comparison.verdictChanges.map(({ before, after }) => ({
      invariant: after.invariant,
      before: before.state,
      after: after.state,
      why: after.state === "holds" ? before.why : after.why,
    })),
    causes,
    coverage,
  };
}

/** The first row behind the last of a divergence that is the same on both sides. */
function rejoined(all: Comparison["rows"], own: readonly number[]): Pick<Divergence, "rejoins"> {
  const row = all.slice((own.at(-1) ?? 0) + 1).find(({ kind }) => kind === "same");
  const { before, after } = row ?? {};
  return before === undefined || after === undefined ? {} : { rejoins: { before, after } };
}

function showSide(run: Run, places: Places, side: SideName): Side {
  return {
    outcome: showOutcome(run.outcome, places, side),
    verdicts: run.verdicts,
    events: run.events.map((event, index) =>
      showEvent(event, nameDifferences(run.history?.[index] ?? []), places, side),
    ),
    initialState: factsOf(run.initialState),
    endChanges: nameDifferences(run.history?.at(-1) ?? []),
  };
}

/** One list for all runs that begin in the same world: most of an examination share theirs. */
function factsOf(state: ReadonlyMap<string, string>): readonly StateFact[] {
  let known = facts.get(state);
  if (!known) facts.set(state, (known = nameFacts(state)));
  return known;
}

const facts = new WeakMap<ReadonlyMap<string, string>, readonly StateFact[]>();

function showEvent(
  event: TraceEvent,
  changes: readonly StateDifference[],
  places: Places,
  side: SideName,
): ShownEvent {
  const { step, thread, depth, kind, name, args, text, position } = event;
  return {
    ...{ step, thread, depth, kind, name, args },
    text: kind === "message" ? text : places.tell(side, text),
    place: places.place(side, position),
    ...(changes.length ? { changes } : {}),
  };
}

export function showOutcome(outcome: Outcome, places: Places, side: SideName): ShownOutcome {
  switch (outcome.kind) {
    case "returned":
      return {
        kind: "returned",
        function: outcome.function,
        ...(outcome.value === undefined ? {} : { value: outcome.value }),
        text: "ran to its end",
      };
    case "trapped": {
      const place = places.place(side, outcome.position);
      const { originPosition } = outcome;
      const message = places.tell(side, outcome.message);
      const origin = outcome.origin === undefined ? "" : places.tell(side, outcome.origin);
      return {
        kind: "trapped",
        trap: outcome.trap,
        message,
        function: outcome.function,
        place,
        stack: outcome.stack.map((frame) => ({
          function: frame.function,
          place: places.place(side, frame.position),
        })),
        ...(outcome.origin === undefined
          ? {}
          : {
              origin: {
                text: origin,
                ...(originPosition ? { place: places.place(side, originPosition) } : {}),
              },
            }),
        text:
          `stopped at ${place.text} in ${outcome.function}: ${message}` +
          (origin ? ` (${origin})` : ""),
      };
    }
    case "deadlocked": {
      const place = places.place(side, outcome.position);
      const { waits } = outcome;
      return { kind: "deadlocked", waits, place, text: `never goes on: ${waits.join(", ")}` };
    }
    case "out-of-budget": {
      const place = places.place(side, outcome.position);
      const { limit } = outcome;
      return { kind: "out-of-budget", limit, place, text: `not over after ${limit} steps` };
    }
    case "not-runnable": {
      const reason = places.tell(side, outcome.reason);
      return { kind: "not-runnable", reason, text: `not run: ${reason}` };
    }
  }
}

/** Which added and removed lines ran, each on its side; `reasonOf` tells why another did not. */
export function showCoverage(
  lines: readonly ChangedLine[],
  ran: (side: SideName, statement: number) => boolean,
  places: Places,
  reasonOf: (line: ChangedLine) => string,
): Coverage {
  const of = (side: SideName): LineCoverage =>
    lineCoverage(
      lines.filter((line) => line.side === side),
      (statement) => ran(side, statement),
      places,
      reasonOf,
    );
  return { ...of("after"), removed: of("before") };
}

function lineCoverage(
  lines: readonly ChangedLine[],
  ran: (statement: number) => boolean,
  places: Places,
  reasonOf: (line: ChangedLine) => string,
): LineCoverage {
  const executable = lines.filter((line) => line.statements.length);
  const notRun = executable.filter((line) => !line.statements.some(ran));
  return {
    executable: executable.length,
    ran: executable.length - notRun.length,
    noCode: lines.length - executable.length,
    notRun: notRun.map((line) => ({
      place: places.place(line.side, { path: line.path, line: line.line, column: 1 }),
      text: line.text,
      reason: reasonOf(line),
    })),
  };
}
