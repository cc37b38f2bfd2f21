// SPDX-License-Identifier: MIT
import type { Hunk } from "../patch";
import type { Candidate } from "./candidate";
import type { Tail } from "./cut";
import type { FragmentPart } from "./fragment";
import type { Located } from "./locate";
import type { Placement, PlacementTarget } from "./placement";
import type { SourceText } from "./source";
import { baseRange, pieceWithin, type Piece } from "./span";

/** A hunk on its way into a text. */
export interface Work {
  readonly hunk: Hunk;
  readonly path: string;
  located: Located;
  /** Of a fragment: what it replaces, on the after side only. */
  readonly parts?: readonly FragmentPart[];
  pieces: readonly Piece[];
  tails: ReadonlyMap<Piece, { readonly tail: Tail; readonly assumption: string }>;
  reasons: string[];
  kind: Placement["kind"];
}

export function wordsFound(candidate: Candidate | undefined): readonly string[] {
  if (!candidate) return [];
  const { image, pairs, isExact, section } = candidate;
  const count = pairs.filter((at) => 0 <= at).length;
  const found = isExact
    ? `all ${image.before.length} words found side by side`
    : `${count} of ${image.before.length} words found in order`;
  const where = {
    agrees: "the section agrees",
    follows: "the section names the item above",
    neutral: "",
    disagrees: "the section names another function",
    unknown: "the function the section names is not here",
  }[section];
  return where ? [found, where] : [found];
}

export function targetsOf(work: Work, source: SourceText): readonly PlacementTarget[] {
  const targets: PlacementTarget[] = (work.parts ?? []).map(({ place }) => ({
    path: work.path,
    item: place.item.kind,
    name: place.item.name,
    startLine: source.words[place.first]!.line + 1,
    endLine: source.words[place.last]!.line + 1,
  }));
  for (const piece of work.pieces) {
    const [first, end] = baseRange(piece, source);
    const last = Math.max(first, end - 1);
    const items = source.items.filter((item) => item.firstWord <= last && first <= item.lastWord);
    for (const item of items) {
      const startLine = (source.words[Math.max(first, item.firstWord)]?.line ?? 0) + 1;
      const endLine = (source.words[Math.min(last, item.lastWord)]?.line ?? 0) + 1;
      targets.push({ path: work.path, item: item.kind, name: item.name, startLine, endLine });
    }
    if (!items.length) {
      const line = (source.words[first]?.line ?? source.lines.length - 1) + 1;
      targets.push({ path: work.path, item: "new", name: "", startLine: line, endLine: line });
    }
  }
  if (!targets.length && work.kind !== "absent" && work.located.chosen?.item) {
    const { kind, name, startLine, endLine } = work.located.chosen.item;
    targets.push({ path: work.path, item: kind, name, startLine, endLine });
  }
  return targets;
}

function within(
  piece: Piece,
  source: SourceText,
  limits: { readonly fromOffset?: number; readonly toOffset?: number },
): Piece | undefined {
  const result = pieceWithin(piece.candidate, source, { ...piece.bounds, ...limits });
  return typeof result === "object" ? result : undefined;
}

/** Takes context away from hunks until no two of them claim the same words. */
export function separate(works: readonly Work[], source: SourceText): void {
  const claimed: { work: Work; piece: Piece }[] = works
    .flatMap((work) => work.pieces.map((piece) => ({ work, piece })))
    .sort((a, b) => a.piece.startOffset - b.piece.startOffset);
  for (let index = 1; index < claimed.length; index++) {
    const previous = claimed[index - 1]!;
    const own = claimed[index]!;
    if (previous.piece.endOffset <= own.piece.startOffset) continue;
    const later = within(own.piece, source, { fromOffset: previous.piece.endOffset });
    const earlier = within(previous.piece, source, { toOffset: own.piece.startOffset });
    if (later) replace(own, later);
    else if (earlier) replace(previous, earlier);
    else {
      refuse(own.work, `it claims the same words as hunk ${previous.work.hunk.id}`);
      claimed.splice(index--, 1);
    }
  }
}

function replace(entry: { work: Work; piece: Piece }, piece: Piece): void {
  const { work } = entry;
  const tails = new Map(work.tails);
  const tail = tails.get(entry.piece);
  if (tail) tails.set(piece, tail);
  work.tails = tails;
  work.pieces = work.pieces.map((other) => (other === entry.piece ? piece : other));
  entry.piece = piece;
}

/** Gives a hunk up. */
export function refuse(work: Work, reason: string): void {
  work.kind = "absent";
  work.pieces = [];
  work.reasons.push(reason);
}
