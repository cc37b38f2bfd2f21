// SPDX-License-Identifier: MIT
import {
  decodeWords,
  findAttributions,
  linesPerStep,
  parseAuthor,
  parseDate,
  type Author,
  type BodyLine,
  type MessageDate,
} from "../mail";
import { parseStatLine } from "./stat";
import type { Stream } from "./stream";

/** A line of the words before a diff, its outer quote marks removed. */
export interface PreambleLine {
  readonly text: string;
  readonly row: number;
  readonly span: BodyLine["span"];
}

/** What stands before a diff in the text of the one who wrote it. */
export interface Preamble {
  readonly commitMessage: readonly PreambleLine[];
  /** Behind the "---": notes, changelog, diffstat. */
  readonly notes: readonly PreambleLine[];
  /** The "From:", "Subject:" and "Date:" lines git puts where they differ from the mail's own. */
  readonly author?: Author;
  readonly subject?: string;
  readonly date?: MessageDate;
  /** The row of the scissors above it. */
  readonly cutRow?: number;
}

/** Reads the words before the diff whose first line has index `first` in the stream. */
export function* readPreamble(
  stream: Stream,
  first: number,
  isReply: boolean,
): Generator<void, Preamble> {
  const all = linesBefore(stream, first, isReply);
  if (all.length > linesPerStep) yield;
  const cut = all.map(({ text }) => isScissors(text)).lastIndexOf(true);
  if (all.length > linesPerStep) yield;
  const lines = all.slice(cut + 1);
  const ruler = lines.findIndex(({ text }) => /^---\s*$/.test(text));
  const end = ruler < 0 ? firstStat(lines) : ruler;
  const words = trimBlank(end < 0 ? lines : lines.slice(0, end));
  const notes = end < 0 ? [] : lines.slice(ruler < 0 ? end : ruler + 1);
  const found: Found = {};
  const own = readMercurial(words, found);
  const at = found.isMercurial ? own : readHeaders(words, found);
  const cutRow = all[cut]?.row;
  const commitMessage = trimBlank(words.slice(at));
  const { isMercurial: _, ...given } = found;
  return { commitMessage, notes, ...given, ...(cutRow !== undefined && { cutRow }) };
}

interface Found {
  author?: Author;
  subject?: string;
  date?: MessageDate;
  isMercurial?: true;
}

/**
 * Reads the headers at the head of a body, folded ones as well.
 * - Shape: the index of the first line behind them, 0 where there are none.
 */
function readHeaders(words: readonly PreambleLine[], found: Found): number {
  let at = 0;
  while (at < words.length) {
    const header = /^(From|Subject|Date|To|Cc):\s+(\S.{0,500})$/.exec(words[at]?.text ?? "");
    const name = header?.[1];
    let value = header?.[2]?.trimEnd() ?? "";
    let end = at + 1;
    for (; header && value.length < 1_000 && /^[ \t]+\S/.test(words[end]?.text ?? ""); end++)
      value += ` ${words[end]?.text.trim().slice(0, 500)}`;
    if (name === "From" && value.includes("@"))
      found.author = parseAuthor(decodeWords(value), "in-body");
    else if (name === "Subject") found.subject = decodeWords(value);
    else if (name === "Date") found.date = parseDate(value);
    else if (!header || at === 0) break;
    at = end;
  }
  return at;
}

/**
 * Reads what `hg export` puts before a diff: comments that tell author and date, and then the
 * description, whose first line is the subject.
 * - Shape: the index of the first line behind them, 0 where there are none.
 */
function readMercurial(words: readonly PreambleLine[], found: Found): number {
  if (words[0]?.text.trimEnd() !== "# HG changeset patch") return 0;
  found.isMercurial = true;
  let at = 1;
  for (; /^#/.test(words[at]?.text ?? ""); at++) {
    const header = /^# (User|Date) +(\S.{0,500})$/.exec(words[at]?.text ?? "");
    const value = header?.[2] ?? "";
    if (header?.[1] === "User") found.author = parseAuthor(decodeWords(value), "in-body");
    else if (header) found.date = parseSeconds(value);
  }
  const subject = words[at]?.text.trim();
  if (!subject) return at;
  found.subject = subject;
  return at + 1;
}

/** "1668000000 -3600": seconds since 1970, and those the author's clock was behind. */
function parseSeconds(value: string): MessageDate {
  const seconds = /^([0-9]{1,11})(?:\.0)? [+-]?[0-9]{1,6}$/.exec(value.trim())?.[1];
  return parseDate(seconds ? new Date(Number(seconds) * 1000).toISOString() : "");
}

/**
 * Whether a line says "cut here": what stands above it is talk, not the commit message.
 * - Source: git mailinfo's rule: only perforation and scissors, and enough of both.
 */
export function isScissors(text: string): boolean {
  const line = text.trim();
  if (line.length < 4 || line.length > 200 || !/(?:>8|8<|>%|%<)/.test(line)) return false;
  const marks = line.replace(/>8|8<|>%|%<|-/g, "").replace(/\s/g, "");
  const perforation = (line.match(/-|>8|8<|>%|%</g) ?? []).join("").length;
  return line.includes("-") && perforation >= marks.length;
}

function linesBefore(stream: Stream, first: number, isReply: boolean): PreambleLine[] {
  const { message, attachment, depth } = stream;
  const rows =
    attachment === undefined ? message.body : (message.attachments[attachment]?.lines ?? []);
  const end = stream.lines.at(first)?.row ?? rows.length;
  let from = 0;
  if (attachment === undefined && (depth > 0 || isReply))
    from = Math.max(behindAttribution(message.body, depth, end), behindDeeper(rows, depth, end));
  const lines: PreambleLine[] = [];
  for (let row = from; row < end; row++) {
    const line = rows[row];
    if (line && line.quoteDepth >= depth)
      lines.push({ text: stripMarks(line.text, depth), row, span: line.span });
  }
  return lines;
}

function behindAttribution(body: readonly BodyLine[], depth: number, end: number): number {
  let from = 0;
  for (const attribution of findAttributions(body))
    if (attribution.depth === depth - 1 && attribution.end <= end) from = attribution.end;
  return from;
}

/** A reply that proposes a diff first quotes what it answers. */
function behindDeeper(rows: readonly BodyLine[], depth: number, end: number): number {
  for (let row = end - 1; row >= 0; row--) if ((rows[row]?.quoteDepth ?? 0) > depth) return row + 1;
  return 0;
}

/** Removes as many quote marks as the depth says. */
export function stripMarks(text: string, depth: number): string {
  let at = 0;
  for (let mark = 0; mark < depth && text[at] === ">"; mark++) {
    at++;
    if (text[at] === " ") at++;
  }
  return text.slice(at);
}

const firstStat = (lines: readonly PreambleLine[]): number =>
  lines.findIndex(({ text, span }) => /^\s/.test(text) && parseStatLine(text, span) !== undefined);

function trimBlank(lines: readonly PreambleLine[]): readonly PreambleLine[] {
  let start = 0;
  let end = lines.length;
  while (start < end && !lines[start]?.text.trim()) start++;
  while (end > start && !lines[end - 1]?.text.trim()) end--;
  return lines.slice(start, end);
}
