// SPDX-License-Identifier: MIT
import { decodeBytes } from "./charset";
import { partBytesMax } from "./limits";
import { finish } from "./steps";
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

export type TransferEncoding = "identity" | "quoted-printable" | "base64";

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
export function decodeTransfer<T>(
  table: LineTable,
  range: LineRange,
  encoding: TransferEncoding,
  charset: string,
  make: LineMaker<T>,
  linesMax: number,
): { readonly lines: T[]; readonly cut: boolean } {
  const decode = (bytes: Uint8Array): string => decodeBytes(bytes, charset);
  if (encoding === "identity") return { lines: linesOf(table, range, decode, make), cut: false };
  const decoded =
    encoding === "base64" ? decodeBase64(table, range) : decodeQuotedPrintable(table, range);
  const first = firstLines(decoded, linesMax);
  return { lines: linesOfDecoded(table, range, first, decode, make), cut: first.cut };
}

/** The content of a part as a source of its own, whose lines know the lines they came from. */
export function decodedTable(
  table: LineTable,
  range: LineRange,
  encoding: "quoted-printable" | "base64",
): LineTable {
  const { bytes, offsets } =
    encoding === "base64" ? decodeBase64(table, range) : decodeQuotedPrintable(table, range);
  const inner = finish(tableInSteps({ name: table.source, bytes }));
  const first = new Uint32Array(inner.count);
  let raw = 0;
  for (let line = 0; line < inner.count; line++) {
    const start = startOf(inner, line);
    while (raw + 1 < offsets.length && (offsets[raw + 1] ?? Infinity) <= start) raw++;
    first[line] = range.first + raw;
  }
  return { ...inner, coded: { table, first } };
}

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

function linesOfDecoded<T>(
  table: LineTable,
  range: LineRange,
  { bytes, offsets }: Decoded,
  decode: (bytes: Uint8Array) => string,
  make: LineMaker<T>,
): T[] {
  const lines: T[] = [];
  const texts = decode(bytes).split("\n");
  let start = 0;
  let raw = 0;
  for (let index = 0; start < bytes.length; index++) {
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

function decodeQuotedPrintable(table: LineTable, range: LineRange): Decoded {
  const from = startOf(table, range.first);
  const bytes = new Uint8Array(Math.max(0, startOf(table, range.end) - from));
  const offsets = new Uint32Array(range.end - range.first);
  let out = 0;
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

function decodeBase64(table: LineTable, range: LineRange): Decoded {
  const size = startOf(table, range.end) - startOf(table, range.first);
  const bytes = new Uint8Array(Math.min(partBytesMax, Math.ceil((size * 3) / 4) + 3));
  const offsets = new Uint32Array(range.end - range.first);
  let out = 0;
  let bits = 0;
  let held = 0;
  for (let line = range.first; line < range.end; line++) {
    offsets[line - range.first] = out;
    // A list footer behind base64 is plain text: such a line is not taken for base64.
    if (!looksBase64(table, line)) continue;
    for (let at = startOf(table, line); at < endOf(table, line); at++) {
      const value = base64Digit(table.bytes[at] ?? 0);
      if (value < 0) continue;
      held = (held << 6) | value;
      bits += 6;
      if (bits >= 8 && out < bytes.length) bytes[out++] = (held >> (bits -= 8)) & 0xff;
    }
  }
  return { bytes: bytes.subarray(0, out), offsets, cut: out === partBytesMax };
}

function looksBase64(table: LineTable, line: number): boolean {
  for (let at = startOf(table, line); at < endOf(table, line); at++) {
    const byte = table.bytes[at] ?? 0;
    if (base64Digit(byte) < 0 && byte !== 0x3d && !isBlank(byte)) return false;
  }
  return true;
}

function base64Digit(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code === 0x2b) return 62;
  return code === 0x2f ? 63 : -1;
}

/** The bytes of a base64 text, malformed characters skipped. */
export function decodeBase64Text(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const value = base64Digit(text.charCodeAt(at));
    if (value < 0) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return Uint8Array.from(bytes);
}
