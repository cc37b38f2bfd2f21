// SPDX-License-Identifier: MIT
import type { SourceLine, Span } from "../base";
import { lineLengthMax } from "./limits";

/** A file as it was given. */
export interface MailSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The lines of a source: line N (from 0) is the bytes [starts[N], starts[N + 1]), line end
 * included.
 */
export interface LineTable {
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly count: number;
}

/** A half-open range of lines of one table, counted from 0. */
export interface LineRange {
  readonly first: number;
  readonly end: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export function buildLineTable(source: MailSource): LineTable {
  const { bytes, name } = source;
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count++;
  if (bytes.length && bytes[bytes.length - 1] !== lineFeed) count++;
  const starts = new Uint32Array(count + 1);
  let line = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1))
    starts[++line] = at + 1;
  starts[count] = bytes.length;
  return { source: name, bytes, starts, count };
}

/** Where a line begins; the end of the source for the line behind the last. */
export const startOf = (table: LineTable, line: number): number =>
  table.starts[Math.min(line, table.count)] ?? 0;

/** Where a line ends, its line end excluded. */
export function endOf(table: LineTable, line: number): number {
  const start = startOf(table, line);
  let end = startOf(table, line + 1);
  if (end > start && table.bytes[end - 1] === lineFeed) end--;
  if (end > start && table.bytes[end - 1] === carriageReturn) end--;
  return end;
}

export const isBlankLine = (table: LineTable, line: number): boolean =>
  endOf(table, line) === startOf(table, line);

export const spanOfLines = (table: LineTable, first: number, end: number): Span => ({
  source: table.source,
  startOffset: startOf(table, first),
  endOffset: end > first ? endOf(table, end - 1) : startOf(table, first),
  line: first + 1,
});

/** One line as Latin-1, for recognising ASCII structure; never for showing. */
export function asciiLine(table: LineTable, line: number, lengthMax = 1_000): string {
  const start = startOf(table, line);
  const end = Math.min(endOf(table, line), start + lengthMax);
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(table.bytes[at] ?? 0);
  return text;
}

/** Whether a line begins with these ASCII bytes. */
export function lineBegins(table: LineTable, line: number, ascii: string): boolean {
  const start = startOf(table, line);
  if (endOf(table, line) - start < ascii.length) return false;
  for (let at = 0; at < ascii.length; at++)
    if (table.bytes[start + at] !== ascii.charCodeAt(at)) return false;
  return true;
}

/** Cuts a line at the length that regular expressions may see. */
export const capLine = (text: string): string =>
  text.length > lineLengthMax ? text.slice(0, lineLengthMax) : text;

/** The lines of a range, decoded one way. */
export function linesOf(
  table: LineTable,
  range: LineRange,
  decode: (bytes: Uint8Array) => string,
): SourceLine[] {
  const from = startOf(table, range.first);
  const texts = decode(table.bytes.subarray(from, startOf(table, range.end))).split("\n");
  const count = range.end - range.first;
  // An ASCII-compatible charset keeps line ends; for any other each line is decoded alone.
  const aligned = texts.length === count + 1 || texts.length === count;
  const lines: SourceLine[] = [];
  for (let index = 0; index < count; index++) {
    const line = range.first + index;
    const text = aligned
      ? (texts[index] ?? "")
      : decode(table.bytes.subarray(startOf(table, line), endOf(table, line)));
    lines.push({
      text: capLine(text.endsWith("\r") ? text.slice(0, -1) : text),
      span: spanOfLines(table, line, line + 1),
    });
  }
  return lines;
}
