// SPDX-License-Identifier: MIT
import type { FirstLook, SideLook } from "../review";

/** One line for a result that is there before the report: what each side breaks, what differs. */
export function lookText(look: FirstLook): string {
  const { scenario, before, after, changed, verdictChanges, endChanges, firstDivergence } = look;
  const change = verdictChanges || endChanges ? "verdict changes" : changed ? "differs" : "same";
  const first = firstDivergence === undefined ? "" : ` (${firstDivergence})`;
  const sides = `${sideText(before)} | ${sideText(after)}`;
  return `patch ${look.patch}, ${scenario}: ${sides}: ${change}${first}`;
}

function sideText({ outcome, broken }: SideLook): string {
  const end = outcome.kind === "returned" ? [] : [outcome.kind];
  const rows = broken.map((invariant) => invariant.split("-")[0]).join(" ");
  return [...end, ...(rows ? [`broken ${rows}`] : [])].join(", ") || "nothing broken";
}
