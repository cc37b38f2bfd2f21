// SPDX-License-Identifier: MIT
import type { Program } from "../cc";
import type { Force, Machine } from "../interp";

/** A decision that is made to fall one way at certain times it is asked, counted from 1. */
export interface TimedForce extends Force {
  readonly times: readonly number[];
}

/** Counts how often decisions are asked, and forces them at the times they are to be. */
export class TimedForces {
  private readonly counted: { readonly force: TimedForce; readonly id: number; asked: number }[];

  private isArmed = false;

  constructor(
    private readonly machine: Machine,
    program: Program,
    /** Those that hold all the time. */
    private readonly always: readonly Force[],
    timed: readonly TimedForce[],
  ) {
    this.counted = timed.flatMap((force) => {
      const decision = program.decisions.find(
        ({ kind, position: { path, line, column } }) =>
          kind !== "switch" &&
          path === force.path &&
          line === force.line &&
          (force.column === undefined || column === force.column),
      );
      return decision ? [{ force, id: decision.id, asked: 0 }] : [];
    });
    this.arm();
  }

  /** A decision has just fallen; the next time may be one at which another is wanted. */
  asked(decision: number): void {
    const found = this.counted.filter(({ id }) => id === decision);
    if (!found.length) return;
    for (const one of found) one.asked++;
    this.arm();
  }

  /** How often each was asked, in the order given. */
  told(): readonly number[] {
    return this.counted.map(({ asked }) => asked);
  }

  /** Forces what is due the next time it is asked, and only that. */
  private arm(): void {
    const due = this.counted.filter(({ force, asked }) => force.times.includes(asked + 1));
    if (!due.length && !this.isArmed) return;
    this.isArmed = 0 < due.length;
    this.machine.setForces([...this.always, ...due.map(({ force }) => force)]);
  }
}
