// SPDX-License-Identifier: MIT
import type { Run } from "../sim";
import { absent } from "./difference";

/** One named fact of the world that differs. */
export interface FactChange {
  readonly fact: string;
  readonly before: string;
  readonly after: string;
}

/** The part of a run that states are compared by. */
export type SideState = Pick<Run, "outcome" | "initialState" | "state">;

/**
 * Names every fact in which two states differ, in the order of the first, then of the second.
 * - Shape: `atOneEnd` says that both runs came to the same end by the same steps; what only one of
 *   them has written by then is a difference, however early that end is.
 */
export function compareStates(before: SideState, after: SideState, atOneEnd = false): FactChange[] {
  const facts = [
    ...before.state.keys(),
    ...[...after.state.keys()].filter((fact) => !before.state.has(fact)),
  ];
  return facts.flatMap((fact) => {
    const left = before.state.get(fact) ?? absent;
    const right = after.state.get(fact) ?? absent;
    if (left === right) return [];
    if (!atOneEnd && (isNotReached(before, fact) || isNotReached(after, fact))) return [];
    return [{ fact, before: left, after: right }];
  });
}

/**
 * A run that was cut short has not got round to changing what it never touched, and holds what it
 * took on the way: neither is a difference between the two texts.
 */
function isNotReached(side: SideState, fact: string): boolean {
  if (side.outcome.kind === "returned") return false;
  return fact.startsWith("held ") || side.state.get(fact) === side.initialState.get(fact);
}
