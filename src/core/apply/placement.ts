// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { LineKind } from "../patch";

/**
 * Which argument brought a patch: the mail under review, an earlier patch of its series, --with or
 * --over.
 */
export type PatchRole = "subject" | "earlier" | "with" | "over";

/** Where one line of a program's text came from. */
export type LineOrigin =
  | { readonly from: "model"; readonly path: string; readonly line: number }
  | { readonly from: "tree"; readonly path: string; readonly line: number }
  | {
      readonly from: "mail";
      readonly span: Span;
      /** The hunk, and the index into its lines. */
      readonly hunk: string;
      readonly hunkLine: number;
      readonly kind: LineKind;
      /** Which argument brought it; the patch under review where there is none. */
      readonly role?: PatchRole;
    }
  /** Made by a placement rule, such as a brace that closes a cut hunk; the assumption says why. */
  | { readonly from: "assumed"; readonly assumption: string };

/** A whole file as one side sees it; `origins[n]` is the origin of line n + 1. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
  readonly origins: readonly LineOrigin[];
  /**
   * Differs from the base, line for line, in nothing but enumeration constants it has besides; no
   * file that is as in the base names those.
   */
  readonly onlyConstants?: boolean;
}

/** One departure from what the mail or the model says literally. */
export interface Assumption {
  /** Stable within an examination: "A1", "A2", ... in order. */
  readonly id: string;
  /** What kind of departure: stable, such as "apply/cut-tail-closed". */
  readonly code: string;
  /** One sentence for the reader. */
  readonly text: string;
  readonly hunk?: string;
  readonly lines: readonly Span[];
}

export interface PlacementTarget {
  readonly path: string;
  readonly item:
    "function" | "struct" | "enum" | "macro" | "include" | "variable" | "declaration" | "new";
  readonly name: string;
  /** Base lines [startLine, endLine], counted from 1, that the hunk's words replace. */
  readonly startLine: number;
  readonly endLine: number;
}

/** Where a hunk stands in the base. */
export interface Placement {
  readonly hunk: string;
  readonly patch: number;
  readonly role: PatchRole;
  readonly kind: "exact" | "aligned" | "inferred" | "already-there" | "absent";
  readonly level: string;
  /** Of the perfect score, 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly targets: readonly PlacementTarget[];
  /**
   * Locals that the mail names otherwise than the base: the mail's name, and the base's that is
   * run.
   */
  readonly names?: readonly { readonly from: string; readonly to: string }[];
}

/** Both sides as texts: only the files that differ from the base. */
export interface Application {
  readonly level: string;
  readonly before: ReadonlyMap<string, PlacedText>;
  readonly after: ReadonlyMap<string, PlacedText>;
  readonly placements: readonly Placement[];
  readonly assumptions: readonly Assumption[];
  /**
   * Set where a side must not be run, with the reason (a cut hunk whose replacement may be lost,
   * ...).
   */
  readonly notRunnable?: { readonly reason: string; readonly lines: readonly Span[] };
}
