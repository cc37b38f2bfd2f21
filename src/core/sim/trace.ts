// SPDX-License-Identifier: MIT
import type { Position } from "../cc";

export interface TraceArgument {
  readonly name: string;
  /** Address-free: names of world objects, enum names, decimal or 0x numbers, "undefined". */
  readonly value: string;
}

/** One thing that happened in a run. */
export interface TraceEvent {
  /** Counted from 1. */
  readonly step: number;
  /** The process of the world on whose behalf it happened, such as "SH". */
  readonly thread: string;
  /** How many traced calls enclose it. */
  readonly depth: number;
  readonly kind:
    "call" | "return" | "host" | "message" | "undefined" | "unknown-callee" | "stimulus";
  /** A kernel function, the kind of a host event ("signal"), or a message's level. */
  readonly name: string;
  readonly args: readonly TraceArgument[];
  /** The event in one line as a kernel reader would write it. */
  readonly text: string;
  /** In the side's own text; mapped through the origins before it is shown. */
  readonly position: Position;
  /**
   * Logical and free of addresses and line numbers: equal in both runs when the same thing happens.
   */
  readonly key: string;
}
