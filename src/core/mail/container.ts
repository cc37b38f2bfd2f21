// SPDX-License-Identifier: MIT
import {
  asciiLine,
  isBlankLine,
  lineBegins,
  startOf,
  type LineRange,
  type LineTable,
} from "./source";

/** How the messages of a source are kept. */
export type Container =
  | { readonly kind: "mbox"; readonly messages: readonly LineRange[] }
  | { readonly kind: "digest"; readonly messages: readonly DigestRange[] }
  | { readonly kind: "mail"; readonly messages: readonly LineRange[] }
  | { readonly kind: "text"; readonly messages: readonly LineRange[] }
  | { readonly kind: "unusable"; readonly code: string; readonly reason: string };

/** One message of a web archive's digest: "SUBJECT", blank, "YYYY-MM-DD Thread AUTHOR", body. */
export interface DigestRange extends LineRange {
  readonly subjectLine: number;
  readonly headingLine: number;
}

/** Headers of which one must be there before a text is taken for a mail. */
const knownHeaders = new Set([
  ...["from", "to", "cc", "subject", "date", "message-id", "received", "return-path", "sender"],
  ...["delivered-to", "mime-version", "in-reply-to", "references", "list-id", "reply-to"],
  "content-type",
]);
const digestHeading = /^\d{4}-\d{2}-\d{2} Thread \S/;

/** Lines looked at between two reports of progress; some 5 ms. */
const linesPerStep = 200_000;

/**
 * Finds out how the messages of a source are kept, and where each begins; of more than `countMax`
 * there is one more, which tells that there are.
 */
export function* containerInSteps(table: LineTable, countMax: number): Generator<void, Container> {
  const unusable = refuse(table);
  if (unusable) return unusable;
  const first = firstFilled(table);
  if (first === table.count)
    return { kind: "unusable", code: "mail/empty", reason: "the input holds no text" };
  if (isFromLine(table, first))
    return { kind: "mbox", messages: yield* splitMbox(table, first, countMax) };
  const digest = yield* splitDigest(table, first, countMax);
  if (digest.length) return { kind: "digest", messages: digest };
  const range = { first, end: table.count };
  return { kind: isMail(table, first) ? "mail" : "text", messages: [range] };
}

function firstFilled(table: LineTable): number {
  let first = 0;
  while (first < table.count && isBlankLine(table, first)) first++;
  return first;
}

/** Bytes looked at to tell text from anything else. */
const sampleBytes = 64 * 1024;

function refuse(table: LineTable): Container | undefined {
  const { bytes } = table;
  if (!bytes.length) return { kind: "unusable", code: "mail/empty", reason: "the input is empty" };
  const sample = bytes.subarray(0, sampleBytes);
  let odd = 0;
  for (const byte of sample)
    if (byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b) odd++;
  // Text may hold a stray NUL; one control character in fifty is no text, unless it begins as mail.
  const first = firstFilled(table);
  const begins = isFromLine(table, first) || isMail(table, first);
  if (odd * (begins ? 3 : 50) <= sample.length) return undefined;
  return { kind: "unusable", code: "mail/not-text", reason: "the input is not text" };
}

function isMail(table: LineTable, first: number): boolean {
  for (let line = first; line < table.count && !isBlankLine(table, line); line++) {
    const text = asciiLine(table, line, 200);
    const name = /^[!-9;-~]+(?=:)/.exec(text)?.[0].toLowerCase();
    if (name === undefined && !/^[ \t]/.test(text)) return false;
    if (name !== undefined && (knownHeaders.has(name) || name.startsWith("x-"))) return true;
  }
  return false;
}

/**
 * Whether a line separates two messages of a mailbox: "From ", something, a time and a year. A
 * sentence that begins with "From " has neither.
 * - Source: the rule of git mailsplit, so that both split alike.
 */
function isFromLine(table: LineTable, line: number): boolean {
  if (!lineBegins(table, line, "From ")) return false;
  const { bytes } = table;
  const start = startOf(table, line);
  // Its line end counts, and the last character before that is never the colon.
  const end = startOf(table, line + 1);
  if (end - start < 20) return false;
  let colon = end - 3;
  while (colon >= start + 5 && bytes[colon] !== 0x3a) colon--;
  const isDigit = (at: number): boolean => ((bytes[at] ?? 0) ^ 0x30) < 10;
  if (colon < start + 9) return false;
  if (![-4, -2, -1, 1, 2].every((offset) => isDigit(colon + offset))) return false;
  const year = String.fromCharCode(...bytes.subarray(colon + 3, Math.min(end, colon + 40)));
  return Number.parseInt(year, 10) > 90;
}

/** The ranges behind each separator line, in order. */
function* splitMbox(
  table: LineTable,
  first: number,
  countMax: number,
): Generator<void, LineRange[]> {
  const starts: number[] = [];
  for (let line = first; line < table.count && starts.length <= countMax; line++) {
    if (line % linesPerStep === 0) yield;
    if (isFromLine(table, line)) starts.push(line);
  }
  return starts.map((start, index) => ({
    first: start + 1,
    end: starts[index + 1] ?? table.count,
  }));
}

const isHeading = (table: LineTable, line: number): boolean =>
  line < table.count && digestHeading.test(asciiLine(table, line, 40));

/** Messages of a digest; none where the text does not begin as one. */
function* splitDigest(
  table: LineTable,
  first: number,
  countMax: number,
): Generator<void, DigestRange[]> {
  const headings: { subjectLine: number; headingLine: number }[] = [];
  let second = first + 1;
  while (second < table.count && isBlankLine(table, second)) second++;
  if (!isHeading(table, second)) return [];
  for (let line = second; line < table.count && headings.length <= countMax; line++) {
    if (line % linesPerStep === 0) yield;
    if (!isHeading(table, line)) continue;
    let subject = line - 1;
    while (subject >= first && isBlankLine(table, subject)) subject--;
    if (subject < first || subject === line - 1) continue;
    headings.push({ subjectLine: subject, headingLine: line });
  }
  return headings.map(({ subjectLine, headingLine }, index) => ({
    subjectLine,
    headingLine,
    first: subjectLine,
    end: headings[index + 1]?.subjectLine ?? table.count,
  }));
}
