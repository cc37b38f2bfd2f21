// SPDX-License-Identifier: MIT
import type { Choices } from "../base";
import type { Until } from "./pause";
import type { Thread, Threads, ThreadState } from "./threads";
import type { Stop } from "./trap";

/** Who runs when: all freedom that threads have. */
export interface Schedule {
  /** Picks one of those that can run; undefined: nobody any more. */
  next(ready: readonly Thread[], last: Thread | undefined): Thread | undefined;
  /** Where others get a turn besides where a thread blocks or ends. */
  readonly until?: Until;
  /** A thread is about to run. */
  readonly begins?: (thread: Thread) => void;
  /** A thread ran, and became this. */
  readonly ran?: (thread: Thread, state: ThreadState) => void;
}

/** How threads that ran side by side ended. */
export type Interleaved =
  | { readonly kind: "finished" }
  /** Nobody can go on, and these wait. */
  | { readonly kind: "deadlocked"; readonly waiting: readonly Thread[] }
  | { readonly kind: "stopped"; readonly thread: Thread; readonly stop: Stop }
  /** `next` picked nobody. */
  | { readonly kind: "left" };

/** Runs threads in turn until all are finished, one is stopped, or none can go on. */
export function interleave(threads: Threads, schedule: Schedule): Interleaved {
  let last: Thread | undefined;
  for (;;) {
    const { ready } = threads;
    if (!ready.length) {
      const waiting = threads.all.filter((one) => threads.stateOf(one).kind === "blocked");
      return waiting.length ? { kind: "deadlocked", waiting } : { kind: "finished" };
    }
    const thread = schedule.next(ready, last);
    if (!thread) return { kind: "left" };
    schedule.begins?.(thread);
    const state = threads.run(thread, schedule.until);
    schedule.ran?.(thread, state);
    if (state.kind === "stopped") return { kind: "stopped", thread, stop: state.stop };
    last = thread;
  }
}

/** A schedule's `next` that asks; where only one can run there is no choice. */
export const chosen =
  (choices: Choices) =>
  (ready: readonly Thread[]): Thread | undefined =>
    ready.length < 2
      ? ready[0]
      : ready[choices.next(ready.length, `who runs: ${ready.map(({ name }) => name).join(", ")}`)];
