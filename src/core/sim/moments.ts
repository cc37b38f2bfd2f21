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

/** Which stimuli wait for a moment in the midst of another one, and what ends the turn at hand. */
export class Moments {
  /** The moment that ends the turn at hand. */
  private turn: { readonly at: At; seen: number } | undefined;

  private readonly waiting: { readonly stimulus: Awaiting; seen: number }[];

  constructor(stimuli: readonly Stimulus[]) {
    this.waiting = stimuli
      .filter((stimulus): stimulus is Awaiting => stimulus.at !== undefined)
      .map((stimulus) => ({ stimulus, seen: 0 }));
  }

  /** Cheap, for the many moments that nobody waits for. */
  isAwaited(on: At["on"], name: string): boolean {
    return this.awaited.some((at) => at.on === on && at.name === name);
  }

  /** Functions of which each access of memory may be somebody's moment. */
  get watchedFunctions(): ReadonlySet<string> {
    return new Set(
      this.awaited
        .filter(({ on }) => on === "load" || on === "store")
        .map((at) => at.with["function"] ?? ""),
    );
  }

  private get awaited(): readonly At[] {
    const waiting = this.waiting.map(({ stimulus: { at } }) => at);
    return this.turn ? [...waiting, this.turn.at] : waiting;
  }

  /** A turn begins that ends with a moment; undefined: with nothing of the kind. */
  beginTurn(at: At | undefined): void {
    this.turn = at && { at, seen: 0 };
  }

  /** Whether this is the moment that the turn ends with; there is one. */
  endsTurn(occasion: Occasion): boolean {
    if (!this.turn || !isMoment(this.turn.at, occasion)) return false;
    this.turn.seen++;
    if (this.turn.seen !== this.turn.at.nth) return false;
    this.turn = undefined;
    return true;
  }

  /** The moment that a turn was to end with, where it did not come. */
  get missed(): At | undefined {
    return this.turn?.at;
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
