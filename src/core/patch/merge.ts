// SPDX-License-Identifier: MIT
// Several damaged copies of one hunk heal each other: one has the tabs, the other the tail.
import { alignKeys, lineKey } from "./align";
import type { CopyLine } from "./copy-line";
import type { HunkCopy } from "./hunk";
import { signs, type HunkLine } from "./patch";

export interface MergedHunk {
  readonly lines: readonly HunkLine[];
  readonly gaps: readonly number[];
  readonly fit: HunkCopy["fit"];
  /** The copy whose lines were believed first. */
  readonly base: HunkCopy;
  /** Lines no single copy of which is undamaged. */
  readonly damaged: { readonly lostBlank: number; readonly joined: number; readonly split: number };
}

const keyOf = ({ kind, text }: CopyLine): number => lineKey(text, 0, signs[kind].charCodeAt(0));

/** Merges the copies of one hunk, line by line. */
export function mergeHunk(copies: readonly HunkCopy[]): MergedHunk {
  const only = copies[0];
  if (only && copies.length === 1) return fromOne(only);
  const ranked = [...copies].sort((a, b) => score(b) - score(a));
  const base = ranked[0] as HunkCopy;
  let slots: CopyLine[][] = base.lines.map((line) => [line]);
  let fit = base.fit;
  let gaps: readonly number[] = base.gaps;
  for (const other of ranked.slice(1)) {
    const merged = weave(slots, other, fit === "short", base.header);
    if (merged.length > slots.length) gaps = [];
    slots = merged;
    if (fit === "short" && addsUp(slots, base)) fit = "exact";
  }
  const all = (wanted: CopyLine["how"]): number =>
    slots.filter((slot) => slot.every(({ how }) => how === wanted)).length;
  const damaged = { lostBlank: all("lost-blank"), joined: all("joined"), split: all("split") / 2 };
  return { lines: slots.map(toHunkLine), gaps, fit, base, damaged };
}

function fromOne(copy: HunkCopy): MergedHunk {
  const count = { verbatim: 0, "lost-blank": 0, joined: 0, split: 0 };
  const lines = copy.lines.map((line) => {
    count[line.how]++;
    return toOnlyLine(line);
  });
  const damaged = { lostBlank: count["lost-blank"], joined: count.joined, split: count.split / 2 };
  return { lines, gaps: copy.gaps, fit: copy.fit, base: copy, damaged };
}

/**
 * Whole first, where a mark says that lines were left out behind all that have none: it is whole by
 * chance. Then plain, longer, and with more of its white space.
 */
function score(copy: HunkCopy): number {
  const foreign = copy.lines.filter(({ how }) => how !== "verbatim").length;
  const blanks = copy.lines.reduce((sum, { text }) => sum + whiteness(text), 0);
  const whole = copy.fit === "exact" ? (copy.isMarked ? 2e9 : 3e9) : copy.fit === "over" ? 1e9 : 0;
  return whole + (foreign ? 0 : 5e8) + copy.lines.length * 1e4 + Math.min(blanks, 9_999);
}

const whiteness = (text: string): number =>
  text.length - text.trimStart().length + (text.includes("\t") ? 8 : 0);

/**
 * Puts another copy's lines to the slots they agree with; lines of its own fill what a cut one
 * lacks.
 */
function weave(
  slots: readonly CopyLine[][],
  other: HunkCopy,
  mayGrow: boolean,
  header: HunkCopy["header"],
): CopyLine[][] {
  const left = slots.map((slot) => (slot[0] ? keyOf(slot[0]) : 0));
  const pairs = alignKeys(left, other.lines.map(keyOf));
  const woven = slots.map((slot) => [...slot]);
  for (const [slot, line] of pairs) {
    const added = other.lines[line];
    if (added) woven[slot]?.push(added);
  }
  if (!mayGrow || pairs.length === other.lines.length) return woven;
  const grown: CopyLine[][] = [];
  let slot = 0;
  let line = 0;
  for (const [pairSlot, pairLine] of [...pairs, [slots.length, other.lines.length] as const]) {
    // Where both have lines of their own at one place, neither order is known: the base keeps its
    // own.
    const both = pairSlot > slot && pairLine > line;
    for (; slot < pairSlot; slot++) grown.push(woven[slot] ?? []);
    for (; line < pairLine; line++) {
      const added = other.lines[line];
      if (added && !both) grown.push([added]);
    }
    if (pairSlot < slots.length) grown.push(woven[slot++] ?? []);
    line++;
  }
  const counts = count(grown);
  return counts.old <= header.oldCount && counts.new <= header.newCount ? grown : woven;
}

function addsUp(slots: readonly CopyLine[][], { header }: HunkCopy): boolean {
  const counts = count(slots);
  return counts.old === header.oldCount && counts.new === header.newCount;
}

function count(slots: readonly CopyLine[][]): { readonly old: number; readonly new: number } {
  const kinds = slots.map((slot) => slot[0]?.kind);
  return {
    old: kinds.filter((kind) => kind !== "added").length,
    new: kinds.filter((kind) => kind !== "removed").length,
  };
}

function toOnlyLine({ kind, text, spans, how, noNewline }: CopyLine): HunkLine {
  const confidence = how === "verbatim" ? "verbatim" : "repaired";
  // A spread would make each of very many lines larger.
  if (noNewline) return { kind, text, sources: spans, confidence, noNewline };
  return { kind, text, sources: spans, confidence };
}

/** Believes the spelling with the most white space, since mailers only ever eat it. */
function toHunkLine(slot: readonly CopyLine[]): HunkLine {
  const ranked = [...slot].sort((a, b) => worth(b) - worth(a));
  const best = ranked[0] as CopyLine;
  const agreed = slot.every(({ text }) => text === best.text);
  const confidence =
    best.how !== "verbatim" ? "repaired" : agreed || slot.length === 1 ? "verbatim" : "merged";
  return {
    kind: best.kind,
    text: best.text,
    sources: ranked.flatMap(({ spans }) => spans),
    confidence,
    ...(slot.some(({ noNewline }) => noNewline) && { noNewline: true as const }),
  };
}

const worth = ({ how, text }: CopyLine): number =>
  (how === "joined" ? 0 : 1e6) +
  (text.includes("\t") ? 1e5 : 0) +
  Math.min(text.length, 9e4) +
  (how === "verbatim" ? 0.5 : 0);
