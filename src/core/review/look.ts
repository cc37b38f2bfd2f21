// SPDX-License-Identifier: MIT
// What is told of a scenario at once, and when two scenarios show the same.
import { isChanged, outcomeKey } from "../compare";
import type { Patch } from "../patch";
import type { Scenario } from "../sim";
import type { Compared, FirstLook, ScenarioExamination } from "./examination";
import type { Places } from "./place";
import type { PairRun } from "./session";
import { showOutcome } from "./shown";

/** A scenario as soon as both sides were run, before anything is known of causes and layers. */
export function firstLook(
  patch: Patch,
  scenario: Scenario,
  pair: PairRun,
  places: Places,
): FirstLook {
  const { comparison } = pair;
  const side = (name: "before" | "after") => ({
    outcome: showOutcome(pair[name].outcome, places, name),
    verdicts: pair[name].verdicts.map(({ invariant, state }) => ({ invariant, state })),
  });
  const [first] = comparison.divergences;
  return {
    patch: patch.number,
    scenario: scenario.id,
    title: scenario.title,
    before: side("before"),
    after: side("after"),
    changed: isChanged(comparison),
    verdictChanges: comparison.verdictChanges.length,
    endChanges: outcomeKey(pair.before) !== outcomeKey(pair.after),
    ...(first ? { firstDivergence: first.text } : {}),
  };
}

/** Two scenarios show the same as the texts stand: ends, verdicts, what differs, what ran. */
export const sameKey = ({ before, after, ...compared }: Compared): string =>
  JSON.stringify([
    ...[before, after].flatMap(({ outcome, verdicts }) => [
      outcome.text,
      verdicts.map(({ invariant, state, why }) => [invariant, state, why]),
    ]),
    compared.divergences.map(({ text, noise }) => [text, noise]),
    compared.stateDifferences.map(({ text }) => text),
    compared.coverage,
  ]);

/** And the same behind every gate, from the same causes. */
export const deepKey = (scenario: ScenarioExamination): string =>
  JSON.stringify([
    scenario.causes.map(({ of, text }) => [of, text]),
    scenario.beyond,
    ...scenario.gates.map((gate) => [
      gate.assumption,
      sameKey(gate),
      gate.causes.map(({ of, text }) => [of, text]),
    ]),
  ]);
