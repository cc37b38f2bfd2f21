// SPDX-License-Identifier: MIT
// A run under what a layer assumes: decisions that fall one way, always or where they would lead to
// a trap otherwise.
import type { Program } from "../cc";
import { runScenario, type Run, type RunOptions, type Scenario, type TimedForce } from "../sim";
import { forcedIn } from "./force";
import { trapKey, type LayerAssumptions } from "./layer";

/** A run that is led past its end more often than this does not get anywhere. */
const roundsMax = 8;

type PlacedForce = NonNullable<RunOptions["forces"]>[number];
interface Detour extends PlacedForce {
  readonly insteadOf: string;
}

/** The forces of a layer as one program has them: what it does not decide changes nothing on it. */
export function forcesIn(
  program: Program,
  layer: LayerAssumptions,
): { readonly forces: readonly PlacedForce[]; readonly detours: readonly Detour[] } {
  const placed = layer.forces.flatMap((force) => {
    const decision = forcedIn(program, force);
    return decision ? [{ force, at: { ...decision.position, outcome: force.outcome } }] : [];
  });
  return {
    forces: placed.flatMap(({ force, at }) => (force.insteadOf === undefined ? [at] : [])),
    detours: placed.flatMap(({ force: { insteadOf }, at }) =>
      insteadOf === undefined ? [] : [{ ...at, insteadOf }],
    ),
  };
}

export const placedKey = ({ path, line, column, outcome }: PlacedForce): string =>
  `${path}:${line}:${column}=${outcome}`;

/**
 * Runs a scenario; where that traps as a detour says it must not, once more with the decision the
 * other way at the time it led there, and so on.
 * - Shape: `plain` is the same run without the detours: most end otherwise, and that is all.
 */
export function runAround(
  program: Program,
  scenario: Scenario,
  options: RunOptions,
  detours: readonly Detour[],
  plain: Run,
): Run {
  const isMet = ({ insteadOf }: Detour, run: Run): boolean => insteadOf === trapKey(run);
  if (!detours.some((detour) => isMet(detour, plain))) return plain;
  let timedForces: readonly TimedForce[] = detours.map((detour) => ({ ...detour, times: [] }));
  for (let round = 0; ; round++) {
    const run = runScenario(program, scenario, { ...options, timedForces });
    const index = detours.findIndex((detour) => isMet(detour, run));
    const last = run.asked[index] ?? 0;
    // Led past already and here all the same: nothing more to be had from it.
    if (!last || round === roundsMax || timedForces[index]?.times.includes(last)) return run;
    timedForces = timedForces.map((force, at) =>
      at === index ? { ...force, times: [...force.times, last] } : force,
    );
  }
}
