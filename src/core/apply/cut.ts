// SPDX-License-Identifier: MIT
import type { Hunk } from "../patch";
import type { ImageWord } from "./image";
import type { Candidate } from "./candidate";
import { netBraces, shapeOf } from "./shape";
import type { SourceText } from "./source";
import { pieceWithin, type Piece } from "./span";

/** A line that closes a brace, and the hunk's line that opens it. */
export interface Closer {
  readonly text: string;
  readonly openedAt: number;
}

/** What is left of a hunk whose tail is lost, so that both sides are whole statements. */
export interface Tail {
  readonly piece?: Piece;
  /** Of the added lines, those behind this place are not spoken. */
  readonly addedEnd?: { readonly line: number; readonly column: number };
  /** Lines that close what the added lines opened. */
  readonly closers: readonly Closer[];
  /** Words of added lines that are dropped because their statement is not whole. */
  readonly dropped: readonly ImageWord[];
  readonly broken?: string;
}

/** Whether removed lines stand at the cut, so that what replaces them may be among the lost. */
export function losesReplacement({ image }: Candidate): boolean {
  const { lines, groups } = image;
  const last = groups.at(-1);
  if (!mayLack(image.hunk) || !last || last.lastLine !== lines.length - 1) return false;
  return lines.slice(last.firstLine).some((line) => line.kind === "removed");
}

/**
 * Whether changed lines may be missing behind the last line. Counts cannot tell: a removed and an
 * added line look like one of context.
 */
const mayLack = ({ state }: Hunk): boolean => state === "cut";

/**
 * Ends a cut hunk at its last whole statement and closes as many braces as it opened more than its
 * pre-image.
 */
export function endTail(piece: Piece, source: SourceText): Tail {
  const { candidate, bounds } = piece;
  const isLast = bounds.lastLine === candidate.image.lines.length - 1;
  if (!isLast || !mayLack(candidate.image.hunk)) return { piece, closers: [], dropped: [] };
  const after = spokenAfter(piece);
  const scan = scanStatements(after, candidate);
  const isAdded = (word: ImageWord | undefined): boolean =>
    !!word && candidate.image.lines[word.line]!.kind === "added";
  const kept = wholeWords(piece, after, scan, isAdded);
  if (kept < 0) {
    const broken = "the patch removes an opening brace whose closing brace is in the lost part";
    return { piece, closers: [], dropped: [], broken };
  }
  const dropped = after.slice(kept).filter(isAdded);
  const last = after[kept - 1];
  if (!last) return { closers: [], dropped };
  const open = scan.openAt(kept);
  const closers = open
    .slice(open.length - extraBraces(piece, after, kept))
    .reverse()
    .map((brace) => ({
      text: indentOf(candidate, after[brace.word]) + closerOf(brace),
      openedAt: after[brace.word]?.line ?? 0,
    }));
  if (kept === after.length) return whole({ piece, dropped, closers });
  const addedEnd = { line: last.line, column: last.endOffset };
  const cut = pieceWithin(candidate, source, {
    ...bounds,
    lastLine: last.line,
    lastColumn: last.endOffset,
  });
  if (cut === undefined) return { closers: [], dropped };
  if (typeof cut === "string") return { closers: [], dropped, broken: cut };
  return whole({ piece: cut, addedEnd, dropped, closers });
}

const whole = (tail: Tail): Tail =>
  nestsAlike(tail)
    ? tail
    : { ...tail, broken: "what is left of it does not nest as the text it stands for" };

/**
 * How many words after can be kept so that closing braces of added lines makes them whole; -1: no
 * way.
 */
function wholeWords(
  piece: Piece,
  after: readonly ImageWord[],
  scan: StatementScan,
  isAdded: (word: ImageWord | undefined) => boolean,
): number {
  let kept = scan.boundaries.at(-1) ?? 0;
  // Half a statement of the context goes on in the base.
  if (!after.slice(kept).some(isAdded)) kept = after.length;
  while (0 < kept) {
    const extra = extraBraces(piece, after, kept);
    if (extra <= 0) return extra < 0 ? -1 : kept;
    const boundary = lastUpTo(scan.boundaries, kept);
    if (boundary < kept) {
      kept = boundary;
      continue;
    }
    // A brace of the context is not ours to close: end before it.
    const foreign = scan
      .openAt(kept)
      .slice(-extra)
      .find(({ word }) => !isAdded(after[word]));
    if (!foreign) return kept;
    kept = lastUpTo(scan.boundaries, foreign.word);
  }
  return 0;
}

const lastUpTo = (counts: readonly number[], limit: number): number =>
  counts.filter((count) => count <= limit).at(-1) ?? 0;

/** Braces that so many words after open more than the words before that stand no later. */
function extraBraces(piece: Piece, after: readonly ImageWord[], kept: number): number {
  const last = after[kept - 1];
  if (!last) return 0;
  const spoken = piece.candidate.image.before.slice(piece.firstBefore, piece.endBefore);
  const isUpTo = (word: ImageWord): boolean =>
    word.line < last.line || (word.line === last.line && word.endOffset <= last.endOffset);
  const before = kept === after.length ? spoken : spoken.filter(isUpTo);
  return netBraces(after.slice(0, kept)) - netBraces(before);
}

/** Whether what is told after nests as what is told before, the closing braces counted in. */
function nestsAlike({ piece, addedEnd, closers }: Tail): boolean {
  if (!piece) return true;
  const isKept = ({ line, endOffset }: ImageWord): boolean =>
    !addedEnd || line < addedEnd.line || (line === addedEnd.line && endOffset <= addedEnd.column);
  const brace = { text: "}", directive: 0 };
  const after = [...spokenAfter(piece).filter(isKept), ...closers.map(() => brace)];
  const before = piece.candidate.image.before.slice(piece.firstBefore, piece.endBefore);
  return shapeOf(after) === shapeOf(before);
}

/** The words of context and added lines that a piece speaks. */
function spokenAfter(piece: Piece): readonly ImageWord[] {
  const { left, right, candidate } = piece;
  return candidate.image.after.filter(
    (word) =>
      (left.line < word.line || (left.line === word.line && left.column <= word.startOffset)) &&
      (word.line < right.line || (word.line === right.line && word.endOffset <= right.column)),
  );
}

type BraceKind = "block" | "do" | "record" | "list";

interface OpenBrace {
  readonly kind: BraceKind;
  /** Index of the word that opens it. */
  readonly word: number;
}

interface StatementScan {
  /** Word counts after which only whole statements and open braces stand. */
  readonly boundaries: readonly number[];
  /** Braces open after so many words, outermost first. */
  openAt(count: number): readonly OpenBrace[];
}

function scanStatements(words: readonly ImageWord[], candidate: Candidate): StatementScan {
  const boundaries: number[] = [];
  const opens = new Map<number, readonly OpenBrace[]>();
  const stack: OpenBrace[] = [];
  let parens = 0;
  let statement = 0;
  const end = (count: number): void => {
    boundaries.push(count);
    opens.set(count, [...stack]);
    statement = count;
  };
  for (let index = 0; index < words.length; index++) {
    const { text, directive } = words[index]!;
    if (directive) {
      const isLast = words[index + 1]?.directive !== directive;
      const line = candidate.image.lines[words[index]!.line]!.text;
      if (isLast && !/\\\s*$/.test(line)) end(index + 1);
      continue;
    }
    if (text === "(" || text === "[") parens++;
    else if (text === ")" || text === "]") parens = Math.max(0, parens - 1);
    else if (text === "{") {
      const kind = braceKind(words, statement, index);
      stack.push({ kind, word: index });
      const isInitialiser = kind === "list" && !isEnum(words, statement, index);
      if (!parens && !isInitialiser) end(index + 1);
    } else if (text === "}") {
      const closed = stack.pop();
      if (!parens && (!closed || closed.kind === "block")) end(index + 1);
    } else if (text === ";" && !parens && stack.at(-1)?.kind !== "list") end(index + 1);
    else if (text === "," && !parens && stack.at(-1)?.kind === "list") end(index + 1);
  }
  return { boundaries, openAt: (count) => opens.get(count) ?? [] };
}

const isEnum = (words: readonly ImageWord[], first: number, brace: number): boolean =>
  words.slice(first, brace).some((word) => word.text === "enum");

function braceKind(words: readonly ImageWord[], first: number, brace: number): BraceKind {
  const previous = words[brace - 1]?.text;
  if (previous === "do") return "do";
  if (previous === ")" || previous === "else" || brace === first) return "block";
  const header = words.slice(first, brace).map((word) => word.text);
  if (header.includes("=") || header.includes("enum") || previous === ",") return "list";
  if (header.includes("struct") || header.includes("union")) return "record";
  return "block";
}

function indentOf({ image }: Candidate, word: ImageWord | undefined): string {
  const text = word ? image.lines[word.line]!.text : "";
  return /^\s*/.exec(text)?.[0] ?? "";
}

function closerOf({ kind }: OpenBrace): string {
  if (kind === "do") return "} while (0);";
  return kind === "block" ? "}" : "};";
}
