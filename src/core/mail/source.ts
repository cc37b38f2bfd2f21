// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import { decodeBytes, decodeLines } from "./charset";
import { lineLengthMax } from "./limits";
import { linesPerStep } from "./steps";

/** A file as it was given. */
export interface MailSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The lines of a source: line N (from 0) is the bytes from where it begins to where line N + 1
 * does, line end included.
 * - Where lines begin is kept for `blockLines` of them together, as distances from the first: two
 *   bytes each where the lines are short, so that a source of nothing but line ends takes twice its
 *   own size and not four times.
 */
export interface LineTable {
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly blocks: readonly LineBlock[];
  readonly count: number;
  /** Where the bytes are a decoded part: the lines of another table each line came from. */
  readonly coded?: { readonly table: LineTable; readonly first: Uint32Array };
}

interface LineBlock {
  readonly first: number;
  readonly distances: Uint16Array | Uint32Array;
}

/** A half-open range of lines of one table, counted from 0. */
export interface LineRange {
  readonly first: number;
  readonly end: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Bytes searched for line ends between two reports of progress; some 5 ms. */
const sliceBytes = 1024 * 1024;
const blockLines = 4_096;
const blockShift = 12;

/**
 * Finds the lines of a source.
 * - Shape: yields the bytes done so far.
 */
export function* tableInSteps({ bytes, name }: MailSource): Generator<number, LineTable> {
  const blocks: LineBlock[] = [];
  const starts = new Uint32Array(blockLines);
  let filled = bytes.length ? 1 : 0;
  for (let at = 0; at < bytes.length;) {
    const stop = Math.min(bytes.length, at + sliceBytes);
    for (; at < stop; at++) {
      if (bytes[at] !== lineFeed) continue;
      if (filled === blockLines) {
        blocks.push(toBlock(starts));
        filled = 0;
      }
      starts[filled++] = at + 1;
    }
    yield at;
  }
  blocks.push(toBlock(starts.subarray(0, filled)));
  let count = (blocks.length - 1) * blockLines + filled;
  // The last line feed begins no line.
  if (count > 0 && bytes[bytes.length - 1] === lineFeed) count--;
  return { source: name, bytes, blocks, count };
}

function toBlock(starts: Uint32Array): LineBlock {
  const first = starts[0] ?? 0;
  const span = (starts[starts.length - 1] ?? 0) - first;
  const distances = new (span < 0x10000 ? Uint16Array : Uint32Array)(starts.length);
  for (let at = 0; at < starts.length; at++) distances[at] = (starts[at] ?? 0) - first;
  return { first, distances };
}

/** Where a line begins; the end of the source for the line behind the last. */
export function startOf({ bytes, blocks, count }: LineTable, line: number): number {
  if (line >= count) return bytes.length;
  const block = blocks[line >>> blockShift] as LineBlock;
  return block.first + (block.distances[line & (blockLines - 1)] as number);
}

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

export function spanOfLines(table: LineTable, first: number, end: number): Span {
  const { source, coded, count } = table;
  if (coded) {
    const raw = (line: number): number => coded.first[Math.min(line, count - 1)] ?? 0;
    return spanOfLines(coded.table, raw(first), raw(Math.max(first, end - 1)) + 1);
  }
  return {
    source,
    startOffset: startOf(table, first),
    endOffset: end > first ? endOf(table, end - 1) : startOf(table, first),
    line: first + 1,
  };
}

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

/** The lines of a range, decoded by one charset. */
export function* linesOf<T>(
  table: LineTable,
  range: LineRange,
  charset: string,
  make: LineMaker<T>,
): Generator<void, T[]> {
  const from = startOf(table, range.first);
  const texts = yield* decodeLines(table.bytes.subarray(from, startOf(table, range.end)), charset);
  const count = range.end - range.first;
  // An ASCII-compatible charset keeps line ends; for any other each line is decoded alone.
  const aligned = texts.length === count + 1 || texts.length === count;
  const lines: T[] = [];
  for (let index = 0; index < count; index++) {
    if (index % linesPerStep === linesPerStep - 1) yield;
    const line = range.first + index;
    const text = aligned
      ? (texts[index] ?? "")
      : decodeBytes(table.bytes.subarray(startOf(table, line), endOf(table, line)), charset);
    lines.push(make(cleanLine(text), table, line, line + 1));
  }
  return lines;
}
