// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import { quoteDepthMax } from "./limits";
import type { BodyLine } from "./message";
import { spanOfLines, type LineTable } from "./source";
import { linesPerStep } from "./steps";

/** A line of a body; its span is made when somebody asks, since most lines are only looked at. */
export class QuotedLine implements BodyLine {
  constructor(
    readonly text: string,
    readonly quoteDepth: number,
    readonly unquoted: string,
    readonly table: LineTable,
    readonly first: number,
    readonly end: number,
  ) {}

  get span(): Span {
    return spanOfLines(this.table, this.first, this.end);
  }

  /** The same line read another way. */
  as(text: string, depth: number, unquoted: string, first = this.first): QuotedLine {
    return new QuotedLine(text, depth, unquoted, this.table, first, this.end);
  }
}

/**
 * Splits a line into its quote depth and the text behind the marks.
 * - Shape: one line without its line end -> depth 0 for the author's own words.
 * - Source: list-archive practice; RFC 3676 section 4.5 for flowed text.
 */
export function toBodyLine(text: string, table: LineTable, first: number, end: number): QuotedLine {
  const behind = endOfMarks(text);
  if (!behind) return new QuotedLine(text, 0, text, table, first, end);
  return new QuotedLine(text, quoteDepth(text), text.slice(behind), table, first, end);
}

/** Archives respace the marks ("> > ", ">> ", "> >" are all of depth two): only marks count. */
export function quoteDepth(text: string): number {
  let depth = 0;
  for (let at = 0; text.charCodeAt(at) === mark;) {
    depth++;
    at += text.charCodeAt(at + 1) === blank ? 2 : 1;
  }
  return Math.min(depth, quoteDepthMax);
}

/** Behind each mark one blank is the quoting's own. */
function endOfMarks(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === mark) at += text.charCodeAt(at + 1) === blank ? 2 : 1;
  return at;
}

const mark = 0x3e;
const bar = 0x7c;
const blank = 0x20;
const capitalA = 0x41;
const capitalZ = 0x5a;
/** A name or initials before a mark. */
const nameLengthMax = 20;

/** The bar, or the name with its mark, that may quote a text; "" without one. */
export function markOf(text: string): string {
  const first = text.charCodeAt(0);
  if (first === bar) return "|";
  if (!(first >= capitalA && first <= capitalZ)) return "";
  const end = text.indexOf(">");
  if (end < 1 || end > nameLengthMax) return "";
  const behind = text.charCodeAt(end + 1);
  const isMark = Number.isNaN(behind) || behind === blank;
  return isMark && /^[A-Za-z.]+>/.test(text) ? text.slice(0, end + 1) : "";
}

/** Where a line goes on behind its marks, whatever they are; some must be shown to be marks. */
export function behindAllMarks(text: string): number {
  let at = 0;
  for (let depth = 0; depth < quoteDepthMax; depth++) {
    const isUsual = text.charCodeAt(at) === mark;
    const length = isUsual ? 1 : markOf(text.slice(at, at + nameLengthMax + 2)).length;
    if (!length) break;
    at += length;
    if (text.charCodeAt(at) === blank) at++;
  }
  return at;
}

/**
 * Gives back the blank that belongs to the line: where a mailer sets marks without one (">+"), the
 * blank behind the last mark is the line's own first.
 */
export function untighten(lines: QuotedLine[]): QuotedLine[] {
  const votes = new Map<number, number>();
  for (const { text, quoteDepth: depth, unquoted } of lines) {
    if (depth === 0 || !isTelltale(unquoted)) continue;
    const isTight = text.charCodeAt(text.length - unquoted.length - 1) === mark;
    votes.set(depth, (votes.get(depth) ?? 0) + (isTight ? 1 : -1));
  }
  const tight = new Set([...votes].filter(([, vote]) => vote > 0).map(([depth]) => depth));
  if (!tight.size) return lines;
  return lines.map((line) => {
    const { text, quoteDepth: depth, unquoted } = line;
    const ate = text.charCodeAt(text.length - unquoted.length - 1) === blank;
    return ate && tight.has(depth) ? line.as(text, depth, ` ${unquoted}`) : line;
  });
}

/** Lines of a diff that begin at its left edge. */
const isTelltale = (unquoted: string): boolean => {
  const sign = unquoted.charCodeAt(0);
  // "->" of a call trace is none.
  if (sign === 0x2b || sign === 0x2d) return unquoted.charCodeAt(1) !== 0x3e;
  return (sign === 0x40 && unquoted.startsWith("@@ -")) || unquoted.startsWith("diff --git ");
};

/**
 * Undoes format=flowed: space-stuffing, and the soft breaks a mailer put into long lines.
 * - Source: RFC 3676 sections 4.1, 4.4 and 4.5; DelSp removes the blank of a soft break.
 * - A sender that stuffs doubles the blank of every line beginning with one, so a line beginning
 *   with exactly one shows that this sender does not stuff, whatever it says: such text stays.
 *   A diff line is never joined to the next one, since its blank may be its own.
 */
export function* unflow(lines: QuotedLine[], deletesBlank: boolean): Generator<void, QuotedLine[]> {
  const stuffs = !lines.some(
    ({ text, quoteDepth: depth }) =>
      depth === 0 && /^ [^ >]/.test(text) && !text.startsWith(" From "),
  );
  if (!stuffs) return lines;
  const out: QuotedLine[] = [];
  let open: QuotedLine | undefined;
  let done = 0;
  for (const line of lines) {
    if (++done % linesPerStep === 0) yield;
    const { text, quoteDepth: depth, unquoted } = line;
    const isStuffed = depth === 0 && text.charCodeAt(0) === blank;
    const own = isStuffed ? text.slice(1) : unquoted;
    if (open && open.quoteDepth === depth && !isStuffed && mayGoOn(own)) {
      const drop = deletesBlank ? -1 : Infinity;
      const whole = open.text.slice(0, drop) + own;
      const unbroken = open.unquoted.slice(0, drop) + own;
      const joined: QuotedLine = line.as(whole, depth, unbroken, open.first);
      out[out.length - 1] = joined;
      open = isSoft(own) ? joined : undefined;
      continue;
    }
    const read = isStuffed ? line.as(text, depth, own) : line;
    out.push(read);
    open = isSoft(own) && own.trim() !== "" ? read : undefined;
  }
  return out;
}

/** Whether a line may be the rest of the one above: diff lines and quoted ones begin anew. */
const mayGoOn = (own: string): boolean => !/^[+\-@]/.test(own) && !markOf(own);

const isSoft = (unquoted: string): boolean => unquoted.endsWith(" ") && unquoted !== "-- ";

/** Mailers break lines at 72 to 80 columns; quoting may have added a few before that. */
const wrapColumnsMin = 70;
const wrapColumnsMax = 80;

/**
 * Gives the torn-off end of a wrapped quoted line the depth of the line it was torn from; mailers
 * leave it without marks, where it would be taken for an answer.
 */
export function adoptTorn(lines: QuotedLine[]): QuotedLine[] {
  let adopted: QuotedLine[] | undefined;
  for (let at = 1; at + 1 < lines.length; at++) {
    const above = lines[at - 1] as QuotedLine;
    const line = lines[at] as QuotedLine;
    if (above.quoteDepth <= line.quoteDepth) continue;
    if (lines[at + 1]?.quoteDepth !== above.quoteDepth || !isTorn(above, line)) continue;
    adopted ??= [...lines];
    adopted[at] = line.as(line.text, above.quoteDepth, line.unquoted);
  }
  return adopted ?? lines;
}

/** Whether the first word of a line no longer fitted behind the line above, which ends nothing. */
function isTorn(above: BodyLine, line: BodyLine): boolean {
  const word = /^\S{1,80}/.exec(line.unquoted)?.[0].length ?? 0;
  const length = above.text.trimEnd().length;
  if (!word || length > wrapColumnsMax || length + 1 + word <= wrapColumnsMin) return false;
  return line.unquoted.length < length && !/[.;:!?{}]$/.test(above.unquoted.trimEnd());
}
