// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Tail } from "./cut";
import type { Image, ImageWord } from "./image";
import type { Candidate } from "./candidate";
import type { Notes } from "./notes";
import type { SourceText } from "./source";
import { baseRange, type Piece } from "./span";

/** The mail's own spans of some lines of a hunk. */
export function spansOf(image: Image, lines: Iterable<number>): readonly Span[] {
  const unique = [...new Set(lines)].sort((a, b) => a - b);
  return unique.flatMap((line) => image.hunk.lines[line]?.sources[0] ?? []);
}

/** Long quotations help nobody. */
const quoteLengthMax = 90;

type QuotedWord = Pick<ImageWord, "text" | "line" | "startOffset" | "endOffset">;

/** Words as they were written, blanks folded. */
export function quote(words: readonly QuotedWord[]): string {
  const text = words
    .map((word, index) => {
      const previous = words[index - 1];
      const isApart = previous?.line !== word.line || previous.endOffset < word.startOffset;
      return previous && isApart ? ` ${word.text}` : word.text;
    })
    .join("");
  return `"${text.length <= quoteLengthMax ? text : `${text.slice(0, quoteLengthMax)}...`}"`;
}

/** Notes every way in which a placed hunk is not simply found word by word. */
export function noteDepartures(
  candidate: Candidate,
  pieces: readonly Piece[],
  source: SourceText,
  notes: Notes,
): void {
  const { image, names } = candidate;
  const { id } = image.hunk;
  for (const [from, to] of names) {
    const lines = image.hunk.lines.flatMap(({ text }, index) =>
      new RegExp(`\\b${from}\\b`).test(text) ? [index] : [],
    );
    notes.add(
      "apply/name-mapped",
      `Hunk ${id}: ${from} of the mail is ${to} in ${candidate.item?.name ?? source.path}; ` +
        "the base's name is used.",
      spansOf(image, lines),
      id,
    );
  }
  for (const { line, from, to } of image.splits) {
    notes.add(
      "apply/joined-words",
      `Hunk ${id}: "${from}" is read as "${to}": a mail ate the blank.`,
      spansOf(image, [line]),
      id,
    );
  }
  for (const piece of pieces) noteWords(piece, source, notes);
  noteElided(candidate, source, notes);
  noteEdges(candidate, pieces, notes);
}

function noteWords(piece: Piece, source: SourceText, notes: Notes): void {
  const { image, pairs } = piece.candidate;
  const { id } = image.hunk;
  const spoken = image.before
    .map((word, index) => ({ word, at: pairs[index]! }))
    .slice(piece.firstBefore, piece.endBefore);
  const own = spoken.filter(({ at }) => at < 0).map(({ word }) => word);
  const [first, end] = baseRange(piece, source);
  const paired = new Set(spoken.map(({ at }) => at));
  const dropped: QuotedWord[] = [];
  for (let word = first; word < end; word++) {
    const stays = source.isProtected(word) || source.isInclude(word);
    if (!paired.has(word) && !stays) dropped.push(source.words[word]!);
  }
  if (!own.length && !dropped.length) return;
  const says = own.length ? `the mail says ${quote(own)}` : "the mail leaves out words";
  const has = dropped.length ? `the base has ${quote(dropped)}` : "the base has nothing";
  const lines = own.length ? own.map((word) => word.line) : [piece.left.line];
  notes.add(
    "apply/words-differ",
    `Hunk ${id}: ${says} where ${has}; the mail's own words are run on both sides.`,
    spansOf(image, lines),
    id,
  );
}

function noteElided({ image, elided, item }: Candidate, source: SourceText, notes: Notes): void {
  if (!elided.length) return;
  const words = elided.map((line) => ({
    text: image.lines[line]!.text.trim(),
    line,
    startOffset: 0,
    endOffset: 0,
  }));
  notes.add(
    "apply/context-elided",
    `Hunk ${image.hunk.id}: context ${quote(words)} is worded otherwise in ` +
      `${item?.name ?? source.path}; there the base's own words are run on both sides.`,
    spansOf(image, elided),
    image.hunk.id,
  );
}

function noteEdges({ image, pairs }: Candidate, pieces: readonly Piece[], notes: Notes): void {
  if (!pieces.length) return;
  const unspoken: ImageWord[] = image.before.filter(
    (_, index) =>
      pairs[index]! < 0 &&
      !pieces.some((piece) => piece.firstBefore <= index && index < piece.endBefore),
  );
  if (!unspoken.length) return;
  notes.add(
    "apply/edge-left-out",
    `Hunk ${image.hunk.id}: its outermost context ${quote(unspoken)} is not in the base ` +
      "and is left out.",
    spansOf(
      image,
      unspoken.map((word) => word.line),
    ),
    image.hunk.id,
  );
}

/**
 * Notes what was done about a lost tail; the answer is the assumption that closing braces belong
 * to.
 */
export function noteTail(candidate: Candidate, tail: Tail, notes: Notes): string {
  const { image } = candidate;
  const { id, lost } = image.hunk;
  const counted = ([kind, count]: readonly [string, number]): readonly string[] =>
    count ? [`${count} ${kind}`] : [];
  const missing = [
    ...counted(["added", lost.added]),
    ...counted(["removed", lost.removed]),
    ...counted(["context", lost.context]),
  ].join(", ");
  if (tail.dropped.length) {
    notes.add(
      "apply/cut-statement-dropped",
      `Hunk ${id} is cut: ${quote(tail.dropped)} is not a whole statement and is left out.`,
      spansOf(
        image,
        tail.dropped.map((word) => word.line),
      ),
      id,
    );
  }
  const lastLine = spansOf(image, [image.lines.length - 1]);
  const lostText = missing ? `lost: ${missing}` : "nobody knows how much is lost";
  if (!tail.closers.length) {
    return notes.add(
      "apply/cut-tail-lost",
      `Hunk ${id} is cut (${lostText}); what is left is whole and is run as if it were all.`,
      lastLine,
      id,
    );
  }
  const count = tail.closers.length;
  const braces = count === 1 ? "one closing brace is" : `${count} closing braces are`;
  const explains =
    0 < lost.added
      ? `; ${count === 1 ? "it explains" : "they explain"} ` +
        `${Math.min(count, lost.added)} of ${lost.added} lost added lines`
      : "";
  return notes.add(
    "apply/cut-tail-closed",
    `Hunk ${id} is cut (${lostText}); ${braces} put behind its last line${explains}.`,
    lastLine,
    id,
  );
}
