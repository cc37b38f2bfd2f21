// SPDX-License-Identifier: MIT
import type { Position } from "../cc";

/** A frame of the simulated stack; innermost first. */
export interface StackFrame {
  readonly function: string;
  /** The statement that traps, or the call on the way to it. */
  readonly position: Position;
}

/** How one run ended; every kind but "returned" outranks the verdicts. */
export type Outcome =
  | { readonly kind: "returned"; readonly function: string; readonly value?: string }
  | {
      readonly kind: "trapped";
      /** The engine's stable kind, such as "null" or "undefined-decides". */
      readonly trap: string;
      readonly message: string;
      readonly position: Position;
      readonly function: string;
      readonly stack: readonly StackFrame[];
      /** For undefined values: the object and declaration nobody set. */
      readonly origin?: string;
      readonly originPosition?: Position;
    }
  | { readonly kind: "deadlocked"; readonly waits: readonly string[]; readonly position: Position }
  | { readonly kind: "out-of-budget"; readonly limit: number; readonly position: Position }
  | { readonly kind: "not-runnable"; readonly reason: string };

/** "Holds" always means: in this run. */
export interface Verdict {
  /** Row of the list of invariants and a name: "I1-no-stale-mapping". */
  readonly invariant: string;
  readonly state: "holds" | "broken" | "unknown";
  /** The step of the first event that breaks it. */
  readonly firstEvent?: number;
  readonly why: string;
}
