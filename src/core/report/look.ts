// SPDX-License-Identifier: MIT
import type { FirstLook } from "../review";
import { sideWord } from "./side-word";

/** One line for a result that is there before the report: what each side breaks, what differs. */
export function lookText(look: FirstLook): string {
  const { scenario, before, after, changed, verdictChanges, endChanges, firstDivergence } = look;
  const change = verdictChanges || endChanges ? "verdict changes" : changed ? "differs" : "same";
  const first = firstDivergence === undefined ? "" : ` (${firstDivergence})`;
  const sides = `${sideWord(before)} | ${sideWord(after)}`;
  return `patch ${look.patch}, ${scenario}: ${sides}: ${change}${first}`;
}
