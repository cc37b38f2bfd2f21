// SPDX-License-Identifier: MIT
import { append, type Diagnostic, type Parsed } from "../base";
import { authorOf } from "./author";
import { parseAuthor } from "./address";
import { decodeBytes } from "./charset";
import { containerInSteps, type DigestRange } from "./container";
import { cutLines, firstBeyond, linesWithin } from "./cut";
import { dateUnknown, parseDate } from "./date";
import { parseHeaders, type Headers } from "./header";
import { likenessOf, nothingKnown, type Known } from "./known";
import { lazyMessage, type Content } from "./lazy";
import {
  bodyLineBytesLeast,
  bodyLinesFree,
  bodyLinesMax,
  lineBytesLeast,
  messageBytesLeast,
  messagesFree,
  messagesMax,
  mimeDepthMax,
  partBytesMax,
  quotedLineBytesLeast,
  quotedLinesFree,
  quotedLinesMax,
  referencesMax,
  sourceBytesMax,
} from "./limits";
import type { Message } from "./message";
import { firstFilled, readParts } from "./mime";
import { usualMarks } from "./marks";
import { quoteBelowHeaders } from "./outlook";
import { adoptTorn, toBodyLine, untighten, type QuotedLine } from "./quote";
import { finish, linesPerStep, relay } from "./steps";
import { parseSubject } from "./subject";
import {
  endOf,
  linesOf,
  spanOfLines,
  startOf,
  tableInSteps,
  type LineRange,
  type LineTable,
  type MailSource,
} from "./source";
import { encodingOf } from "./transfer";
import { unpackInSteps } from "./unpack";

interface Reading {
  readonly table: LineTable;
  readonly messages: Message[];
  readonly diagnostics: Diagnostic[];
  readonly known: Known;
  /** How one leading ">" of a ">From " line is taken back; none where mailboxes do not escape. */
  readonly unescape: RegExp | undefined;
  /** Body lines that may still be read. */
  linesLeft: number;
  /** Lines one body may have. */
  readonly bodyLines: number;
  /** How many of them may be quoted. */
  readonly quotedLines: number;
}

/** How far a source has been read. */
export interface MailProgress {
  readonly doneBytes: number;
  readonly ofBytes: number;
  /** The messages found so far; the array grows. */
  readonly messages: readonly Message[];
}

/** Messages read between two reports of progress, and their bytes; some 10 ms. */
const messagesPerStep = 100;
const bytesPerStep = 512 * 1024;

/**
 * Reads all messages of one source, in its order: mailbox, single mail, archive digest or bare
 * patch.
 * - Shape: bytes -> messages; a message found twice is kept once.
 * - Errors: an unusable source gives no message and one diagnostic of severity "error".
 */
export const readMessages = (source: MailSource): Parsed<Message[]> =>
  finish(messagesInSteps(source, nothingKnown()));

/** Reads the messages of one source and says how far it has come; may be abandoned. */
function* messagesInSteps(
  source: MailSource,
  known: Known,
): Generator<MailProgress, Parsed<Message[]>> {
  const diagnostics: Diagnostic[] = [];
  const messages: Message[] = [];
  let doneBytes = 0;
  let toldBytes = 0;
  let ofBytes = source.bytes.length;
  const tell = (): MailProgress => ({ doneBytes, ofBytes, messages });
  const unpacked = yield* relay(unpackInSteps(source, diagnostics), tell);
  const bytes = unpacked.bytes.subarray(0, sourceBytesMax);
  const size = bytes.length;
  ofBytes = size;
  if (size < unpacked.bytes.length)
    diagnostics.push({
      code: "mail/source-too-long",
      severity: "warning",
      message: `${source.name}: only the first ${sourceBytesMax} bytes are read`,
    });
  const table = yield* relay(tableInSteps({ name: source.name, bytes }), tell);
  const countMax = Math.min(messagesMax, messagesFree + Math.ceil(size / messageBytesLeast));
  const container = yield* relay(containerInSteps(table, countMax), tell);
  if (container.kind === "unusable") {
    const message = `${source.name}: ${container.reason}`;
    diagnostics.push({ code: container.code, severity: "error", message });
    return { value: [], diagnostics };
  }
  const reading: Reading = {
    table,
    messages,
    diagnostics,
    known,
    unescape: container.kind === "mbox" ? escapeOf(table) : undefined,
    linesLeft: bodyLinesFree + Math.ceil(size / lineBytesLeast),
    bodyLines: Math.min(bodyLinesMax, bodyLinesFree + Math.ceil(size / bodyLineBytesLeast)),
    quotedLines: Math.min(quotedLinesMax, quotedLinesFree + Math.ceil(size / quotedLineBytesLeast)),
  };
  const ranges = container.messages.slice(0, countMax);
  if (ranges.length < container.messages.length)
    reading.diagnostics.push({
      code: "mail/too-many-messages",
      severity: "warning",
      message: `${source.name}: only the first ${countMax} messages are read`,
    });
  for (const [at, range] of ranges.entries()) {
    if (isDigest(range)) addDigest(reading, range);
    else if (container.kind === "text") addText(reading, range);
    else yield* relay(addMail(reading, table, range, 0, undefined), tell);
    doneBytes = startOf(table, range.end);
    const isMuch = doneBytes - toldBytes > bytesPerStep;
    if (!isMuch && at % messagesPerStep < messagesPerStep - 1) continue;
    toldBytes = doneBytes;
    yield tell();
  }
  return { value: reading.messages, diagnostics: reading.diagnostics };
}

const isDigest = (range: LineRange | DigestRange): range is DigestRange => "headingLine" in range;

/** Reads several sources as one collection; a message found twice is kept once. */
export const readSources = (sources: readonly MailSource[]): Parsed<Message[]> =>
  finish(sourcesInSteps(sources));

/** Reads several sources as one collection and says how far it has come. */
export function* sourcesInSteps(
  sources: readonly MailSource[],
): Generator<MailProgress, Parsed<Message[]>> {
  const value: Message[] = [];
  const diagnostics: Diagnostic[] = [];
  const known = nothingKnown();
  const ofBytes = sources.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let before = 0;
  for (const source of sources) {
    const reading = messagesInSteps(source, known);
    const read = yield* relay(reading, ({ doneBytes, messages }) => ({
      doneBytes: before + doneBytes,
      ofBytes,
      messages: value.length ? value : messages,
    }));
    before += source.bytes.length;
    append(diagnostics, read.diagnostics);
    append(value, read.value);
  }
  return { value, diagnostics };
}

/** mboxrd escapes every ">*From ", mboxo only "From " itself; the separator's address tells. */
function escapeOf(table: LineTable): RegExp {
  const separator = decodeBytes(table.bytes.subarray(0, Math.min(endOf(table, 0), 200)), "");
  return separator.startsWith("From mboxrd@") ? /^>+From / : /^>From /;
}

function* addMail(
  reading: Reading,
  table: LineTable,
  range: LineRange,
  depth: number,
  outer: string | undefined,
): Generator<unknown, void> {
  const first = firstFilled(table, range);
  if (first === range.end || depth > mimeDepthMax) return;
  const block = yield* parseHeaders(table, { first, end: range.end });
  const cut = capLines(reading, table, { first: block.bodyFirst, end: range.end });
  const { headers } = block;
  const { unescape } = reading;
  append(reading.diagnostics, block.diagnostics);
  // Only parts can hold messages and oddities; plain text is decoded when somebody looks at it.
  const parts = isPlain(headers, table, cut, reading.quotedLines)
    ? undefined
    : yield* readParts(table, headers, cut, reading.bodyLines);
  if (parts) {
    append(reading.diagnostics, parts.diagnostics);
    noteCut(reading, parts.body);
  }
  const span = spanOfLines(table, first, range.end);
  const fields = fieldsOf(reading, headers, span, outer);
  // What is kept for a message until somebody looks at it is paid for by every message of a box.
  const { bodyLines, quotedLines } = reading;
  const coding = codingOf(headers);
  const load = function* (): Generator<unknown, Content> {
    const { body, attachments } = yield* readParts(table, coding, cut, bodyLines);
    const isReply = parseSubject(fields.subject).isReply;
    const escaped = unescapeFrom(body, unescape);
    if (escaped.length > linesPerStep) yield;
    const marked = isReply ? usualMarks(escaped) : escaped;
    const kept = cutLines(marked, quotedLines);
    if (kept.length > linesPerStep) yield;
    const lines = quoteBelowHeaders(kept, isReply);
    return { body: yield* peeled(lines), attachments };
  };
  add(reading, lazyMessage(fields, load), table, cut);
  for (const inner of parts?.inner ?? [])
    yield* addMail(reading, inner.table, inner.range, depth + 1, fields.id);
}

/** What the marks of quoted lines say, put right where a mailer set or lost them its own way. */
function* peeled(lines: QuotedLine[]): Generator<void, QuotedLine[]> {
  if (lines.length > linesPerStep) yield;
  const own = untighten(lines);
  if (lines.length > linesPerStep) yield;
  return adoptTorn(own);
}

const codingNames = ["content-type", "content-transfer-encoding", "content-disposition"];
const uncoded: Headers = new Map();

/** The headers a body is decoded by. */
function codingOf(headers: Headers): Headers {
  const found = codingNames.flatMap((name) => {
    const value = headers.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return found.length ? new Map(found) : uncoded;
}

/** Whether a body's lines are the mail's own, or too few to be cut, and no parts. */
function isPlain(
  headers: Headers,
  table: LineTable,
  { first, end }: LineRange,
  quotedMax: number,
): boolean {
  const type = headers.get("content-type") ?? "text/plain";
  const isCoded = encodingOf(headers.get("content-transfer-encoding") ?? "") !== "identity";
  const bytesMax = isCoded ? quotedMax * quotedBytesLeast : partBytesMax;
  const isShort = startOf(table, end) - startOf(table, first) < bytesMax;
  return isShort && /^\s*text\/plain\b/i.test(type);
}

/** What a quoted line takes in a coded body. */
const quotedBytesLeast = 2;

function fieldsOf(
  reading: Reading,
  headers: Headers,
  span: Message["span"],
  outer: string | undefined,
): Omit<Message, keyof Content> {
  const ids = [...(headers.get("references") ?? "").matchAll(/<([^<>\s]{1,998})>/g)];
  const references = ids.slice(-referencesMax).map(([, id = ""]) => id);
  if (outer !== undefined) references.push(outer);
  const inReplyTo = /<([^<>\s]{1,998})>/.exec(headers.get("in-reply-to") ?? "")?.[1] ?? outer;
  const header = /<?([^<>\s]{1,998})>?/.exec(headers.get("message-id") ?? "")?.[1];
  return {
    id: header ?? `synthetic:${reading.known.number}`,
    idKind: header ? "header" : "synthetic",
    subject: headers.get("subject") ?? "",
    author: authorOf(headers),
    date: parseDate(headers.get("date") ?? ""),
    ...(inReplyTo !== undefined && { inReplyTo }),
    references,
    span,
  };
}

function unescapeFrom(lines: QuotedLine[], escape: RegExp | undefined): QuotedLine[] {
  if (!escape || !lines.some(({ text }) => text.charCodeAt(0) === 0x3e && escape.test(text)))
    return lines;
  return lines.map((line) => {
    const { text, table, first, end } = line;
    if (text.charCodeAt(0) !== 0x3e || !escape.test(text)) return line;
    return toBodyLine(text.slice(1), table, first, end);
  });
}

function addDigest(reading: Reading, range: DigestRange): void {
  const { table } = reading;
  const text = (line: number): string =>
    decodeBytes(table.bytes.subarray(startOf(table, line), endOf(table, line)), "").slice(0, 2_000);
  const heading = /^(\d{4}-\d{2}-\d{2}) Thread (.*)$/.exec(text(range.headingLine));
  const cut = capLines(reading, table, { first: range.headingLine + 1, end: range.end });
  const fields: Omit<Message, keyof Content> = {
    id: `synthetic:${reading.known.number}`,
    idKind: "synthetic",
    subject: text(range.subjectLine).trim(),
    author: parseAuthor(heading?.[2] ?? "", "digest"),
    date: { value: heading?.[1] ?? "", precision: heading ? "day" : "unknown" },
    references: [],
    span: spanOfLines(table, range.first, range.end),
  };
  const message = lazyMessage(fields, () => textContent(table, cut));
  add(reading, message, table, cut);
}

/** A text without any mail header: a bare patch or a quoted discussion someone copied. */
function addText(reading: Reading, range: LineRange): void {
  const { table } = reading;
  const cut = capLines(reading, table, range);
  const fields: Omit<Message, keyof Content> = {
    id: `synthetic:${reading.known.number}`,
    idKind: "synthetic",
    subject: baseName(table.source),
    author: { name: "", from: "unknown" },
    date: dateUnknown,
    references: [],
    span: spanOfLines(table, range.first, range.end),
  };
  const message = lazyMessage(fields, () => textContent(table, cut));
  add(reading, message, table, cut);
}

const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

function* textContent(table: LineTable, range: LineRange): Generator<void, Content> {
  const lines = usualMarks(yield* linesOf(table, range, "", toBodyLine));
  return { body: yield* peeled(lines), attachments: [] };
}

function capLines(reading: Reading, table: LineTable, range: LineRange): LineRange {
  const lines = range.end - range.first;
  const allowed = linesWithin(
    reading.quotedLines,
    table,
    range,
    Math.min(reading.bodyLines, reading.linesLeft),
  );
  reading.linesLeft -= Math.min(lines, allowed);
  if (lines <= allowed) return range;
  reading.diagnostics.push({
    code: "mail/body-too-long",
    severity: "warning",
    message:
      `only the first ${allowed} lines of the message are read, ` +
      `up to line ${range.first + allowed}`,
    span: spanOfLines(table, range.first, range.first + 1),
  });
  return { first: range.first, end: range.first + allowed };
}

/** Says which line of the file decoded parts are read up to. */
function noteCut(reading: Reading, lines: readonly QuotedLine[]): void {
  const end = firstBeyond(lines, reading.quotedLines);
  const last = lines[end - 1];
  if (!last) return;
  reading.diagnostics.push({
    code: "mail/body-too-long",
    severity: "warning",
    message: `only the first ${end} lines of the message are read, up to line ${last.span.line}`,
    span: last.span,
  });
}

/** Keeps a message that is not there yet; `body` are the lines of the file it was written in. */
function add(reading: Reading, message: Message, table: LineTable, body: LineRange): void {
  const { known, diagnostics, messages } = reading;
  known.number++;
  const key = likenessOf(message, table, body);
  if (!known.seen.has(key)) {
    known.seen.add(key);
    messages.push(message);
    return;
  }
  const what = message.idKind === "header" ? `<${message.id}>` : `"${message.subject}"`;
  diagnostics.push({
    code: "mail/duplicate",
    severity: "information",
    message: `a second copy of ${what} is left out`,
    span: message.span,
  });
}
