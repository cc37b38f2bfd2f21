// SPDX-License-Identifier: MIT
// The end of a report for a terminal: revisions, added lines, placements and assumptions.
import {
  isByHand,
  type LineCoverage,
  type PatchExamination,
  type RevisionComparison,
} from "../review";
import { dependenceTexts } from "./depend";
import { sideWord } from "./side-word";
import { wrap } from "./wrap";

/** More state changes, divergences or places than this are counted, not listed. */
const listLimit = 8;

export function listed<T>(items: readonly T[], line: (item: T) => string): string[] {
  const more = items.length - listLimit;
  return [
    ...items.slice(0, listLimit).flatMap((item) => wrap(line(item), 4)),
    ...(0 < more ? [`    ... and ${more} more`] : []),
  ];
}

/** What the first runs assume; nothing, where the user set nothing by hand. */
export function standText({ assumptions }: PatchExamination): string {
  const ids = assumptions.filter(isByHand).map(({ id }) => id);
  return `as the texts stand${ids.length ? `, with what was set by hand (${ids.join(", ")})` : ""}`;
}

// ---- revisions ----

export function revisionLines(revisions: RevisionComparison): string[] {
  const { older, newer, subject, scenarios, changelog } = revisions;
  const name = ({ patch, revision }: typeof older): string => `v${revision} (patch ${patch})`;
  return [
    "",
    ...wrap(`${name(older)} against ${name(newer)}  ${subject}`, 0),
    ...(scenarios.length ? [] : ["  Neither changes anything in any scenario."]),
    ...scenarios.flatMap(({ id, appears, vanishes, stays }) => [
      ...wrap(`${id}:`, 2),
      ...listed(appears, (text) => `appears: ${text}`),
      ...listed(vanishes, (text) => `vanishes: ${text}`),
      ...listed(stays, (text) => `stays: ${text}`),
    ]),
    ...(changelog.length
      ? [`  What v${newer.revision} says it changed:`]
      : [`  v${newer.revision} says nowhere what it changed.`]),
    ...changelog.flatMap((line) => wrap(`> ${line}`, 4)),
  ];
}

// ---- comments ----

/** Of a comment so much is repeated that a reader finds it again. */
const commentChars = 160;

/** What people wrote, each with the scenarios that bear on it and what those showed. */
export function commentLines({ comments, scenarios: shown }: PatchExamination): string[] {
  return comments.flatMap(({ author, text, span, scenarios }) => [
    ...wrap(`${author} wrote [mail:${span.line}]: ${shortened(text)}`, 0),
    ...scenarios.flatMap(({ id, title, why, found }) => {
      const above = shown.find((one) => one.id === id);
      const head = `${id}: ${title} (${why.join("; ")})`;
      if (!above)
        return [
          ...wrap(head, 2),
          ...(found.length ? found : [`not run here: --scenario ${id}`]).flatMap((one) =>
            wrap(one, 4),
          ),
        ];
      return wrap(`${head}, above: ${sideWord(above.before)} | ${sideWord(above.after)}`, 2);
    }),
  ]);
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length <= commentChars
    ? words
    : `${words.slice(0, commentChars).replace(/\s\S*$/, "")} ...`;
}

// ---- coverage, placements, assumptions ----

/** Lines that have no place in the model are in none of the counts. */
function absentText({ placements }: PatchExamination): string {
  const absent = placements
    .filter(({ role, kind }) => role === "subject" && kind === "absent")
    .map(({ hunk }) => hunk);
  if (!absent.length) return "";
  const shown = absent.slice(0, listLimit).join(", ");
  const more = listLimit < absent.length ? ", ..." : "";
  const [hunks, are] = absent.length === 1 ? ["hunk", "is"] : ["hunks", "are"];
  return `; ${hunks} ${shown}${more} ${are} absent and not counted`;
}

export function coverageLines(patch: PatchExamination): string[] {
  const { coverage } = patch;
  const counted = (what: string, { executable, ran, noCode }: LineCoverage): string[] =>
    wrap(
      `${what} lines: ${ran} of ${executable} with code ran in some scenario ` +
        `${standText(patch)}; ${noCode} carr${noCode === 1 ? "ies" : "y"} no code` +
        `${absentText(patch)}.`,
      0,
    );
  const { removed } = coverage;
  return [
    ...counted("Added", coverage),
    ...unrunLines(coverage),
    ...(removed.executable ? [...counted("Removed", removed), ...unrunLines(removed)] : []),
  ];
}

/** Lines that one reason kept from running are told together. */
function unrunLines({ notRun }: LineCoverage): string[] {
  const reasons = [...new Set(notRun.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => [
    ...notRun
      .filter((line) => line.reason === reason)
      .flatMap(({ text, place }) => wrap(`never ran: ${text} [${place.text}]`, 2)),
    ...wrap(`because ${reason}`, 4),
  ]);
}

const roleTexts = {
  subject: "",
  earlier: " (earlier in the series)",
  with: " (--with)",
  over: " (--over)",
} as const;

export function placementLines(patch: PatchExamination): string[] {
  return [
    ...patch.placements.flatMap((placement) => {
      const role = roleTexts[placement.role];
      const targets = placement.targets.map((target) => `${target.name} (${target.path})`);
      return wrap(
        `hunk ${placement.hunk}${role}: ${placement.kind}` +
          (targets.length ? ` in ${targets.join(", ")}` : "") +
          `, ${Math.round(placement.score * 100)} %: ${placement.reasons.join("; ")}`,
        0,
      );
    }),
    ...patch.assumptions.flatMap((assumption) => {
      const lines = [...new Set(assumption.lines.map((span) => `mail:${span.line}`))].join(", ");
      return wrap(
        [
          `assumption ${assumption.id}: ${assumption.text}${lines ? ` [${lines}]` : ""}`,
          ...dependenceTexts(patch, assumption.id),
        ].join(" "),
        0,
      );
    }),
  ];
}
