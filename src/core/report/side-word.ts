// SPDX-License-Identifier: MIT
import type { SideLook } from "../review";

/** "I3" of "I3-every-mapper-told", "u1" of "u1-clean-unbind". */
export const rowOf = (name: string): string => name.split("-")[0] ?? name;

/** How one side ends, as a cell of the matrix. */
export function sideWord({ outcome, verdicts }: SideLook): string {
  const broken = verdicts.filter(({ state }) => state === "broken");
  const rows = broken.map(({ invariant }) => rowOf(invariant)).join(" ");
  const end = outcome.kind === "returned" ? "" : outcome.kind;
  const isJudged = verdicts.some(({ state }) => state === "holds");
  const none = isJudged ? "nothing broken" : "nothing judged";
  return [end, rows ? `broken ${rows}` : ""].filter(Boolean).join(", ") || none;
}
