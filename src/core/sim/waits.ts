// SPDX-License-Identifier: MIT
import type { ThreadState } from "../interp";
import { argumentOf } from "./monitor";
import type { Outcome } from "./outcome";
import type { TraceEvent } from "./trace";

type Blocked = Extract<ThreadState, { readonly kind: "blocked" }>;

interface Wait {
  readonly process: string;
  readonly what: string;
  readonly heldBy: string;
}

/** Whoever cannot go on, and for whom it waits. */
export class Waits {
  private readonly waits = new Map<string, Wait>();
  private found: Outcome | undefined;

  /** The run ends deadlocked: somebody waits, through whoever it may be, for itself. */
  get outcome(): Outcome | undefined {
    return this.found;
  }

  get cycle(): boolean {
    return this.found !== undefined;
  }

  /** A process is blocked; the event before says by whom, where a lock's holder is known. */
  blocked(stop: Blocked, events: readonly TraceEvent[], isNested: boolean): void {
    const event = events.at(-1);
    const isTold = event?.kind === "host" && event.name === "wait";
    const wait: Wait = isTold
      ? {
          process: argumentOf(event, "process"),
          what: whatOf(event),
          heldBy: argumentOf(event, "held_by"),
        }
      : { process: "", what: stop.on, heldBy: "" };
    // In the midst of somebody else's call that one is who it may wait for.
    if (!isTold && isNested) return;
    if (!isTold || wait.heldBy === wait.process) {
      this.found = { kind: "deadlocked", waits: [stop.on], position: stop.position };
      return;
    }
    this.waits.set(wait.process, wait);
    const chain = this.chainFrom(wait);
    if (chain)
      this.found = {
        kind: "deadlocked",
        waits: chain.map(
          ({ process, what, heldBy }) => `${process} waits for ${what}, which ${heldBy} holds`,
        ),
        position: stop.position,
      };
  }

  /** Somebody goes on who waited. */
  woken(process: string): void {
    this.waits.delete(process);
  }

  /** From one who waits back to itself; undefined where the chain ends elsewhere. */
  private chainFrom(first: Wait): readonly Wait[] | undefined {
    const chain = [first];
    for (let next = this.waits.get(first.heldBy); next; next = this.waits.get(next.heldBy)) {
      if (next === first) return chain;
      if (chain.includes(next)) return undefined;
      chain.push(next);
    }
    return undefined;
  }
}

function whatOf(event: TraceEvent): string {
  const of = argumentOf(event, "of");
  return `${argumentOf(event, "for")}${of === "none" || of === "" ? "" : ` of ${of}`}`;
}
