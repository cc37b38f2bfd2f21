// SPDX-License-Identifier: MIT
// Where hunks begin in a text, found long before the text is read: by their @@ lines alone.
import type { Span } from "../base";
import { behindAllMarks, readMessages } from "../mail";
import { parseHunkHeader } from "./hunk";

/** A line that begins a hunk if what is around it makes a patch. */
export interface HunkPlace {
  /** Counted from 1. */
  readonly line: number;
  /** What stands behind the @@. */
  readonly section: string;
}

/** Characters looked at between two steps; a few milliseconds. */
const perStep = 400_000;

/**
 * Finds the lines hunks begin on, quoted ones too. Reading the text finds them again, without those
 * that belong to no patch and with those no @@ line shows.
 * - Shape: a text -> places in order of their lines; may be abandoned at every step.
 */
export function* placesInSteps(text: string): Generator<void, readonly HunkPlace[]> {
  const places: HunkPlace[] = [];
  let line = 1;
  let looked = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfMessage(text, start);
    const part = text.slice(start, end);
    const found = isCoded.test(part) ? decodedPlaces(part) : plainPlaces(part);
    for (const place of found) places.push({ ...place, line: line + place.line - 1 });
    line += lineEnds(part);
    looked += part.length;
    start = end;
    if (looked < perStep) continue;
    looked = 0;
    yield;
  }
  return places;
}

/** Bodies whose lines are not the text's own. */
const isCoded = /^content-transfer-encoding:[ \t]*base64|=0D=0A/im;
/** What separates two messages of a mailbox, near enough. */
const separator = /^From \S.{0,200}\d:\d\d.{0,40}\d{4}/;

function endOfMessage(text: string, start: number): number {
  for (let at = start; ; at++) {
    at = text.indexOf("\nFrom ", at);
    if (at < 0) return text.length;
    if (separator.test(text.slice(at + 1, at + 300))) return at + 1;
  }
}

/** Marks, numbers, and as much of the section as names a function. */
const headingLengthMax = 400;

function plainPlaces(text: string): readonly HunkPlace[] {
  const places: HunkPlace[] = [];
  let line = 1;
  let counted = 0;
  for (let at = text.indexOf("@@"); 0 <= at; at = text.indexOf("@@", at)) {
    const start = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    const words = text.slice(
      start,
      Math.min(end < 0 ? text.length : end, start + headingLengthMax),
    );
    // A hunk's numbers show that what stands before them are marks.
    const header = parseHunkHeader(words.slice(behindAllMarks(words)));
    if (header) {
      line += lineEnds(text.slice(counted, start));
      counted = start;
      places.push({ line, section: header.section });
    }
    if (end < 0) break;
    at = end;
  }
  return places;
}

/** Several lines of a decoded body may stand on one line of the text. */
function decodedPlaces(text: string): readonly HunkPlace[] {
  const byLine = new Map<number, HunkPlace>();
  const source = { name: "", bytes: new TextEncoder().encode(text) };
  const add = (words: string, { line }: Span): void => {
    const header = words.startsWith("@@") ? parseHunkHeader(words) : undefined;
    if (header && !byLine.has(line)) byLine.set(line, { line, section: header.section });
  };
  for (const { body, attachments } of readMessages(source).value) {
    for (const { unquoted, span } of body) add(unquoted, span);
    for (const { lines } of attachments) for (const one of lines) add(one.text, one.span);
  }
  return [...byLine.values()].sort((one, other) => one.line - other.line);
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); 0 <= at; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
