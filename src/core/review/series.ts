// SPDX-License-Identifier: MIT
// Whose bug: the base, every prefix and the tip of a series on the same worlds. And what one
// revision of a patch changes that another does not.
import { listEffects, stampOf, type RuleState, type Stamp } from "../compare";
import { subjectKey } from "../mail";
import type { Patch } from "../patch";
import type { Run } from "../sim";
import { changelogOf } from "./changelog";
import type { BlameEntry, Opened, RevisionComparison, RevisionScenario } from "./examination";
import type { PairRun } from "./session";

/** The literal runs of one patch, by scenario. */
export interface LiteralPairs {
  readonly patch: Patch;
  readonly pairs: ReadonlyMap<string, PairRun>;
}

/** The rule that every run is held to, beside the invariants. */
const endRule = "runs-to-its-end";

/**
 * Stamps every rule that is broken before or after one patch, per scenario.
 * - Shape: the patches of its series in order with their runs -> entries; a part that was not run
 *   leaves its point open.
 */
export function blameOf(
  patch: Patch,
  series: readonly Patch[],
  runs: ReadonlyMap<Patch, LiteralPairs>,
  scenarios: readonly string[],
): readonly BlameEntry[] {
  const at = series.indexOf(patch) + 1;
  return scenarios.flatMap((scenario) => {
    const points = pointsOf(series, runs, scenario);
    const rules = new Set(points.flatMap((point) => [...(point?.keys() ?? [])]));
    return [...rules].flatMap((rule): readonly BlameEntry[] => {
      const states = points.map((point) => point?.get(rule));
      const stamp = stampOf(states, at);
      return stamp ? [entryOf(scenario, rule, stamp, series, states)] : [];
    });
  });
}

/** The states of all rules in the base and after each part. */
function pointsOf(
  series: readonly Patch[],
  runs: ReadonlyMap<Patch, LiteralPairs>,
  scenario: string,
): readonly (ReadonlyMap<string, RuleState> | undefined)[] {
  const pairOf = (patch: Patch | undefined): PairRun | undefined =>
    patch && runs.get(patch)?.pairs.get(scenario);
  const base = pairOf(series[0])?.before;
  return [base, ...series.map((patch) => pairOf(patch)?.after)].map((run) => run && rulesOf(run));
}

const rulesOf = (run: Run): ReadonlyMap<string, RuleState> =>
  new Map<string, RuleState>([
    [endRule, run.outcome.kind === "returned" ? "holds" : "broken"],
    ...run.verdicts.map(({ invariant, state }) => [invariant, state] as const),
  ]);

function entryOf(
  scenario: string,
  rule: string,
  stamp: Stamp,
  series: readonly Patch[],
  states: readonly RuleState[],
): BlameEntry {
  const name = (point: number): string => nameOf(series[point - 1], series.length);
  const common = { scenario, rule, states: states.map((state) => state ?? "not run") };
  const repaired =
    stamp.kind !== "fixed" && stamp.fixedBy !== undefined
      ? { fixedBy: series[stamp.fixedBy - 1]?.number ?? 0 }
      : {};
  const later = "fixedBy" in stamp && stamp.fixedBy ? `, repaired by ${name(stamp.fixedBy)}` : "";
  switch (stamp.kind) {
    case "pre-existing":
      return { ...common, kind: stamp.kind, ...repaired, text: `in the base already${later}` };
    case "fixed":
      return { ...common, kind: stamp.kind, text: "repaired by this patch" };
    case "introduced": {
      const { first, last } = stamp;
      const suspects = series.slice(first - 1, last).map(({ number }) => number);
      const who = first === last ? name(first) : `one of ${name(first)} to ${name(last)}`;
      const text = `introduced by ${who}${later}`;
      return { ...common, kind: stamp.kind, by: suspects, ...repaired, text };
    }
  }
}

const nameOf = (patch: Patch | undefined, count: number): string =>
  patch?.part && 1 < count ? `patch ${patch.part.index}/${patch.part.of}` : "this patch";

/** Pairs of revisions of one patch, each with the one that came before it. */
export function revisionsOf(
  opened: Opened,
  runs: ReadonlyMap<Patch, LiteralPairs>,
): readonly RevisionComparison[] {
  const byName = new Map<string, LiteralPairs[]>();
  for (const one of runs.values()) {
    const key = `${subjectKey(one.patch.subject)} ${one.patch.part?.index ?? 1}`;
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  return [...byName.values()].flatMap((list) => {
    const sorted = [...list].sort((a, b) => a.patch.revision - b.patch.revision);
    return sorted.slice(1).flatMap((newer, index): readonly RevisionComparison[] => {
      const older = sorted[index];
      if (!older || older.patch.revision === newer.patch.revision) return [];
      return [compareRevisions(opened, older, newer)];
    });
  });
}

function compareRevisions(
  opened: Opened,
  older: LiteralPairs,
  newer: LiteralPairs,
): RevisionComparison {
  const scenarios = [...newer.pairs].flatMap(([id, pair]): readonly RevisionScenario[] => {
    const other = older.pairs.get(id);
    if (!other) return [];
    const now = changesOf(pair);
    const then = changesOf(other);
    const found = {
      id,
      appears: [...now].flatMap(([key, text]) => (then.has(key) ? [] : [text])),
      vanishes: [...then].flatMap(([key, text]) => (now.has(key) ? [] : [text])),
      stays: [...now].flatMap(([key, text]) => (then.has(key) ? [text] : [])),
    };
    const isEmpty = !found.appears.length && !found.vanishes.length && !found.stays.length;
    return isEmpty ? [] : [found];
  });
  return {
    older: { patch: older.patch.number, revision: older.patch.revision },
    newer: { patch: newer.patch.number, revision: newer.patch.revision },
    subject: newer.patch.subject,
    scenarios,
    changelog: changelogOf(opened, newer.patch),
  };
}

/** What a patch changes in one scenario, in words, by the key it is found again by. */
function changesOf({ comparison }: PairRun): ReadonlyMap<string, string> {
  const { verdictChanges, stateChanges } = comparison;
  return new Map(
    listEffects(comparison).map(({ kind, key }) => {
      if (kind === "verdict") {
        const change = verdictChanges.find(
          ({ after }) => key === `verdict ${after.invariant} ${after.state}`,
        );
        const states = `${change?.before.state} -> ${change?.after.state}`;
        return [key, `${change?.after.invariant}: ${states}`];
      }
      if (kind === "state") {
        const change = stateChanges.find(({ fact, after }) => key === `state ${fact} ${after}`);
        return [key, `${change?.fact}: ${change?.before} -> ${change?.after}`];
      }
      return [key, kind === "outcome" ? `ends: ${comparison.outcomeAfter}` : key.slice(11)];
    }),
  );
}
