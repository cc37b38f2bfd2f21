// SPDX-License-Identifier: MIT
import type { Span } from "../base";
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

/** Bytes searched for line ends between two reports of progress; some 5 ms. */
const sliceBytes = 4 * 1024 * 1024;
/** Bytes for whose line ends the table is made to have room, should there be nothing else. */
const blockBytes = 64 * 1024;
/** Mail has some 45 bytes a line; the table grows where lines are shorter. */
const lineBytesExpected = 24;

/**
 * Finds the lines of a source.
 * - Shape: yields the bytes done so far.
 */
export function* tableInSteps({ bytes, name }: MailSource): Generator<number, LineTable> {
  let starts = new Uint32Array(Math.ceil(bytes.length / lineBytesExpected) + blockBytes);
  let count = bytes.length ? 1 : 0;
  for (let from = 0; from < bytes.length; from += blockBytes) {
    const end = Math.min(bytes.length, from + blockBytes);
    if (count + blockBytes + 2 > starts.length) starts = grown(starts);
    count = findLines(bytes, from, end, starts, count);
    if (end % sliceBytes === 0) yield end;
  }
  // The last line feed begins no line.
  if (count > 0 && starts[count - 1] === bytes.length) count--;
  starts[count] = bytes.length;
  return { source: name, bytes, starts: starts.subarray(0, count + 1), count };
}

function grown(starts: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(starts.length + (starts.length >> 1) + blockBytes);
  larger.set(starts);
  return larger;
}

/** Writes where lines begin behind the line feeds of a block; -> how many lines begin so far. */
function findLines(
  bytes: Uint8Array,
  from: number,
  end: number,
  starts: Uint32Array,
  count: number,
): number {
  let next = count;
  for (let at = from; at < end; at++) if (bytes[at] === lineFeed) starts[next++] = at + 1;
  return next;
}

/** Where a line begins; the end of the source for the line behind the last. */
export const startOf = (table: LineTable, line: number): number =>
  table.starts[line < table.count ? line : table.count] ?? 0;

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

/** Makes something of one decoded line and the raw lines [first, end) it came from. */
export type LineMaker<T> = (text: string, table: LineTable, first: number, end: number) => T;

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
  if (table.bytes[start] !== ascii.charCodeAt(0)) return false;
  if (endOf(table, line) - start < ascii.length) return false;
  for (let at = 0; at < ascii.length; at++)
    if (table.bytes[start + at] !== ascii.charCodeAt(at)) return false;
  return true;
}

/** A line without its carriage return, cut at the length that regular expressions may see. */
export function cleanLine(text: string): string {
  const last = text.length - 1;
  const line = text.charCodeAt(last) === carriageReturn ? text.slice(0, last) : text;
  return line.length > lineLengthMax ? line.slice(0, lineLengthMax) : line;
}

/** The lines of a range, decoded one way. */
export function linesOf<T>(
  table: LineTable,
  range: LineRange,
  decode: (bytes: Uint8Array) => string,
  make: LineMaker<T>,
): T[] {
  const from = startOf(table, range.first);
  const texts = decode(table.bytes.subarray(from, startOf(table, range.end))).split("\n");
  const count = range.end - range.first;
  // An ASCII-compatible charset keeps line ends; for any other each line is decoded alone.
  const aligned = texts.length === count + 1 || texts.length === count;
  const lines: T[] = [];
  for (let index = 0; index < count; index++) {
    const line = range.first + index;
    const text = aligned
      ? (texts[index] ?? "")
      : decode(table.bytes.subarray(startOf(table, line), endOf(table, line)));
    lines.push(make(cleanLine(text), table, line, line + 1));
  }
  return lines;
}
