// SPDX-License-Identifier: MIT
import type { Image, ImageWord } from "./image";
import { shrinkTriesMax } from "./limits";
import type { Candidate } from "./candidate";
import { shapeOf } from "./shape";
import type { SourceText } from "./source";
import { cutsEnd, cutsStart } from "./statement";

/** One end of what is spoken: a matched context word, or the changed line itself. */
interface Edge {
  /** Index into the words before; -1: the outermost changed line is the end. */
  readonly word: number;
  /** Hunk line, and column from which (or up to which) it is spoken. */
  readonly line: number;
  readonly column: number;
  /** Offset into the base text. */
  readonly offset: number;
}

/**
 * A stretch of a hunk that is contiguous source: base text [startOffset, endOffset) is replaced by
 * its lines. A hunk that nobody trimmed has one.
 */
export interface Piece {
  readonly candidate: Candidate;
  readonly bounds: Bounds;
  readonly left: Edge;
  readonly right: Edge;
  readonly startOffset: number;
  readonly endOffset: number;
  /** Words [firstBefore, endBefore) of the image before that are spoken. */
  readonly firstBefore: number;
  readonly endBefore: number;
  /** Matched context words at the edges that are left to the base although they match. */
  readonly shrunk: number;
}

export type Pieces =
  | { readonly kind: "pieces"; readonly pieces: readonly Piece[] }
  | { readonly kind: "refused"; readonly reason: string };

/** Cuts a placed hunk into the stretches to be spliced; each keeps all of its changed lines. */
export function piecesOf(candidate: Candidate, source: SourceText): Pieces {
  const { image } = candidate;
  const pieces: Piece[] = [];
  let first = 0;
  for (const gap of [...realGaps(candidate), image.lines.length - 1]) {
    const last = Math.min(gap, image.lines.length - 1);
    if (last < first) continue;
    const result = pieceWithin(candidate, source, { firstLine: first, lastLine: last });
    if (typeof result === "string") return { kind: "refused", reason: result };
    if (result) pieces.push(result);
    first = last + 1;
  }
  for (let index = 1; index < pieces.length; index++) {
    if (pieces[index]!.startOffset < pieces[index - 1]!.endOffset) {
      return { kind: "refused", reason: "the pieces of the trimmed hunk overlap in the base" };
    }
  }
  return { kind: "pieces", pieces };
}

/**
 * Gaps in which the base has words of its own; at the others nothing but added lines can be lost.
 */
function realGaps({ image, pairs }: Candidate): readonly number[] {
  return image.hunk.gaps.filter((gap) => {
    let before = -1;
    let behind = -1;
    image.before.forEach((word, index) => {
      if (pairs[index]! < 0) return;
      if (word.line <= gap) before = pairs[index]!;
      else if (behind < 0) behind = pairs[index]!;
    });
    return 0 <= before && before + 1 < behind;
  });
}

/** Which part of a hunk a piece may take, and of the base. */
export interface Bounds {
  readonly firstLine: number;
  /** Lines behind it do not exist; of this one only what stands before the column. */
  readonly lastLine: number;
  readonly lastColumn?: number;
  readonly fromOffset?: number;
  readonly toOffset?: number;
}

/**
 * Undefined where nothing changes between the lines; a text where the stretch cannot be spliced.
 */
export function pieceWithin(
  candidate: Candidate,
  source: SourceText,
  bounds: Bounds,
): Piece | string | undefined {
  const { image } = candidate;
  const { firstLine, lastLine, lastColumn = Number.POSITIVE_INFINITY } = bounds;
  const changed: number[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const { kind, silent } = image.lines[line]!;
    if (kind !== "context" && !silent) changed.push(line);
  }
  const firstChange = changed[0];
  const lastChange = changed.at(-1);
  if (firstChange === undefined || lastChange === undefined) return undefined;
  const within = image.before.flatMap((word, index) => {
    const inside =
      firstLine <= word.line &&
      (word.line < lastLine || (word.line === lastLine && word.endOffset <= lastColumn));
    return inside ? [index] : [];
  });
  const { fromOffset = 0, toOffset = Number.POSITIVE_INFINITY } = bounds;
  const lefts = leftEdges(candidate, source, within, firstChange).filter(
    (edge) => fromOffset <= edge.offset,
  );
  const rights = rightEdges(candidate, source, within, lastChange).filter(
    (edge) => edge.offset <= toOffset,
  );
  if (!lefts.length || !rights.length)
    return "no word of it beside the change is found in the base";
  let tries = 0;
  for (let dropped = 0; dropped < lefts.length + rights.length - 1; dropped++) {
    for (let fromLeft = 0; fromLeft <= dropped; fromLeft++) {
      const left = lefts[fromLeft];
      const right = rights[dropped - fromLeft];
      if (!left || !right) continue;
      if (shrinkTriesMax < ++tries) break;
      const piece = spanBetween(candidate, bounds, left, right, dropped);
      if (piece && fits(piece, source)) return piece;
    }
  }
  return "its brackets and those of the base text it would replace do not agree";
}

/** Beginnings of the spoken stretch, widest first. */
function leftEdges(
  candidate: Candidate,
  source: SourceText,
  within: readonly number[],
  firstChange: number,
): readonly Edge[] {
  const { image, pairs } = candidate;
  let edges: Edge[] = [];
  let before = -1;
  let behind = -1;
  for (const index of within) {
    const at = pairs[index]!;
    if (at < 0) continue;
    const word = image.before[index]!;
    if (word.line < firstChange) {
      edges.push(leftEdgeAt(word, index, at, source));
      before = at;
    } else if (behind < 0) behind = at;
  }
  edges = edges.filter(
    ({ word }) => !isIdleStart(candidate, word) && !cutsStart(candidate, source, word, firstChange),
  );
  const firstWord = within.find((index) => firstChange <= image.before[index]!.line);
  const isMatched = firstWord !== undefined && pairs[firstWord]! === behind && 0 <= behind;
  const changedFirst = isMatched && image.before[firstWord]!.line === firstChange;
  let offset = -1;
  if (changedFirst) offset = startOf(source, behind);
  else if (0 <= before) offset = endOf(source, before);
  else if (0 <= behind) offset = startBehindComments(image, source, firstChange, behind);
  if (offset < 0) return edges;
  // A change inside a comment brings the whole comment along.
  const line = image.lines[firstChange]!.commentFrom ?? firstChange;
  const text = image.lines[line]!.text;
  const column = line === firstChange ? 0 : Math.max(0, text.lastIndexOf("/*"));
  edges.push({ word: -1, line, column, offset });
  return edges;
}

/**
 * Whether a line spoken from a word on, in its middle, says only what the base says there, so that
 * the next line may begin.
 */
function isIdleStart({ image, pairs }: Candidate, first: number): boolean {
  const { line } = image.before[first]!;
  if (image.before[first - 1]?.line !== line) return false;
  for (let index = first; index < image.before.length; index++) {
    const isPaired =
      0 <= pairs[index]! && (index === first || pairs[index] === pairs[index - 1]! + 1);
    if (!isPaired) return false;
    if (image.before[index]!.line !== line) return true;
  }
  return false;
}

/** The same for a line spoken up to a word. */
function isIdleEnd({ image, pairs }: Candidate, last: number): boolean {
  const { line } = image.before[last]!;
  if (image.before[last + 1]?.line !== line) return false;
  for (let index = last; 0 <= index; index--) {
    const isPaired =
      0 <= pairs[index]! && (index === last || pairs[index] === pairs[index + 1]! - 1);
    if (!isPaired) return false;
    if (image.before[index]!.line !== line) return true;
  }
  return false;
}

/** Where a word begins, or the comments above it that the hunk has there as well. */
function startBehindComments(
  { lines, before }: Image,
  source: SourceText,
  firstChange: number,
  word: number,
): number {
  const withWords = new Set(before.map(({ line }) => line));
  const above: string[] = [];
  for (let line = firstChange; line < lines.length && !withWords.has(line); line++) {
    if (lines[line]!.kind !== "added") above.push(lines[line]!.text.trim());
  }
  const first = source.words[word]!.line - above.length;
  const same = above.every((text, index) => source.lines[first + index]?.text.trim() === text);
  return above.length && same ? source.lineStarts[first]! : startOf(source, word);
}

/** Ends of the spoken stretch, widest first. */
function rightEdges(
  candidate: Candidate,
  source: SourceText,
  within: readonly number[],
  lastChange: number,
): readonly Edge[] {
  const { image, pairs } = candidate;
  let edges: Edge[] = [];
  let before = -1;
  let behind = -1;
  for (const index of [...within].reverse()) {
    const at = pairs[index]!;
    if (at < 0) continue;
    const word = image.before[index]!;
    if (lastChange < word.line) {
      edges.push(rightEdgeAt(word, index, at, source, image.lines[word.line]!.text.length));
      behind = at;
    } else if (before < 0) before = at;
  }
  edges = edges.filter(
    ({ word }) => !isIdleEnd(candidate, word) && !cutsEnd(candidate, word, lastChange),
  );
  let offset = -1;
  if (0 <= before) {
    offset = endOf(source, before);
    const matched = within.find((index) => pairs[index] === before);
    const lines = image.lines.slice((image.before[matched ?? 0]?.line ?? 0) + 1, lastChange);
    // The blank lines the hunk has there are the base's own.
    if (lines.some(({ kind, text }) => kind === "context" && !text.trim())) {
      const blank = /^(?:\n[ \t]*(?=\n))*/.exec(source.text.slice(offset, offset + 200))![0];
      if (blank) offset += blank.length + 1;
    }
  } else if (0 <= behind) offset = startOf(source, behind);
  if (offset < 0) return edges;
  const line = image.lines[lastChange]!.commentTo;
  const column = line === undefined ? -1 : image.lines[line]!.text.indexOf("*/") + 2;
  if (line !== undefined) edges.push({ word: -1, line, column, offset });
  else edges.push({ word: -1, line: lastChange, column: Number.POSITIVE_INFINITY, offset });
  return edges;
}

function leftEdgeAt(word: ImageWord, index: number, at: number, source: SourceText): Edge {
  // A preprocessor line cannot be entered in its middle.
  const base = source.words[at]!;
  if (base.directive && word.directive) {
    const offset = source.lineStarts[base.line]!;
    return { word: index, line: word.line, column: 0, offset };
  }
  return { word: index, line: word.line, column: word.startOffset, offset: base.startOffset };
}

function rightEdgeAt(
  word: ImageWord,
  index: number,
  at: number,
  source: SourceText,
  length: number,
): Edge {
  const base = source.words[at]!;
  if (base.directive && word.directive) {
    return { word: index, line: word.line, column: length, offset: lineEnd(source, base.line) };
  }
  return { word: index, line: word.line, column: word.endOffset, offset: base.endOffset };
}

const lineEnd = (source: SourceText, line: number): number =>
  (source.lineStarts[line + 1] ?? source.text.length + 1) - 1;

function startOf(source: SourceText, at: number): number {
  const word = source.words[at]!;
  return word.directive ? source.lineStarts[word.line]! : word.startOffset;
}

function endOf(source: SourceText, at: number): number {
  const word = source.words[at]!;
  if (word.directive) return lineEnd(source, word.line);
  // A comment that closes the line belongs to it.
  const end = lineEnd(source, word.line);
  const rest = source.text.slice(word.endOffset, end);
  return /^\s*(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*|\/\/.*)?$/.test(rest) ? end : word.endOffset;
}

function spanBetween(
  candidate: Candidate,
  bounds: Bounds,
  left: Edge,
  right: Edge,
  shrunk: number,
): Piece | undefined {
  const { before } = candidate.image;
  const startOffset = left.offset;
  let endOffset = right.offset;
  if (endOffset < startOffset) {
    // A pure insertion between two matched words: it stands behind the first.
    if (0 <= left.word || 0 <= right.word) return undefined;
    endOffset = startOffset;
  }
  const isSpoken = (word: ImageWord): boolean =>
    (left.line < word.line || (left.line === word.line && left.column <= word.startOffset)) &&
    (word.line < right.line || (word.line === right.line && word.endOffset <= right.column));
  const firstBefore = before.findIndex(isSpoken);
  let endBefore = firstBefore < 0 ? -1 : firstBefore;
  while (0 <= endBefore && endBefore < before.length && isSpoken(before[endBefore]!)) endBefore++;
  const range = firstBefore < 0 ? { firstBefore: 0, endBefore: 0 } : { firstBefore, endBefore };
  return { candidate, bounds, left, right, startOffset, endOffset, ...range, shrunk };
}

/** Net brackets of what is spoken and of what it replaces agree. */
function fits(piece: Piece, source: SourceText): boolean {
  const [first, end] = baseRange(piece, source);
  const spoken = piece.candidate.image.before.slice(piece.firstBefore, piece.endBefore);
  // What an earlier patch put there and this one does not know stays.
  const replaced = source.words
    .slice(first, end)
    .filter((_, index) => !source.isProtected(first + index) || isPaired(piece, first + index));
  return shapeOf(spoken) === shapeOf(replaced);
}

const isPaired = (piece: Piece, word: number): boolean => piece.candidate.pairs.includes(word);

/** Words [first, end) of the base that a piece replaces. */
export function baseRange(
  piece: Pick<Piece, "startOffset" | "endOffset">,
  source: SourceText,
): readonly [number, number] {
  const first = firstWordFrom(source, piece.startOffset);
  let end = first;
  while (end < source.words.length && source.words[end]!.endOffset <= piece.endOffset) end++;
  return [first, end];
}

function firstWordFrom(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (source.words[middle]!.startOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
