// SPDX-License-Identifier: MIT
import type { SourceLine } from "../base";
import { quoteDepthMax } from "./limits";
import type { BodyLine } from "./message";

/**
 * Splits a line into its quote depth and the text behind the marks.
 * - Shape: one line without its line end -> depth 0 for the author's own words.
 * - Source: list-archive practice; RFC 3676 section 4.5 for flowed text.
 */
function readQuote(text: string): { readonly depth: number; readonly unquoted: string } {
  // Archives respace the marks ("> > ", ">> ", "> >" are all depth two): count marks, not columns.
  let depth = 0;
  let at = 0;
  while (text.charCodeAt(at) === 0x3e) {
    // "->" of a call trace, quoted by an archive that ate its blanks, keeps its own mark.
    depth++;
    at++;
    if (text.charCodeAt(at) === 0x20) at++;
  }
  return { depth: Math.min(depth, quoteDepthMax), unquoted: text.slice(at) };
}

export const quoteDepth = (text: string): number => readQuote(text).depth;

export function toBodyLine({ text, span }: SourceLine): BodyLine {
  const { depth, unquoted } = readQuote(text);
  return { text, quoteDepth: depth, unquoted, span };
}

/**
 * Gives back the blank that belongs to the line: where a mailer sets marks without one (">+"), the
 * blank behind the last mark is the line's own first.
 */
export function untighten(lines: readonly BodyLine[]): readonly BodyLine[] {
  const votes = new Map<number, number>();
  for (const { text, quoteDepth: depth, unquoted } of lines) {
    if (depth === 0 || !isTelltale(unquoted)) continue;
    const isTight = text.charCodeAt(text.length - unquoted.length - 1) === 0x3e;
    votes.set(depth, (votes.get(depth) ?? 0) + (isTight ? 1 : -1));
  }
  const tight = new Set([...votes].filter(([, vote]) => vote > 0).map(([depth]) => depth));
  if (!tight.size) return lines;
  return lines.map((line) => {
    const { text, quoteDepth: depth, unquoted } = line;
    const ate = text.charCodeAt(text.length - unquoted.length - 1) === 0x20;
    return ate && tight.has(depth) ? { ...line, unquoted: ` ${unquoted}` } : line;
  });
}

/** Lines of a diff that begin at its left edge. */
const isTelltale = (unquoted: string): boolean => {
  const mark = unquoted.charCodeAt(0);
  // "->" of a call trace is none.
  if (mark === 0x2b || mark === 0x2d) return unquoted.charCodeAt(1) !== 0x3e;
  return (mark === 0x40 && unquoted.startsWith("@@ -")) || unquoted.startsWith("diff --git ");
};

/**
 * Undoes the space-stuffing of a format=flowed text; lines are not joined, since a patch may be
 * inside.
 * - Source: RFC 3676 section 4.4. A sender that stuffs doubles the blank of every line beginning
 *   with one, so a line beginning with exactly one shows that this sender does not stuff, whatever
 *   it says.
 */
export function unstuff(lines: readonly BodyLine[]): BodyLine[] {
  const own = lines.filter(({ quoteDepth: depth }) => depth === 0);
  const stuffs = !own.some(({ text }) => /^ [^ >]/.test(text) && !text.startsWith(" From "));
  if (!stuffs) return [...lines];
  return lines.map((line) =>
    line.quoteDepth === 0 && line.text.startsWith(" ")
      ? { ...line, unquoted: line.text.slice(1) }
      : line,
  );
}

/** Mailers break lines at 72 to 80 columns; quoting may have added a few before that. */
const wrapColumnsMin = 70;
const wrapColumnsMax = 80;

/**
 * Gives the torn-off end of a wrapped quoted line the depth of the line it was torn from; mailers
 * leave it without marks, where it would be taken for an answer.
 */
export function adoptTorn(lines: readonly BodyLine[]): BodyLine[] {
  return lines.map((line, at) => {
    const above = lines[at - 1];
    const below = lines[at + 1];
    if (!above || !below || above.quoteDepth <= line.quoteDepth) return line;
    if (below.quoteDepth !== above.quoteDepth || !isTorn(above, line)) return line;
    return { ...line, quoteDepth: above.quoteDepth };
  });
}

/** Whether the first word of a line no longer fitted behind the line above, which ends nothing. */
function isTorn(above: BodyLine, line: BodyLine): boolean {
  const word = /^\S{1,80}/.exec(line.unquoted)?.[0].length ?? 0;
  const length = above.text.trimEnd().length;
  if (!word || length > wrapColumnsMax || length + 1 + word <= wrapColumnsMin) return false;
  return line.unquoted.length < length && !/[.;:!?{}]$/.test(above.unquoted.trimEnd());
}
