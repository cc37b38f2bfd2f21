// SPDX-License-Identifier: MIT
import type { Side } from "../review";

/** "I3" of "I3-every-mapper-told", "u1" of "u1-clean-unbind". */
export const rowOf = (name: string): string => name.split("-")[0] ?? name;

/** How one side ends, as a cell of the matrix. */
export function sideWord(side: Side): string {
  const broken = side.verdicts.filter((verdict) => verdict.state === "broken");
  const rows = broken.map((verdict) => rowOf(verdict.invariant)).join(" ");
  const end = side.outcome.kind === "returned" ? "" : side.outcome.kind;
  return [end, rows ? `broken ${rows}` : ""].filter(Boolean).join(", ") || "nothing broken";
}
