// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import { parseHeaders, parseParameters, type HeaderBlock, type Headers } from "./header";
import { htmlLines } from "./html";
import { mimeDepthMax, mimePartsMax } from "./limits";
import type { Attachment } from "./message";
import { toBodyLine, unflow, type QuotedLine } from "./quote";
import {
  asciiLine,
  isBlankLine,
  lineBegins,
  spanOfLines,
  type LineRange,
  type LineTable,
} from "./source";
import { linesPerStep } from "./steps";
import { decodedTable, decodeTransfer, encodingOf } from "./transfer";

/** A mail inside a mail, in the lines of the outer one or in those its coding hid. */
export interface InnerMail {
  readonly table: LineTable;
  readonly range: LineRange;
}

/** What the parts of one message hold. */
export interface Parts {
  readonly body: QuotedLine[];
  readonly attachments: Attachment[];
  /** Messages inside (message/rfc822), header block included. */
  readonly inner: InnerMail[];
  readonly diagnostics: Diagnostic[];
}

interface Walk extends Parts {
  readonly table: LineTable;
  parts: number;
  /** Decoded lines there is still room for. */
  linesLeft: number;
  /** Set where text/plain was found, so that an HTML twin is not read as well. */
  hasText: boolean;
}

/**
 * Reads the content behind a header block: all inline text as the body, patches as attachments.
 * - Source: RFC 2045, 2046; a missing closing boundary ends with the message.
 */
export function* readParts(
  table: LineTable,
  headers: Headers,
  range: LineRange,
  linesMax: number,
): Generator<unknown, Parts> {
  const walk: Walk = {
    table,
    parts: 0,
    linesLeft: linesMax,
    hasText: false,
    body: [],
    attachments: [],
    inner: [],
    diagnostics: [],
  };
  yield* readPart(walk, headers, range, 0);
  const { body, attachments, inner, diagnostics } = walk;
  return { body, attachments, inner, diagnostics };
}

function* readPart(
  walk: Walk,
  headers: Headers,
  range: LineRange,
  depth: number,
): Generator<unknown, void> {
  if (depth > mimeDepthMax || ++walk.parts > mimePartsMax) {
    report(walk, "mail/mime-too-deep", "parts beyond the limit of nesting or number", range);
    return;
  }
  const { value: type, parameters } = parseParameters(headers.get("content-type") ?? "text/plain");
  const boundary = parameters.get("boundary");
  if (type.startsWith("multipart/") && boundary) {
    yield* readMultipart(walk, type, boundary, range, depth);
    return;
  }
  if (type === "message/rfc822" && depth > 0) {
    const encoding = encodingOf(headers.get("content-transfer-encoding") ?? "");
    const { table } = walk;
    // RFC 2046 wants such a part uncoded; some servers code it all the same.
    const coded = encoding === "identity" ? undefined : yield* decodedTable(table, range, encoding);
    const all = coded && { table: coded, range: { first: 0, end: coded.count } };
    walk.inner.push(all ?? { table, range });
    return;
  }
  yield* readLeaf(walk, headers, type, parameters, range);
}

function* readMultipart(
  walk: Walk,
  type: string,
  boundary: string,
  range: LineRange,
  depth: number,
): Generator<unknown, void> {
  const parts = yield* splitParts(walk.table, range, boundary);
  if (!parts.length) {
    report(walk, "mail/no-boundary", "the announced MIME boundary never appears", range);
    yield* readPart(walk, new Map(), range, depth + 1);
    return;
  }
  const read: { part: LineRange; block: HeaderBlock }[] = [];
  for (const part of parts) {
    if (read.length % partsPerStep === partsPerStep - 1) yield;
    if (read.length > mimePartsMax) break;
    read.push({ part, block: yield* parseHeaders(walk.table, part) });
  }
  // The plain twin of an alternative wins; HTML is read only where nothing else is.
  if (type === "multipart/alternative") read.sort((a, b) => rank(a.block) - rank(b.block));
  for (const { part, block } of read)
    yield* readPart(walk, block.headers, { first: block.bodyFirst, end: part.end }, depth + 1);
}

const rank = ({ headers }: { readonly headers: Headers }): number =>
  (headers.get("content-type") ?? "").toLowerCase().startsWith("text/html") ? 1 : 0;

/** Parts whose headers are read between two steps; one may have 256 KiB of them. */
const partsPerStep = 10;

function* splitParts(
  table: LineTable,
  range: LineRange,
  boundary: string,
): Generator<void, LineRange[]> {
  const delimiter = `--${boundary}`;
  const parts: LineRange[] = [];
  let first = -1;
  let end = range.end;
  for (let line = range.first; line < range.end; line++) {
    if (line % linesPerStep === linesPerStep - 1) yield;
    if (!lineBegins(table, line, "--")) continue;
    const text = asciiLine(table, line, delimiter.length + 80).trimEnd();
    const closes = text === `${delimiter}--`;
    if (text !== delimiter && !closes) continue;
    if (first >= 0) parts.push({ first, end: line });
    first = closes ? -1 : line + 1;
    if (closes) {
      end = line;
      break;
    }
  }
  if (first >= 0) parts.push({ first, end });
  return parts;
}

function* readLeaf(
  walk: Walk,
  headers: Headers,
  type: string,
  parameters: ReadonlyMap<string, string>,
  range: LineRange,
): Generator<void, void> {
  const disposition = parseParameters(headers.get("content-disposition") ?? "");
  const name = disposition.parameters.get("filename") ?? parameters.get("name") ?? "";
  const isPatch = /\.(?:patch|diff)$/i.test(name) || /^text\/x-(?:patch|diff)$/.test(type);
  const isText = type.startsWith("text/") || !type.includes("/");
  const attached = isPatch || disposition.value === "attachment" || !isText;
  if (!isText && !isPatch) {
    walk.attachments.push({ name, type, lines: [] });
    return;
  }
  const isHtml = type === "text/html";
  if (isHtml && (walk.hasText || attached)) return;
  const charset = parameters.get("charset") ?? "";
  const encoding = encodingOf(headers.get("content-transfer-encoding") ?? "");
  const { table, linesLeft } = walk;
  const decoded = yield* decodeTransfer(table, range, encoding, charset, toBodyLine, linesLeft);
  walk.linesLeft -= decoded.lines.length;
  if (decoded.cut) report(walk, "mail/part-too-long", "a part beyond the limit was cut", range);
  let lines = trimEnd(isHtml ? yield* htmlLines(decoded.lines) : decoded.lines);
  if (isHtml) report(walk, "mail/html-only", "read from HTML; layout is lost", range);
  if ((parameters.get("format") ?? "").toLowerCase() === "flowed")
    lines = yield* unflow(lines, (parameters.get("delsp") ?? "").toLowerCase() === "yes");
  walk.hasText ||= !attached;
  if (attached) walk.attachments.push({ name, type, lines });
  // Signed mails and list footers bring several text parts: one body, in order.
  else for (const line of lines) walk.body.push(line);
}

/** Drops the blank line that only separates a part or a message from what follows it. */
function trimEnd(lines: QuotedLine[]): QuotedLine[] {
  if (lines[lines.length - 1]?.text === "") lines.pop();
  return lines;
}

function report(walk: Walk, code: string, message: string, range: LineRange): void {
  const span = spanOfLines(walk.table, range.first, Math.min(range.end, range.first + 1));
  walk.diagnostics.push({ code, severity: "warning", message, span });
}

/** The first line of a range that is not blank. */
export function firstFilled(table: LineTable, range: LineRange): number {
  let line = range.first;
  while (line < range.end && isBlankLine(table, line)) line++;
  return line;
}
