// SPDX-License-Identifier: MIT
import type { Run, Verdict } from "../sim";
import { alignTraces, type Row } from "./align";
import { groupDivergences, type DivergenceGroup } from "./divergence";
import { compareStates, type FactChange } from "./state";

/** What two runs of one scenario show when they are laid side by side. */
export interface Comparison {
  readonly rows: readonly Row[];
  readonly divergences: readonly DivergenceGroup[];
  readonly outcomeChanged: boolean;
  /** How the after run ends, as outcomeKey tells it. */
  readonly outcomeAfter: string;
  readonly stateChanges: readonly FactChange[];
  readonly verdictChanges: readonly { readonly before: Verdict; readonly after: Verdict }[];
}

export function compareRuns(before: Run, after: Run): Comparison {
  const rows = alignTraces(before.events, after.events);
  const divergences = groupDivergences(rows, before.events, after.events);
  return { ...compareEnds(before, after), rows, divergences };
}

/** Two runs by their ends alone: states, verdicts and outcomes. */
export function compareEnds(before: Run, after: Run): Comparison {
  const outcomeChanged = outcomeKey(before) !== outcomeKey(after);
  return {
    rows: [],
    divergences: [],
    outcomeChanged,
    outcomeAfter: outcomeKey(after),
    stateChanges: compareStates(before, after, !outcomeChanged && sameSteps(before, after)),
    verdictChanges: before.verdicts.flatMap((verdict) => {
      const other = after.verdicts.find((candidate) => candidate.invariant === verdict.invariant);
      return other && other.state !== verdict.state ? [{ before: verdict, after: other }] : [];
    }),
  };
}

const sameSteps = ({ events }: Run, { events: others }: Run): boolean =>
  events.length === others.length && events.every(({ key }, index) => key === others[index]?.key);

/** Whether anything at all differs. */
export const isChanged = (comparison: Comparison): boolean =>
  comparison.outcomeChanged ||
  0 < comparison.divergences.length ||
  0 < comparison.stateChanges.length ||
  0 < comparison.verdictChanges.length;

/** How a run ended, without line numbers: the same trap at a moved line is the same. */
export function outcomeKey({ outcome }: Pick<Run, "outcome">): string {
  switch (outcome.kind) {
    case "returned":
      return `returned ${outcome.value ?? ""}`;
    case "trapped":
      return `trapped ${outcome.trap} in ${outcome.function}`;
    case "deadlocked":
      return `deadlocked ${outcome.waits.join(", ")}`;
    case "out-of-budget":
    case "not-runnable":
      return outcome.kind;
  }
}

/** Everything that counts as behaviour of a run, as one text: two runs are equal when these are. */
export function behaviourKey(run: Run): string {
  return [
    outcomeKey(run),
    ...run.verdicts.map((verdict) => `${verdict.invariant} ${verdict.state}`),
    ...run.events.map((event) => event.key),
    ...[...run.state].map(([fact, value]) => `${fact} = ${value}`),
  ].join("\n");
}

/** One thing that differs between two runs, as a key by which it is found again in other runs. */
export interface Effect {
  readonly kind: "outcome" | "verdict" | "divergence" | "state";
  readonly key: string;
}

/**
 * What a comparison shows, the weightiest first.
 * - Shape: how the run ends, verdicts (one that is only no longer decided is an effect of how the
 *   run ends), divergences by their text, facts of the state.
 */
export function listEffects({
  outcomeChanged,
  outcomeAfter,
  verdictChanges,
  divergences,
  stateChanges,
}: Comparison): readonly Effect[] {
  return [
    ...(outcomeChanged ? [{ kind: "outcome", key: `outcome ${outcomeAfter}` } as const] : []),
    ...verdictChanges.map(({ after }) => ({
      ...{ kind: "verdict" as const, key: `verdict ${after.invariant} ${after.state}` },
    })),
    ...divergences.map(({ text }) => ({
      ...{ kind: "divergence" as const, key: `divergence ${text}` },
    })),
    ...stateChanges.map(({ fact, after }) => ({
      ...{ kind: "state" as const, key: `state ${fact} ${after}` },
    })),
  ];
}

export const effectsOf = (comparison: Comparison): ReadonlySet<string> =>
  new Set(listEffects(comparison).map(({ key }) => key));
