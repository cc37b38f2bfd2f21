// SPDX-License-Identifier: MIT
import type { Machine } from "../interp";
import { readState } from "../world";

/** A named fact that a step made true, another, or untrue ("none"). */
export interface FactStep {
  readonly fact: string;
  readonly from: string;
  readonly to: string;
}

const absent = "none";

/**
 * What the facts of the world were at every event of a run, as what became different since the
 * event before: what an event tells of may have been done just before it was told.
 */
export class History {
  private readonly steps: (readonly FactStep[])[] = [];

  constructor(
    private readonly machine: Machine,
    private facts: ReadonlyMap<string, string>,
  ) {}

  /** The world as it is now belongs to the next step. */
  tell(): void {
    const before = this.facts;
    const now = readState(this.machine);
    this.steps.push(factsBetween(before, now));
    this.facts = now;
  }

  /** By step, counted from 0; what became different after the last event stands at the end. */
  told(): readonly (readonly FactStep[])[] {
    this.tell();
    return this.steps;
  }
}

const nothing: readonly FactStep[] = [];

function factsBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly FactStep[] {
  let found: FactStep[] | undefined;
  for (const [fact, to] of after) {
    const from = before.get(fact) ?? absent;
    if (from !== to) (found ??= []).push({ fact, from, to });
  }
  for (const [fact, from] of before)
    if (!after.has(fact) && from !== absent) (found ??= []).push({ fact, from, to: absent });
  return found ?? nothing;
}
