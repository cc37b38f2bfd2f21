// SPDX-License-Identifier: MIT
// Where a body is cut that quotes more, or has more lines of next to nothing, than is worth their
// memory.
import { bodyLineBytesLeast, bodyLinesFree } from "./limits";
import type { QuotedLine } from "./quote";
import { lineBegins, startOf, type LineRange, type LineTable } from "./source";

/** Whether a line is one too many for the bytes of the body before it. */
const isTooMany = (lines: number, bytes: number): boolean =>
  lines >= bodyLinesFree && lines >= bodyLinesFree + bytes / bodyLineBytesLeast;

/** How many of the allowed lines come before the first one too many. */
export function linesWithin(
  quotedMax: number,
  table: LineTable,
  { first, end }: LineRange,
  allowed: number,
): number {
  if (end - first <= quotedMax) return allowed;
  const start = startOf(table, first);
  let quoted = 0;
  for (let line = first; line < end && line < first + allowed; line++) {
    if (lineBegins(table, line, ">") && ++quoted > quotedMax) return line - first;
    if (isTooMany(line - first, startOf(table, line) - start)) return line - first;
  }
  return allowed;
}

/** The same for what stood in the mail in another form: of coded parts, or of several. */
export function cutLines(lines: QuotedLine[], quotedMax: number): QuotedLine[] {
  const end = firstBeyond(lines, quotedMax);
  return end < 0 ? lines : lines.slice(0, end);
}

/** The index of the first line above the limits, -1 without one. */
export function firstBeyond(lines: readonly QuotedLine[], quotedMax: number): number {
  if (lines.length <= quotedMax) return -1;
  let quoted = 0;
  let bytes = 0;
  return lines.findIndex(({ quoteDepth, text }, at) => {
    if (quoteDepth > 0 && ++quoted > quotedMax) return true;
    const isOver = isTooMany(at, bytes);
    bytes += text.length + 1;
    return isOver;
  });
}
