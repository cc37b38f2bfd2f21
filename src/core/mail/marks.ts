// SPDX-License-Identifier: MIT
// Quote marks other than ">": bars ("| "), and the name of who is quoted ("Ann> ", "AB> ").
import type { LineTable } from "./source";
import { markOf, toBodyLine, type QuotedLine } from "./quote";

/** Answers that quote so within one another. */
const roundsMax = 4;
/** What one sure sign counts, and what a mark needs to be believed. */
const enough = 3;

/**
 * Reads lines quoted by such marks as if they had the usual ones, where what stands behind them
 * shows that they are marks: a diff, or the words below an attribution.
 */
export function usualMarks(lines: QuotedLine[]): QuotedLine[] {
  let read = lines;
  const believed = new Set<string>();
  for (let round = 0; round < roundsMax; round++) {
    addBelieved(read, believed);
    if (
      !believed.size ||
      (round > 0 && !read.some(({ unquoted }) => believed.has(markOf(unquoted))))
    )
      break;
    read = read.map((line) => {
      const mark = markOf(line.unquoted);
      return believed.has(mark) ? withUsual(line, mark, line.table) : line;
    });
  }
  return read;
}

/** Such marks of answers that are quoted themselves. */
const innerMarks = /^(?: ?(?:\||[A-Z][A-Za-z.]{0,19}>)){1,10}/;

function addBelieved(lines: readonly QuotedLine[], believed: Set<string>): void {
  const votes = new Map<string, number>();
  for (const [at, { unquoted, quoteDepth: depth }] of lines.entries()) {
    const mark = markOf(unquoted);
    if (!mark) continue;
    const above = lines[at - 1];
    const isBelowVerb = above?.quoteDepth === depth && /\w:\s*$/.test(above.unquoted);
    const behind = unquoted.slice(mark.length).replace(innerMarks, "");
    const vote = isBelowVerb ? enough : signOf(behind, mark !== "|");
    votes.set(mark, (votes.get(mark) ?? 0) + vote);
  }
  for (const [mark, vote] of votes) if (vote >= enough) believed.add(mark);
}

/** How much what stands behind a mark says that it is one. */
function signOf(behind: string, isName: boolean): number {
  if (/^ ?(?:>[ >]|@@ -\d|diff --git \S|--- a\/|\+\+\+ b\/)/.test(behind)) return enough;
  // Rulers and rows of a table begin and end otherwise.
  if (/^ ?[+-](?![+-])/.test(behind) && !/[|+]\s*$/.test(behind)) return 1;
  return isName ? 1 : 0;
}

function withUsual(line: QuotedLine, mark: string, table: LineTable): QuotedLine {
  const { text, unquoted, first, end } = line;
  const before = text.slice(0, text.length - unquoted.length);
  return toBodyLine(`${before}>${unquoted.slice(mark.length)}`, table, first, end);
}
