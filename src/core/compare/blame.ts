// SPDX-License-Identifier: MIT
// Whose a broken rule is, told from the states of the rule along a series.

/** A rule at one point of a series; undefined where that point could not be run. */
export type RuleState = "holds" | "broken" | "unknown" | undefined;

export type Stamp =
  /** Broken in the base already, and at every point since at which it could be judged. */
  | { readonly kind: "pre-existing"; readonly fixedBy?: number }
  /**
   * Broken by one of the patches [first, last], counted from 1; more than one where the points
   * between could not be judged.
   */
  | {
      readonly kind: "introduced";
      readonly first: number;
      readonly last: number;
      readonly fixedBy?: number;
    }
  /** Was broken before this patch and holds with it. */
  | { readonly kind: "fixed" };

/**
 * Says whose the state of a rule is after one patch of a series.
 * - Shape: the states in the base and after patch 1, 2, ... -> the stamp for patch k; undefined
 *   where the rule is not broken and was not.
 */
export function stampOf(states: readonly RuleState[], k: number): Stamp | undefined {
  if (states[k] === "holds") return lastJudged(states, k - 1) === "broken" ? fixed : undefined;
  if (states[k] !== "broken") return undefined;
  const held = lastIndex(states, k, "holds");
  const repair = states.findIndex((state, index) => k < index && state === "holds");
  const later = repair < 0 ? {} : { fixedBy: repair };
  if (held < 0 && states[0] === "broken") return { kind: "pre-existing", ...later };
  // Unjudged from the base on: any of the patches up to the first that shows it.
  const last = states.findIndex((state, index) => held < index && state === "broken");
  return { kind: "introduced", first: Math.max(held, 0) + 1, last, ...later };
}

const fixed: Stamp = { kind: "fixed" };

function lastJudged(states: readonly RuleState[], from: number): RuleState {
  for (let index = from; 0 <= index; index--)
    if (states[index] === "holds" || states[index] === "broken") return states[index];
  return undefined;
}

function lastIndex(states: readonly RuleState[], before: number, wanted: RuleState): number {
  for (let index = before - 1; 0 <= index; index--) if (states[index] === wanted) return index;
  return -1;
}
