// SPDX-License-Identifier: MIT
import type { At, Stimulus } from "../world";
import type { TraceArgument } from "./trace";

/** Something a stimulus may wait for. */
export interface Occasion {
  readonly on: At["on"];
  readonly name: string;
  readonly args: readonly TraceArgument[];
  readonly process: string;
}

type Awaiting = Stimulus & { readonly at: At };

/** Which stimuli of a scenario wait for a moment in the midst of another one. */
export class Moments {
  private readonly waiting: { readonly stimulus: Awaiting; seen: number }[];

  constructor(stimuli: readonly Stimulus[]) {
    this.waiting = stimuli
      .filter((stimulus): stimulus is Awaiting => stimulus.at !== undefined)
      .map((stimulus) => ({ stimulus, seen: 0 }));
  }

  /** Cheap, for the many moments that nobody waits for. */
  isAwaited(on: At["on"], name: string): boolean {
    return this.waiting.some(({ stimulus: { at } }) => at.on === on && at.name === name);
  }

  get awaitsDecisions(): boolean {
    return this.waiting.some(({ stimulus: { at } }) => at.on === "decision");
  }

  /** The stimuli whose moment this is, in their order; each has one. */
  due(occasion: Occasion): readonly Stimulus[] {
    const due = this.waiting.filter((one) => {
      if (!isMoment(one.stimulus.at, occasion)) return false;
      one.seen++;
      return one.seen === one.stimulus.at.nth;
    });
    for (const one of due) this.waiting.splice(this.waiting.indexOf(one), 1);
    return due.map(({ stimulus }) => stimulus);
  }

  unreached(): readonly Awaiting[] {
    return this.waiting.map(({ stimulus }) => stimulus);
  }
}

function isMoment(at: At, { on, name, args, process }: Occasion): boolean {
  if (at.on !== on || at.name !== name || (at.in !== undefined && at.in !== process)) return false;
  return Object.entries(at.with).every(([key, wanted]) => {
    const value = args.find((argument) => argument.name === key)?.value;
    // A message is known by some of its words.
    return name === "message" ? value?.includes(wanted) : value === wanted;
  });
}
