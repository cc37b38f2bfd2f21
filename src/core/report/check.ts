// SPDX-License-Identifier: MIT
import { isWrittenNowhere, ranText, type Examination, type PatchExamination } from "../review";
import { findingsOf } from "./findings";

/** One result as b4 shows it beside a patch. */
export interface CheckResult {
  readonly tool: string;
  readonly status: "pass" | "warn" | "fail";
  readonly summary: string;
  readonly details: string;
}

/**
 * One result per patch.
 * - Shape: "fail" where the patch as it stands breaks a rule or ends a run that ended before;
 *   "warn" for what was found only under assumptions, for lines that never ran, and for what could
 *   not be run or shown; "pass" otherwise, with counts.
 * - Source: b4's documentation of external checks: a JSON array on standard output, of objects with
 *   tool, status, summary and details.
 */
export const checkResults = ({ patches, ranOn }: Examination): readonly CheckResult[] =>
  patches.map((patch) => resultOf(patch, ranOn));

function resultOf(patch: PatchExamination, ranOn: string): CheckResult {
  const findings = findingsOf(patch);
  const literal = findings.filter(
    ({ kind, assumptions }) => kind !== "never-ran" && !assumptions.length,
  );
  const isOpen =
    findings.length > 0 ||
    patch.notRunnable !== undefined ||
    isNowhere(patch) ||
    patch.assumptions.some(isWrittenNowhere);
  const status = literal.length ? "fail" : isOpen ? "warn" : "pass";
  const first = literal[0] ?? findings[0];
  const details = [
    patch.headline,
    ...findings.flatMap(({ summary, assumptions, trace }) => [
      "",
      summary,
      ...assumptions.map((text) => `  assumed: ${text}`),
      ...trace.map((text) => `  ${text}`),
    ]),
    "",
    `Ran on ${ranOn}.`,
  ];
  return {
    tool: "hunkscope",
    status,
    summary: first?.summary ?? (patch.notRunnable !== undefined ? patch.headline : passText(patch)),
    details: details.join("\n"),
  };
}

const isNowhere = ({ placements }: PatchExamination): boolean =>
  placements.length > 0 && placements.every(({ kind }) => kind === "absent");

function passText(patch: PatchExamination): string {
  const { scenarios, coverage, placements } = patch;
  if (placements.every(({ kind }) => kind === "absent")) return patch.headline;
  const [lost] = patch.assumptions.filter(isWrittenNowhere);
  const unknown = lost ? `${lost.text.split(":")[0]}, and what is written to it is lost; ` : "";
  const count = `${scenarios.length} scenario${scenarios.length === 1 ? "" : "s"}`;
  return `${unknown}no rule newly broken in ${count}; ${ranText(coverage)} ran`;
}
