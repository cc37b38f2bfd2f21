// SPDX-License-Identifier: MIT
// Where a body that quotes more than is worth its memory is cut.
import type { QuotedLine } from "./quote";
import { lineBegins, type LineRange, type LineTable } from "./source";

/** How many of the allowed lines come before the first quoted one too many. */
export function withinQuotes(
  quotedMax: number,
  table: LineTable,
  { first, end }: LineRange,
  allowed: number,
): number {
  if (end - first <= quotedMax) return allowed;
  let quoted = 0;
  for (let line = first; line < end && line < first + allowed; line++)
    if (lineBegins(table, line, ">") && ++quoted > quotedMax) return line - first;
  return allowed;
}

/** The same for what stood in the mail in another form: of coded parts, or of several. */
export function cutQuotes(lines: QuotedLine[], quotedMax: number): QuotedLine[] {
  const end = firstBeyond(lines, quotedMax);
  return end < 0 ? lines : lines.slice(0, end);
}

/** The index of the first quoted line above the limit, -1 without one. */
export function firstBeyond(lines: readonly QuotedLine[], quotedMax: number): number {
  if (lines.length <= quotedMax) return -1;
  let quoted = 0;
  return lines.findIndex(({ quoteDepth }) => quoteDepth > 0 && ++quoted > quotedMax);
}
