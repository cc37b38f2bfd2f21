// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import { decodeBytes, decodeLatin } from "./charset";
import { decodeWords } from "./encoded-word";
import { headerBytesMax } from "./limits";
import {
  endOf,
  isBlankLine,
  lineBegins,
  spanOfLines,
  startOf,
  type LineRange,
  type LineTable,
} from "./source";

/** Header values by lower-case name, unfolded and decoded; of several the first counts. */
export type Headers = ReadonlyMap<string, string>;

/** The headers anybody reads; the others are most of a mail's head and are passed over. */
const readNames = new Set([
  ...["from", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "sender"],
  ...["content-type", "content-transfer-encoding", "content-disposition", "list-id", "list-post"],
  ...["x-original-from", "x-original-sender", "x-b4-tracking"],
]);

/** Lines passed over between two steps; some 5 ms. */
const foldsPerStep = 200_000;

export interface HeaderBlock {
  readonly headers: Headers;
  /** The first line behind the blank line that ends the headers. */
  readonly bodyFirst: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the header block at the start of a range.
 * - Errors: a line that is no header ends the block as a blank line would; the rest is body.
 * - Source: RFC 5322 section 2.2; raw 8-bit bytes as UTF-8, else windows-1252.
 */
export function* parseHeaders(table: LineTable, range: LineRange): Generator<void, HeaderBlock> {
  const headers = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const from = startOf(table, range.first);
  let line = range.first;
  while (line < range.end && !isBlankLine(table, line)) {
    const first = line++;
    while (line < range.end && isFolded(table, line)) if (++line % foldsPerStep === 0) yield;
    if (startOf(table, line) - from > headerBytesMax) {
      diagnostics.push({
        code: "mail/header-too-long",
        severity: "warning",
        message: `headers beyond ${headerBytesMax} bytes are not read`,
        span: spanOfLines(table, first, line),
      });
      while (line < range.end && !isBlankLine(table, line)) if (++line % foldsPerStep === 0) yield;
      break;
    }
    const start = startOf(table, first);
    const colon = findColon(table, start, endOf(table, first));
    if (colon < 0) {
      // "From " or ">From " lines of nested mailboxes stand inside real header blocks.
      if (lineBegins(table, first, "From ") || lineBegins(table, first, ">From ")) continue;
      diagnostics.push({
        code: "mail/header-no-colon",
        severity: "information",
        message: "a line among the headers is no header; the body was taken to begin there",
        span: spanOfLines(table, first, line),
      });
      return { headers, bodyFirst: first, diagnostics };
    }
    const name = decodeLatin(table.bytes.subarray(start, colon)).trimEnd().toLowerCase();
    if (!readNames.has(name) || headers.has(name)) continue;
    headers.set(
      name,
      unfold(decodeBytes(table.bytes.subarray(colon + 1, endOf(table, line - 1)), "")),
    );
  }
  return { headers, bodyFirst: Math.min(line + 1, range.end), diagnostics };
}

/** Where the colon behind a header's name stands; -1 where the line is no header. */
function findColon({ bytes }: LineTable, start: number, end: number): number {
  let at = start;
  for (let byte = bytes[at] ?? 0; at < end && byte > 0x20 && byte < 0x7f && byte !== 0x3a;)
    byte = bytes[++at] ?? 0;
  if (at === start) return -1;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  return at < end && bytes[at] === 0x3a ? at : -1;
}

function isFolded(table: LineTable, line: number): boolean {
  const byte = table.bytes[startOf(table, line)];
  return (byte === 0x20 || byte === 0x09) && !isBlankLine(table, line);
}

/** Joins folded lines, decodes encoded words, trims blanks and tabs only. */
function unfold(value: string): string {
  if (!value.includes("\n")) return trimBlanks(decodeWords(value));
  const lines = value.split("\n").map(trimBlanks);
  return trimBlanks(decodeWords(lines.join(" ")));
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isTrimmed(text.charCodeAt(start))) start++;
  while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

const isTrimmed = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d;

/**
 * A structured value: "text/plain; charset=utf-8" -> its first word and its parameters.
 * - Source: RFC 2045 section 5.1; RFC 2231 for `name*=` and `name*0=`, percent codes decoded as
 *   UTF-8.
 */
export function parseParameters(value: string): {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
} {
  const parameters = new Map<string, string>();
  const first = value.indexOf(";");
  const main = (first < 0 ? value : value.slice(0, first)).trim().toLowerCase();
  const each = /;\s*([^\s=;]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))/g;
  if (first >= 0)
    for (const [, name = "", quoted, bare] of value.slice(first).matchAll(each)) {
      const [key = "", extended] = splitExtended(name.toLowerCase());
      const text = (quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "").trim();
      const decoded = extended ? decodeExtended(text) : decodeWords(text);
      parameters.set(key, (parameters.get(key) ?? "") + decoded);
    }
  return { value: main, parameters };
}

function splitExtended(name: string): readonly [string, boolean] {
  const star = name.indexOf("*");
  return star < 0 ? [name, false] : [name.slice(0, star), name.endsWith("*")];
}

function decodeExtended(text: string): string {
  const quote = text.indexOf("'");
  const second = quote < 0 ? -1 : text.indexOf("'", quote + 1);
  const bytes: number[] = [];
  const content = text.slice(second + 1);
  for (let at = 0; at < content.length; at++) {
    const hex = content.slice(at + 1, at + 3);
    if (content[at] === "%" && /^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(content.charCodeAt(at) & 0xff);
  }
  return decodeBytes(Uint8Array.from(bytes), second < 0 ? "" : text.slice(0, quote));
}
