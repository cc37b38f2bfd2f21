// SPDX-License-Identifier: MIT
import type { Span } from "./span";

export type Severity = "error" | "warning" | "information";

/** What was wrong or odd with an input; codes are stable and listed in ARCHITECTURE.md. */
export interface Diagnostic {
  /** Folder and kebab-case reason, such as "patch/hunk-cut". */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span;
}

/** A value, always the best there is, and what was wrong on the way to it. */
export interface Parsed<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
