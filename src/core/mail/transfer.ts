// SPDX-License-Identifier: MIT
import { base64Digit } from "./base64";
import { decodeLines } from "./charset";
import { partBytesMax } from "./limits";
import { linesPerStep } from "./steps";
import {
  cleanLine,
  endOf,
  linesOf,
  startOf,
  tableInSteps,
  type LineMaker,
  type LineRange,
  type LineTable,
} from "./source";

export type TransferEncoding = "identity" | CodedEncoding;
type CodedEncoding = "quoted-printable" | "base64";

/** Decoded bytes, and for each raw line the offset at which its bytes begin. */
interface Decoded {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
  /** Whether the limit on decoded bytes cut it. */
  readonly cut: boolean;
}

/**
 * Decodes the content of a part to lines; each keeps the raw lines it came from.
 * - Source: RFC 2045 sections 6.7 (quoted-printable) and 6.8 (base64).
 */
export function* decodeTransfer<T>(
  table: LineTable,
  range: LineRange,
  encoding: TransferEncoding,
  charset: string,
  make: LineMaker<T>,
  linesMax: number,
): Generator<void, { readonly lines: T[]; readonly cut: boolean }> {
  if (encoding === "identity")
    return { lines: yield* linesOf(table, range, charset, make), cut: false };
  const first = firstLines(yield* decode(table, range, encoding), linesMax);
  return { lines: yield* linesOfDecoded(table, range, first, charset, make), cut: first.cut };
}

/** The content of a part as a source of its own, whose lines know the lines they came from. */
export function* decodedTable(
  table: LineTable,
  range: LineRange,
  encoding: CodedEncoding,
): Generator<unknown, LineTable> {
  const { bytes, offsets } = yield* decode(table, range, encoding);
  const inner = yield* tableInSteps({ name: table.source, bytes });
  const first = new Uint32Array(inner.count);
  let raw = 0;
  for (let line = 0; line < inner.count; line++) {
    if (line % tableLinesPerStep === tableLinesPerStep - 1) yield;
    const start = startOf(inner, line);
    while (raw + 1 < offsets.length && (offsets[raw + 1] ?? Infinity) <= start) raw++;
    first[line] = range.first + raw;
  }
  return { ...inner, coded: { table, first } };
}

/** Lines of a decoded part that are found again in the raw one between two steps; some 5 ms. */
const tableLinesPerStep = 100_000;

export function encodingOf(header: string): TransferEncoding {
  const name = header.trim().toLowerCase();
  return name === "base64" || name === "quoted-printable" ? name : "identity";
}

/** What decodes to one line end a byte becomes more lines than its source has bytes. */
function firstLines(decoded: Decoded, linesMax: number): Decoded {
  const { bytes } = decoded;
  let lines = 0;
  let end = 0;
  while (end < bytes.length && lines < linesMax) {
    const found = bytes.indexOf(0x0a, end);
    end = found < 0 ? bytes.length : found + 1;
    lines++;
  }
  return end < bytes.length ? { ...decoded, bytes: bytes.subarray(0, end), cut: true } : decoded;
}

function* linesOfDecoded<T>(
  table: LineTable,
  range: LineRange,
  { bytes, offsets }: Decoded,
  charset: string,
  make: LineMaker<T>,
): Generator<void, T[]> {
  const lines: T[] = [];
  const texts = yield* decodeLines(bytes, charset);
  let start = 0;
  let raw = 0;
  for (let index = 0; start < bytes.length; index++) {
    if (index % linesPerStep === linesPerStep - 1) yield;
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found + 1;
    while (raw + 1 < offsets.length && (offsets[raw + 1] ?? Infinity) <= start) raw++;
    let last = raw;
    while (last + 1 < offsets.length && (offsets[last + 1] ?? Infinity) < end) last++;
    const text = texts[index] ?? "";
    lines.push(make(cleanLine(text), table, range.first + raw, range.first + last + 1));
    start = end;
  }
  return lines;
}

const decode = (table: LineTable, range: LineRange, encoding: CodedEncoding) =>
  encoding === "base64" ? decodeBase64(table, range) : decodeQuotedPrintable(table, range);

/** Bytes decoded between two steps; some 5 ms. A line longer than that is decoded in pieces. */
const bytesPerStep = 512 * 1024;

function* decodeQuotedPrintable(table: LineTable, range: LineRange): Generator<void, Decoded> {
  const from = startOf(table, range.first);
  const bytes = new Uint8Array(Math.max(0, startOf(table, range.end) - from));
  const offsets = new Uint32Array(range.end - range.first);
  let out = 0;
  let done = 0;
  for (let line = range.first; line < range.end; line++) {
    offsets[line - range.first] = out;
    const start = startOf(table, line);
    const end = endOf(table, line);
    // Blanks behind a soft break are transport padding; blanks elsewhere are kept, since many
    // senders declare quoted-printable and send raw text ("-- " must survive).
    let content = end;
    while (content > start && isBlank(table.bytes[content - 1])) content--;
    const soft = content > start && table.bytes[content - 1] === 0x3d;
    const stop = soft ? content - 1 : end;
    for (let at = start; at < stop; at++) {
      if (++done % bytesPerStep === 0) yield;
      const byte = table.bytes[at] ?? 0;
      const value = byte === 0x3d ? hexPair(table.bytes, at + 1, stop) : -1;
      bytes[out++] = value < 0 ? byte : value;
      if (value >= 0) at += 2;
    }
    if (!soft) bytes[out++] = 0x0a;
  }
  return { bytes: bytes.subarray(0, out), offsets, cut: false };
}

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;

function hexPair(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end) return -1;
  const high = hexDigit(bytes[at] ?? 0);
  const low = hexDigit(bytes[at + 1] ?? 0);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function* decodeBase64(table: LineTable, range: LineRange): Generator<void, Decoded> {
  const size = startOf(table, range.end) - startOf(table, range.first);
  const bytes = new Uint8Array(Math.min(partBytesMax, Math.ceil((size * 3) / 4) + 3));
  const offsets = new Uint32Array(range.end - range.first);
  let out = 0;
  let bits = 0;
  let held = 0;
  let done = 0;
  for (let line = range.first; line < range.end; line++) {
    offsets[line - range.first] = out;
    const end = endOf(table, line);
    const before = { out, bits, held };
    for (let at = startOf(table, line); at < end; at++) {
      if (++done % bytesPerStep === 0) yield;
      const byte = table.bytes[at] as number;
      const value = base64Digit(byte);
      if (value >= 0) {
        held = (held << 6) | value;
        bits += 6;
        if (bits >= 8 && out < bytes.length) bytes[out++] = (held >> (bits -= 8)) & 0xff;
      } else if (byte !== 0x3d && !isBlank(byte)) {
        // A list footer behind base64 is plain text: such a line is not taken for base64.
        ({ out, bits, held } = before);
        break;
      }
    }
  }
  return { bytes: bytes.subarray(0, out), offsets, cut: out === partBytesMax };
}
