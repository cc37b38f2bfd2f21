// SPDX-License-Identifier: MIT
// Which scenarios a report tells in full: those that add to what the ones before them have told.
import type { Compared, PatchExamination, ScenarioExamination } from "../review";

/** What a reader looks for first: how the run ends, and which rules are kept. */
function newsOf({ verdictChanges, before, after }: Compared): readonly string[] {
  const decided = verdictChanges.filter((change) => change.after !== "unknown");
  return [
    ...(before.outcome.text === after.outcome.text
      ? []
      : [`ends: ${before.outcome.kind} -> ${after.outcome.kind}`]),
    ...decided.map((change) => `${change.invariant} ${change.before} -> ${change.after}`),
  ];
}

const isAlike = ({ changed, gates }: ScenarioExamination): boolean =>
  !changed && gates.every((gate) => !gate.changed);

/** The first scenario with a difference, and each whose literal runs change what none did yet. */
export function toldInFull({ scenarios }: PatchExamination): readonly ScenarioExamination[] {
  const told: ScenarioExamination[] = [];
  const known = new Set<string>();
  for (const scenario of scenarios) {
    if (scenario.as || isAlike(scenario)) continue;
    const news = newsOf(scenario);
    if (told.length && news.every((one) => known.has(one))) continue;
    told.push(scenario);
    for (const one of [scenario, ...scenario.gates].flatMap(newsOf)) known.add(one);
  }
  return told;
}

/** A scenario that is not told in full: what it changes, and what none that is told does. */
export function briefText(scenario: ScenarioExamination, patch: PatchExamination): string {
  const known = new Set(
    toldInFull(patch).flatMap((one) => [one, ...one.gates].flatMap((each) => newsOf(each))),
  );
  const own = newsOf(scenario);
  const layersOf = new Map<string, Set<number>>();
  for (const gate of scenario.gates)
    for (const one of newsOf(gate))
      if (!known.has(one)) layersOf.set(one, (layersOf.get(one) ?? new Set()).add(gate.layer));
  const behind = [...layersOf].map(
    ([one, layers]) => `${one} (layer${layers.size === 1 ? "" : "s"} ${[...layers].join(", ")})`,
  );
  const found = [
    own.length ? own.join(", ") : scenario.changed ? "differs, no verdict changes" : "no change",
    ...(behind.length ? [`not told of others: ${behind.join("; ")}`] : []),
  ];
  return `${found.join("; ")} (--scenario ${scenario.id} tells it).`;
}
