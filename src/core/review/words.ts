// SPDX-License-Identifier: MIT
// The words for a verdict that changes: the same on every screen and in every report. A rule is
// newly broken only where it was known to hold.
import type { VerdictChange } from "./examination";

export type VerdictWord =
  | "newly broken"
  | "broken, and not decided before"
  | "no longer broken"
  | "holds, and not decided before"
  | "no longer decided";

/** In the order in which they are told. */
export const verdictWords: readonly VerdictWord[] = [
  "newly broken",
  "broken, and not decided before",
  "no longer broken",
  "holds, and not decided before",
  "no longer decided",
];

export function verdictWord({
  before,
  after,
}: Pick<VerdictChange, "before" | "after">): VerdictWord {
  if (after === "unknown") return "no longer decided";
  if (after === "broken")
    return before === "unknown" ? "broken, and not decided before" : "newly broken";
  return before === "unknown" ? "holds, and not decided before" : "no longer broken";
}
