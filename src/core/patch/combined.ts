// SPDX-License-Identifier: MIT
// The diff of a merge against all its parents at once. A line has a column for each parent, so no
// one text is "before": it is read to be shown, and nothing of it is placed or run.
import type { Diagnostic } from "../base";
import { hunksMax } from "./limits";
import type { MergeHunk, MergeLine } from "./patch";
import { decodeName, isSafePath } from "./path";
import type { StreamLine, StreamLines } from "./stream";

const parentsMax = 32;
/** Hunks read between two steps; some 3 ms. */
const hunksPerStep = 1_000;
const headerWords =
  /^(?:index|mode|new file|deleted file|similarity|rename|---|\+\+\+|Binary)\b|^[-+]{3} /;

/** One file of a merge's diff as one message quotes it. */
export interface MergeCopy {
  readonly path: string;
  readonly change: "combined";
  readonly headerLines: readonly StreamLine[];
  readonly merge: readonly MergeHunk[];
}

/** Whether the header of such a diff, or a hunk of it, begins with a line. */
export const beginsCombined = (text: string): boolean =>
  text.startsWith("@@@") || /^diff --(?:cc|combined) \S/.test(text);

/**
 * Reads one file of a merge's diff.
 * - Shape: -> what is shown of it, and the index of the first line behind it.
 * - Source: git-diff(1), "combined diff format".
 */
export function* readCombined(
  lines: StreamLines,
  at: number,
): Generator<void, { readonly file: MergeCopy; readonly end: number; readonly note: Diagnostic }> {
  const first = lines.at(at) as StreamLine;
  const name = /^diff --(?:cc|combined) (.{1,4096})$/.exec(first.text)?.[1];
  const path = name === undefined ? "" : decodeName(name);
  let end = name === undefined ? at : at + 1;
  while (end < lines.length && headerWords.test(lines.textAt(end))) end++;
  const headerLines: StreamLine[] = [];
  for (let line = at; line < end; line++) headerLines.push(lines.at(line) as StreamLine);
  const merge: MergeHunk[] = [];
  while (lines.textAt(end).startsWith("@@@")) {
    const read = readHunk(lines, end);
    if (!read) break;
    merge.push(read.hunk);
    if (merge.length % hunksPerStep === 0) yield;
    if (merge.length >= hunksMax) break;
    end = read.end;
  }
  const parents = merge[0]?.parents ?? 2;
  return {
    file: {
      path: isSafePath(path) ? path : "",
      change: "combined",
      headerLines,
      merge,
    },
    end: Math.max(end, at + 1),
    note: {
      code: "patch/combined",
      severity: "warning",
      message: `a merge of ${parents} parents is shown, not run: no one text is before`,
      span: first.span,
    },
  };
}

/** "@@@ -1,2 -1,3 +1,4 @@@ section": one sign more than parents, on both sides. */
function readHunk(
  lines: StreamLines,
  at: number,
): { readonly hunk: MergeHunk; readonly end: number } | undefined {
  const head = lines.at(at);
  const found = /^(@{3,33}) ([-+\d, ]{5,1000}) \1 ?(.{0,1000})/.exec(head?.text ?? "");
  const parents = (found?.[1]?.length ?? 0) - 1;
  const counts = (found?.[2] ?? "").split(" ").flatMap((range) => countOf(range) ?? []);
  if (!head || !found || parents > parentsMax || counts.length !== parents + 1) return undefined;
  const seen = counts.map(() => 0);
  const isMet = (): boolean => seen.every((count, index) => count >= (counts[index] ?? 0));
  const shown: MergeLine[] = [];
  let end = at + 1;
  for (; end < lines.length && !isMet(); end++) {
    const line = lines.at(end) as StreamLine;
    if (line.text.startsWith("\\ ")) continue;
    const marks = line.text === "" ? " ".repeat(parents) : line.text.slice(0, parents);
    if (marks.length < parents || /[^ +-]/.test(marks)) break;
    count(marks, seen);
    shown.push({ marks, text: line.text.slice(parents), span: line.span });
  }
  return {
    hunk: {
      parents,
      numbers: found[2] ?? "",
      section: (found[3] ?? "").trimEnd(),
      lines: shown,
      isWhole: isMet(),
      span: head.span,
    },
    end,
  };
}

/**
 * A line with a "-" was in the parents that have one; any other is in the result, and in the
 * parents whose column is blank.
 */
function count(marks: string, seen: number[]): void {
  const isGone = marks.includes("-");
  const result = seen.length - 1;
  for (let parent = 0; parent < result; parent++)
    if (marks[parent] === (isGone ? "-" : " ")) seen[parent] = (seen[parent] ?? 0) + 1;
  if (!isGone) seen[result] = (seen[result] ?? 0) + 1;
}

/** The count of "-12,3"; a missing one is 1. */
function countOf(range: string): number | undefined {
  const found = /^[-+]\d{1,10}(?:,(\d{1,10}))?$/.exec(range);
  return found ? Number(found[1] ?? 1) : undefined;
}
