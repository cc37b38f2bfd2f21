// SPDX-License-Identifier: MIT
import { align, type Alignment, type Field, type Pattern, type SoftMatch } from "./align";
import { elide } from "./elide";
import type { Image, ImageWord } from "./image";
import {
  alignmentCellsMax,
  alignmentsMax,
  candidatesMax,
  hunkWordsMax,
  sectionLengthMax,
} from "./limits";
import { isPlainName, renamed, renamesOf, type NameMap } from "./names";
import type { Item } from "./outline";
import type { SourceText } from "./source";
import { weightOf } from "./words";

/** Declarations among the context above which the section's line may stand. */
const itemsAboveMax = 4;

/** One place a hunk may stand at. */
export interface Candidate {
  /** The image with its names mapped to the base's. */
  readonly image: Image;
  readonly names: NameMap;
  /** Of the perfect score, 0 to 1. */
  readonly score: number;
  /** Per word before, the word of the base, or -1. */
  readonly pairs: Int32Array;
  /** All words found, side by side. */
  readonly isExact: boolean;
  readonly item: Item | undefined;
  /**
   * "follows": the section names the item above, as it does where a hunk begins above a function.
   */
  readonly section: "agrees" | "follows" | "neutral" | "disagrees" | "unknown";
  /** Base line of the first matched word less the line the @@ header gives it. */
  readonly lineOffset: number;
  /** Base words around the first change: two places with the same are the same. */
  readonly anchor: string;
  readonly firstMatch: number;
  /** Lines of context that the base words otherwise and that are left to it. */
  readonly elided: readonly number[];
}

/** Cells of alignment a patch may still use. */
export interface Budget {
  cellsLeft: number;
}

/** The name a section (the text behind the second @@) speaks of, "" for none. */
export function sectionName(whole: string): string {
  const section = whole.slice(0, sectionLengthMax);
  const call = /([A-Za-z_]\w*)\s*\(/.exec(section);
  if (call) return call[1]!;
  const tag = /\b(?:struct|union|enum)\s+([A-Za-z_]\w*)/.exec(section);
  if (tag) return tag[1]!;
  return /([A-Za-z_]\w*)\s*(?:\[|=|$)/.exec(section.trim())?.[1] ?? "";
}

export const weightSum = (words: readonly ImageWord[]): number =>
  words.reduce((sum, word) => sum + weightOf(word), 0);

export function patternOf(image: Image, side: "before" | "after"): Pattern {
  const words = image[side];
  return {
    keys: words.map((word) => word.key),
    weights: words.map(weightOf),
    trimmedBefore: words.map((word, index) => {
      const previous = words[index - 1];
      return !!previous && image.hunk.gaps.some((gap) => previous.line <= gap && gap < word.line);
    }),
  };
}

/** Every place worth comparing, best first. */
export function candidatesOf(
  image: Image,
  source: SourceText,
  budget: Budget,
): { readonly candidates: readonly Candidate[]; readonly reason?: string } {
  const words = image.before.length;
  if (!words) return { candidates: [], reason: reasonWithoutWords(image) };
  if (hunkWordsMax < words) {
    return { candidates: [], reason: `it has ${words} words, more than are aligned` };
  }
  if (budget.cellsLeft <= 0) {
    return { candidates: [], reason: "the patch is too large: no more places are searched" };
  }
  const only = image.hunk.gaps.length ? undefined : onlyExact(image, source);
  if (only && only.section !== "disagrees") return { candidates: [only] };
  const plain = search(image, new Map(), source, budget);
  if (plain.some((candidate) => candidate.isExact)) return { candidates: plain };
  const mapped = mappedCandidates(image, source, budget, plain[0]?.score ?? 0);
  return { candidates: mapped ?? plain };
}

/**
 * The place of a hunk in the function its section names, or whose head it holds, without the
 * context that is worded otherwise there; `candidates` are those with all of it.
 */
export function elidedCandidate(
  candidates: readonly Candidate[],
  source: SourceText,
  budget: Budget,
): { readonly found: Candidate; readonly wholeScore: number } | undefined {
  const whole = candidates.find(({ section, item }) => item?.body && section === "agrees");
  const elided = whole && elide(whole.image, whole.pairs);
  if (!elided) return undefined;
  const [found] = search(elided.image, whole.names, source, budget).filter(
    ({ item }) => item === whole.item,
  );
  return (
    found && {
      found: { ...found, isExact: false, elided: elided.lines },
      wholeScore: whole.score,
    }
  );
}

/**
 * The place that has all words side by side, where there is one and no more; found without any
 * alignment.
 */
function onlyExact(image: Image, source: SourceText): Candidate | undefined {
  const keys = image.before.map(({ key }) => key);
  let place = -1;
  for (let at = 0; at + keys.length <= source.words.length; at++) {
    let same = 0;
    while (same < keys.length && source.words[at + same]!.key === keys[same]) same++;
    if (same < keys.length) continue;
    if (0 <= place) return undefined;
    place = at;
  }
  if (place < 0) return undefined;
  const pairs = Int32Array.from(keys, (_, index) => place + index);
  const perfect = weightSum(image.before);
  return candidateOf(image, new Map(), source, { score: perfect, pairs }, perfect);
}

function reasonWithoutWords(image: Image): string {
  if (image.hunk.lines.every((line) => line.kind === "added")) {
    return "it has no context, so nothing says where it belongs";
  }
  return commentsOnly;
}

export const commentsOnly = "it touches comments or blank lines only: there is nothing to run";

/**
 * The places under the assumption that locals are named otherwise; undefined where that explains
 * nothing.
 */
function mappedCandidates(
  image: Image,
  source: SourceText,
  budget: Budget,
  plainScore: number,
): readonly Candidate[] | undefined {
  const soft = softMatch(image, source);
  if (!soft) return undefined;
  let best: readonly Candidate[] | undefined;
  let bestScore = plainScore + 0.01;
  const tried = new Set<string>();
  for (const alignment of alignments(image, source, budget, soft).slice(0, 4)) {
    const names = renamesOf(image, alignment.pairs, source);
    const key = JSON.stringify([...names]);
    if (!names.size || tried.has(key)) continue;
    tried.add(key);
    const candidates = search(renamed(image, names), names, source, budget).filter((candidate) =>
      ownsNames(candidate, source, names),
    );
    if ((candidates[0]?.score ?? 0) <= bestScore) continue;
    best = candidates;
    bestScore = candidates[0]!.score;
  }
  return best;
}

/** Whether the names mapped to are locals there, and the names mapped from are none. */
function ownsNames(candidate: Candidate, source: SourceText, names: NameMap): boolean {
  if (!candidate.item) return false;
  const locals = source.localsAt(candidate.item);
  return [...names].every(([from, to]) => locals.has(to) && !locals.has(from));
}

function softMatch(image: Image, source: SourceText): SoftMatch | undefined {
  const functions = source.items.filter((item) => item.kind === "function");
  const plain = image.before.map((_, index) => isPlainName(image.before, index));
  if (!functions.length || !plain.includes(true)) return undefined;
  const owner = new Int32Array(source.words.length).fill(-1);
  functions.forEach((item, number) => {
    const locals = source.localsAt(item);
    for (let word = item.firstWord; word <= item.lastWord; word++) {
      const previous = source.words[word - 1]?.text;
      if (previous === "." || previous === "->") continue;
      if (locals.has(source.words[word]!.text)) owner[word] = number;
    }
  });
  const isOwn = image.before.map((word) =>
    functions.map((item) => source.localsAt(item).has(word.text)),
  );
  return {
    allows: (pattern, word) => {
      const number = owner[word]!;
      return 0 <= number && plain[pattern]! && !isOwn[pattern]![number]!;
    },
  };
}

function search(
  image: Image,
  names: NameMap,
  source: SourceText,
  budget: Budget,
): readonly Candidate[] {
  const perfect = weightSum(image.before);
  const byAnchor = new Map<string, Candidate>();
  for (const alignment of alignments(image, source, budget)) {
    const candidate = candidateOf(image, names, source, alignment, perfect);
    const known = byAnchor.get(candidate.anchor);
    if (!known || known.score < candidate.score) byAnchor.set(candidate.anchor, candidate);
  }
  return [...byAnchor.values()]
    .sort((a, b) => valueOf(b) - valueOf(a) || a.firstMatch - b.firstMatch)
    .slice(0, candidatesMax);
}

function alignments(
  image: Image,
  source: SourceText,
  budget: Budget,
  soft?: SoftMatch,
): readonly Alignment[] {
  const pattern = patternOf(image, "before");
  const found: Alignment[] = [];
  for (const [firstWord, endWord] of windowsOf(image, source)) {
    const isFree = (word: number): boolean => source.isProtected(word) || source.isInclude(word);
    budget.cellsLeft -= image.before.length * (endWord - firstWord);
    const shifted: SoftMatch | undefined = soft && {
      allows: (index, word) => soft.allows(index, word + firstWord),
    };
    const field: Field = { words: source.words, firstWord, endWord, isFree };
    found.push(...align(pattern, field, alignmentsMax, shifted));
  }
  return found.sort((a, b) => b.score - a.score);
}

/**
 * The whole text where it is small enough, else the stretches that share most pairs of words with
 * the hunk.
 */
function windowsOf(image: Image, source: SourceText): readonly (readonly [number, number])[] {
  const total = source.words.length;
  const rows = image.before.length;
  if (rows * total <= alignmentCellsMax) return [[0, total]];
  const width = Math.max(rows * 2, Math.floor(alignmentCellsMax / rows / 3));
  const pairs = new Set<string>();
  for (let index = 1; index < rows; index++)
    pairs.add(`${image.before[index - 1]!.key} ${image.before[index]!.key}`);
  const step = Math.max(1, width >> 1);
  const stretches: { from: number; hits: number }[] = [];
  for (let from = 0; from < total; from += step) {
    let hits = 0;
    for (let word = from + 1; word < Math.min(total, from + step); word++) {
      if (pairs.has(`${source.words[word - 1]!.key} ${source.words[word]!.key}`)) hits++;
    }
    stretches.push({ from, hits });
  }
  stretches.sort((a, b) => b.hits - a.hits || a.from - b.from);
  return stretches
    .slice(0, 3)
    .map(({ from }) => [
      Math.max(0, from - (step >> 1)),
      Math.min(total, from + step + (step >> 1)),
    ]);
}

function candidateOf(
  image: Image,
  names: NameMap,
  source: SourceText,
  { score, pairs }: Alignment,
  perfect: number,
): Candidate {
  const matched: number[] = [];
  pairs.forEach((word, index) => 0 <= word && matched.push(index));
  const first = matched[0] ?? 0;
  const firstMatch = pairs[first] ?? 0;
  const item = itemOf(image, pairs, source);
  let isExact = matched.length === image.before.length;
  for (let index = 1; isExact && index < pairs.length; index++) {
    if (pairs[index] !== pairs[index - 1]! + 1) isExact = false;
  }
  const linesBefore = image.lines
    .slice(0, image.before[first]?.line ?? 0)
    .filter((line) => line.kind !== "added").length;
  const stated = image.hunk.oldStart + linesBefore;
  return {
    image,
    names,
    score: Math.max(0, Math.min(1, score / perfect)),
    pairs,
    isExact,
    item,
    section: sectionOf(image, item, source, firstMatch),
    lineOffset: source.words[firstMatch]!.line + 1 - stated,
    anchor: anchorOf(image, pairs),
    firstMatch,
    elided: [],
  };
}

/** The item that most changed words, or else most words, stand in. */
function itemOf(image: Image, pairs: Int32Array, source: SourceText): Item | undefined {
  const votes = new Map<Item, number>();
  const firstChange = image.groups[0]?.firstLine ?? 0;
  let nearest = -1;
  image.before.forEach((word, index) => {
    if (pairs[index]! < 0) return;
    if (word.line < firstChange || nearest < 0) nearest = index;
    const item = source.itemAt(pairs[index]!);
    if (item) votes.set(item, (votes.get(item) ?? 0) + 1);
  });
  const near = nearest < 0 ? undefined : source.itemAt(pairs[nearest]!);
  if (near?.kind === "function") return near;
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The words of the base on both sides of the first change. */
function anchorOf(image: Image, pairs: Int32Array): string {
  const firstChange = image.groups[0]?.firstLine ?? 0;
  let left = -1;
  let right = -1;
  for (let index = 0; index < pairs.length; index++) {
    if (pairs[index]! < 0) continue;
    if (image.before[index]!.line < firstChange) left = pairs[index]!;
    else if (right < 0) right = pairs[index]!;
  }
  return right < 0 ? `after ${left}` : `before ${right}`;
}

function sectionOf(
  image: Image,
  item: Item | undefined,
  source: SourceText,
  firstMatch: number,
): Candidate["section"] {
  const name = sectionName(image.hunk.section);
  if (!name) return "neutral";
  const named = source.items.filter((other) => other.name === name && other.kind !== "include");
  if (!named.length) return "unknown";
  if (item?.name === name) return "agrees";
  const begin = source.itemAt(firstMatch);
  if (begin?.name === name) return "follows";
  const at = begin
    ? source.items.indexOf(begin)
    : source.items.filter((other) => other.firstWord <= firstMatch).length;
  // Git names the last line above the hunk that begins with a letter, so the hunk may stand in what
  // follows.
  let passed = 0;
  for (let index = at - 1; 0 <= index && passed < itemsAboveMax; index--) {
    const other = source.items[index]!;
    if (other.kind === "include" || other.kind === "macro") continue;
    if (other.name === name) return "follows";
    if (other.body) break;
    passed++;
  }
  return "disagrees";
}

/** The score, and a little more where the section speaks for the place. */
export const valueOf = ({ score, section }: Candidate): number =>
  score + (sectionBonus[section] ?? 0);

const sectionBonus: Readonly<Record<string, number>> = { agrees: 0.1, follows: 0.05 };
