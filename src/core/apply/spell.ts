// SPDX-License-Identifier: MIT
import { lineId } from "./atom";
import type { Closer, Tail } from "./cut";
import type { ImageWord } from "./image";
import type { LineOrigin, PatchRole } from "./placement";
import type { Line, SourceText } from "./source";
import type { Piece } from "./span";
import { withoutBlanks } from "./words";

/** How one piece is told on one side. */
export interface Telling {
  readonly piece: Piece;
  readonly side: "before" | "after";
  readonly role: PatchRole;
  /**
   * Groups ("1.2/0") and single lines ("1.2:7") that are off: what they remove stays, what they add
   * does not come.
   */
  readonly groupsOff: ReadonlySet<string>;
  readonly tail?: Pick<Tail, "addedEnd" | "closers"> & {
    readonly assumption: string;
    readonly lostTail?: string;
  };
  /** Told where a --with patch lost a word to the subject's. */
  readonly onLost?: (text: string) => void;
}

/** The line of the hunk as this side has it; undefined where it does not. */
export function spokenLine(telling: Telling, source: SourceText, index: number): Line | undefined {
  const { piece, side, tail, role } = telling;
  const { image } = piece.candidate;
  const { kind, silent } = image.lines[index]!;
  if (silent) return undefined;
  if (kind !== "context") {
    const isOff = side === "before" || isLineOff(telling, index);
    if ((kind === "added") === isOff) return undefined;
  }
  const end = tail?.addedEnd;
  if (kind === "added" && end && end.line < index) return undefined;
  const from = index === piece.left.line ? piece.left.column : 0;
  let to = index === piece.right.line ? piece.right.column : Number.POSITIVE_INFINITY;
  if (kind === "added" && end?.line === index) to = Math.min(to, end.column);
  const { text, spelling } = spelled(piece, source, index, from, to);
  const { hunk } = image;
  const line = hunk.lines[index]!;
  const origin: LineOrigin = {
    from: "mail",
    span: line.sources[0] ?? hunk.span,
    hunk: hunk.id,
    hunkLine: index,
    kind,
    ...(role === "subject" ? {} : { role }),
  };
  const changed = kind === "context" ? "none" : changedWordsOf(piece, index);
  return { text: text.trimEnd(), origin, changed, spelling };
}

function isLineOff({ piece, groupsOff }: Telling, index: number): boolean {
  const { image } = piece.candidate;
  const group = image.groups.find(
    ({ firstLine, lastLine }) => firstLine <= index && index <= lastLine,
  );
  return (!!group && groupsOff.has(group.id)) || groupsOff.has(lineId(image.hunk.id, index));
}

/** A brace whose line is off needs no closing. */
const openClosers = (telling: Telling): readonly Closer[] =>
  (telling.tail?.closers ?? []).filter(({ openedAt }) => !isLineOff(telling, openedAt));

/** Which words of a changed line are changed, in order. */
function changedWordsOf(piece: Piece, index: number): Line["changed"] {
  const flags = wordsAt(piece, index).map(({ word }) => word.changed);
  if (flags.every(Boolean)) return "all";
  return flags;
}

export interface WordAt {
  readonly word: ImageWord;
  /** The base word it is paired with, or -1. */
  readonly at: number;
}

export function wordsAt({ candidate }: Piece, index: number): readonly WordAt[] {
  const { image, pairs } = candidate;
  if (image.lines[index]!.kind === "added") {
    return image.after.flatMap((word) => (word.line === index ? [{ word, at: -1 }] : []));
  }
  return image.before.flatMap((word, number) =>
    word.line === index ? [{ word, at: pairs[number]! }] : [],
  );
}

/**
 * The mail's line, in the base's spelling where both are equal but for blanks, with the base's
 * names.
 */
function spelled(
  piece: Piece,
  source: SourceText,
  index: number,
  from: number,
  to: number,
): { readonly text: string; readonly spelling: "base" | "mail" } {
  const line = piece.candidate.image.lines[index]!.text;
  const own = wordsAt(piece, index).filter(
    ({ word }) => from <= word.startOffset && word.endOffset <= to,
  );
  let text = line.slice(0, Math.min(to, line.length));
  for (const [number, { word }] of [...own.entries()].reverse()) {
    const previous = own[number - 1]?.word;
    const glued = word.joined && previous?.endOffset === word.startOffset;
    const head = `${text.slice(0, word.startOffset)}${glued ? " " : ""}`;
    text = `${head}${word.text}${text.slice(word.endOffset)}`;
  }
  if (0 < from) text = `${/^\s*/.exec(line)?.[0] ?? ""}${text.slice(from)}`;
  const base = baseSpelling(own, source, text);
  return base === undefined ? { text, spelling: "mail" } : { text: base, spelling: "base" };
}

function baseSpelling(
  own: readonly WordAt[],
  source: SourceText,
  text: string,
): string | undefined {
  const first = own[0]?.at ?? -1;
  const last = own.at(-1)?.at ?? -1;
  if (first < 0 || last - first !== own.length - 1) return undefined;
  if (own.some(({ at }, number) => at !== first + number)) return undefined;
  const begin = source.words[first]!;
  const slice = source.text.slice(begin.startOffset, source.words[last]!.endOffset);
  if (withoutBlanks(slice) !== withoutBlanks(text)) return undefined;
  if (slice.includes("\n") && begin.directive) return undefined;
  const lead = source.text.slice(source.lineStarts[begin.line], begin.startOffset);
  const indent = lead.trim() ? (/^\s*/.exec(text)?.[0] ?? "") : lead;
  return indent + slice.replace(/\s*\n\s*/g, " ");
}

function tailTexts(telling: Telling): readonly string[] {
  const { lostTail } = telling.tail ?? {};
  const texts = openClosers(telling).map(({ text }) => text);
  // Where nothing was left open the lost lines are those of the context.
  return lostTail === undefined || !texts.length ? texts : [`\t\t${lostTail}`, ...texts];
}

/** Lines that stand for the lost tail of a cut hunk, and close what it opened. */
export const closers = (telling: Telling): readonly Line[] =>
  tailTexts(telling).map((text) => ({
    text,
    origin: { from: "assumed", assumption: telling.tail?.assumption ?? "" },
    changed: "all",
    spelling: "mail",
  }));
