// SPDX-License-Identifier: MIT
import type { Diagnostic, Parsed } from "../base";
import { parseAuthor } from "./address";
import { decodeBytes } from "./charset";
import { findContainer, type DigestRange } from "./container";
import { dateUnknown, parseDate } from "./date";
import { parseHeaders, type Headers } from "./header";
import { bodyLinesMax, messagesMax, mimeDepthMax, referencesMax, sourceBytesMax } from "./limits";
import type { BodyLine, Message } from "./message";
import { firstFilled, readContent } from "./mime";
import { adoptTorn, toBodyLine, untighten } from "./quote";
import {
  buildLineTable,
  endOf,
  linesOf,
  spanOfLines,
  startOf,
  type LineRange,
  type LineTable,
  type MailSource,
} from "./source";

interface Reading {
  readonly table: LineTable;
  readonly messages: Message[];
  readonly diagnostics: Diagnostic[];
  readonly seen: Set<string>;
  /** How one leading ">" of a ">From " line is taken back; none where mailboxes do not escape. */
  readonly unescape: RegExp | undefined;
  number: number;
}

/**
 * Reads all messages of one source, in its order: mailbox, single mail, archive digest or bare
 * patch.
 * - Shape: bytes -> messages; `firstNumber` counts the synthetic ids on over several sources.
 * - Errors: an unusable source gives no message and one diagnostic of severity "error".
 */
export function readMessages(source: MailSource, firstNumber = 1): Parsed<Message[]> {
  const diagnostics: Diagnostic[] = [];
  const bytes = source.bytes.subarray(0, sourceBytesMax);
  if (bytes.length < source.bytes.length)
    diagnostics.push({
      code: "mail/source-too-long",
      severity: "warning",
      message: `${source.name}: only the first ${sourceBytesMax} bytes are read`,
    });
  const table = buildLineTable({ name: source.name, bytes });
  const container = findContainer(table);
  if (container.kind === "unusable") {
    const message = `${source.name}: ${container.reason}`;
    diagnostics.push({ code: container.code, severity: "error", message });
    return { value: [], diagnostics };
  }
  const reading: Reading = {
    table,
    messages: [],
    diagnostics,
    seen: new Set(),
    unescape: container.kind === "mbox" ? escapeOf(table) : undefined,
    number: firstNumber,
  };
  const ranges = container.messages.slice(0, messagesMax);
  if (ranges.length < container.messages.length)
    reading.diagnostics.push({
      code: "mail/too-many-messages",
      severity: "warning",
      message: `${source.name}: only the first ${messagesMax} messages are read`,
    });
  if (container.kind === "digest")
    for (const range of container.messages.slice(0, messagesMax)) addDigest(reading, range);
  else if (container.kind === "text") for (const range of ranges) addText(reading, range);
  else for (const range of ranges) addMail(reading, range, 0, undefined);
  return { value: reading.messages, diagnostics: reading.diagnostics };
}

/** Reads several sources as one collection; a message found twice is kept once. */
export function readSources(sources: readonly MailSource[]): Parsed<Message[]> {
  const value: Message[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const source of sources) {
    const parsed = readMessages(source, value.length + 1);
    diagnostics.push(...parsed.diagnostics);
    for (const message of parsed.value) {
      if (seen.has(message.id)) diagnostics.push(duplicate(message));
      else value.push(message);
      seen.add(message.id);
    }
  }
  return { value, diagnostics };
}

/** mboxrd escapes every ">*From ", mboxo only "From " itself; the separator's address tells. */
function escapeOf(table: LineTable): RegExp {
  const separator = decodeBytes(table.bytes.subarray(0, Math.min(endOf(table, 0), 200)), "");
  return separator.startsWith("From mboxrd@") ? /^>+From / : /^>From /;
}

function addMail(
  reading: Reading,
  range: LineRange,
  depth: number,
  outer: string | undefined,
): void {
  const { table } = reading;
  const first = firstFilled(table, range);
  if (first === range.end || depth > mimeDepthMax) return;
  const block = parseHeaders(table, { first, end: range.end });
  const cut = capLines(reading, { first: block.bodyFirst, end: range.end });
  const content = readContent(table, block.headers, cut);
  reading.diagnostics.push(...block.diagnostics, ...content.diagnostics);
  const message = build(
    reading,
    block.headers,
    content,
    spanOfLines(table, first, range.end),
    outer,
  );
  add(reading, message);
  for (const inner of content.inner) addMail(reading, inner, depth + 1, message.id);
}

function build(
  reading: Reading,
  headers: Headers,
  { body, attachments }: Pick<Message, "body" | "attachments">,
  span: Message["span"],
  outer: string | undefined,
): Message {
  const ids = [...(headers.get("references") ?? "").matchAll(/<([^<>\s]{1,998})>/g)];
  const references = ids.slice(-referencesMax).map(([, id = ""]) => id);
  if (outer !== undefined) references.push(outer);
  const inReplyTo = /<([^<>\s]{1,998})>/.exec(headers.get("in-reply-to") ?? "")?.[1] ?? outer;
  const header = /<?([^<>\s]{1,998})>?/.exec(headers.get("message-id") ?? "")?.[1];
  return {
    id: header ?? `synthetic:${reading.number}`,
    idKind: header ? "header" : "synthetic",
    subject: headers.get("subject") ?? "",
    author: parseAuthor(headers.get("from") ?? "", headers.has("from") ? "header" : "unknown"),
    date: parseDate(headers.get("date") ?? ""),
    ...(inReplyTo !== undefined && { inReplyTo }),
    references,
    body: adoptTorn(untighten(body.map((line) => unescapeFrom(line, reading.unescape)))),
    attachments,
    span,
  };
}

function unescapeFrom(line: BodyLine, escape: RegExp | undefined): BodyLine {
  if (!escape || !line.text.startsWith(">") || !escape.test(line.text)) return line;
  return toBodyLine({ text: line.text.slice(1), span: line.span });
}

function addDigest(reading: Reading, range: DigestRange): void {
  const { table } = reading;
  const text = (line: number): string =>
    decodeBytes(table.bytes.subarray(startOf(table, line), endOf(table, line)), "").slice(0, 2_000);
  const heading = /^(\d{4}-\d{2}-\d{2}) Thread (.*)$/.exec(text(range.headingLine));
  const cut = capLines(reading, { first: range.headingLine + 1, end: range.end });
  add(reading, {
    id: `synthetic:${reading.number}`,
    idKind: "synthetic",
    subject: text(range.subjectLine).trim(),
    author: parseAuthor(heading?.[2] ?? "", "digest"),
    date: { value: heading?.[1] ?? "", precision: heading ? "day" : "unknown" },
    references: [],
    body: textLines(table, cut),
    attachments: [],
    span: spanOfLines(table, range.first, range.end),
  });
}

/** A text without any mail header: a bare patch or a quoted discussion someone copied. */
function addText(reading: Reading, range: LineRange): void {
  const { table } = reading;
  add(reading, {
    id: `synthetic:${reading.number}`,
    idKind: "synthetic",
    subject: baseName(table.source),
    author: { name: "", from: "unknown" },
    date: dateUnknown,
    references: [],
    body: textLines(table, capLines(reading, range)),
    attachments: [],
    span: spanOfLines(table, range.first, range.end),
  });
}

const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

function textLines(table: LineTable, range: LineRange): BodyLine[] {
  const lines = linesOf(table, range, (bytes) => decodeBytes(bytes, ""));
  return adoptTorn(untighten(lines.map(toBodyLine)));
}

function capLines(reading: Reading, range: LineRange): LineRange {
  if (range.end - range.first <= bodyLinesMax) return range;
  reading.diagnostics.push({
    code: "mail/body-too-long",
    severity: "warning",
    message: `only the first ${bodyLinesMax} lines of the message are read`,
    span: spanOfLines(reading.table, range.first, range.first + 1),
  });
  return { first: range.first, end: range.first + bodyLinesMax };
}

function add(reading: Reading, message: Message): void {
  reading.number++;
  if (reading.seen.has(message.id)) {
    reading.diagnostics.push(duplicate(message));
    return;
  }
  reading.seen.add(message.id);
  reading.messages.push(message);
}

function duplicate(message: Message): Diagnostic {
  return {
    code: "mail/duplicate",
    severity: "information",
    message: `a second copy of <${message.id}> is left out`,
    span: message.span,
  };
}
