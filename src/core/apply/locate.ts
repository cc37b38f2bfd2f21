// SPDX-License-Identifier: MIT
import { align, type Field } from "./align";
import {
  candidatesOf,
  commentsOnly,
  elidedCandidate,
  patternOf,
  sectionName,
  valueOf,
  weightSum,
  type Budget,
  type Candidate,
} from "./candidate";
import type { Image } from "./image";
import type { SourceText } from "./source";
import { weightOf } from "./words";

/** Below this share of the perfect score a hunk is absent. */
export const scoreMin = 0.6;
/** Where the section names another function that the base has: only a close match is believed. */
const scoreMinElsewhere = 0.85;
/** Where the section names a function that the base does not have. */
const scoreMinUnknown = 0.75;
/** A second place within this share of the best is a rival. */
const rivalShare = 0.9;
/** About four names: less tells no place apart unless the section agrees. */
const tellingWeightMin = 32;

export interface Located {
  readonly image: Image;
  readonly chosen?: Candidate;
  readonly kind: "placed" | "already-there" | "absent";
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Finds the place of every hunk of one file in one text. */
export function locateAll(
  images: readonly Image[],
  source: SourceText,
  budget: Budget,
): readonly Located[] {
  const order = images.map((_, index) => index);
  order.sort((a, b) => images[a]!.hunk.oldStart - images[b]!.hunk.oldStart || a - b);
  const found = images.map((image) => candidatesOf(image, source, budget));
  const chosen = new Map<number, Candidate>();
  const rivals = found.map(({ candidates }) => rivalsOf(candidates));
  for (const index of order) {
    const only = rivals[index]!;
    if (only.length === 1) chosen.set(index, only[0]!);
  }
  const ties = new Map<number, readonly Candidate[]>();
  for (const index of order) {
    if (rivals[index]!.length < 2) continue;
    const left = decide(rivals[index]!, index, order, chosen);
    if (left.length === 1) chosen.set(index, left[0]!);
    else ties.set(index, left);
  }
  return images.map((image, index) => {
    const pick = chosen.get(index);
    const { candidates, reason } = found[index]!;
    if (pick) return judge(image, pick, source, candidates, budget);
    const elided = ties.has(index) ? undefined : elidedCandidate(candidates, source, budget);
    if (elided && isBelievable(elided.found)) {
      const { found, wholeScore: score } = elided;
      const reasons = ["lines of context that are worded otherwise here are left to the base"];
      return { image, chosen: found, kind: "placed", score, reasons };
    }
    return {
      image,
      kind: "absent",
      score: candidates[0]?.score ?? 0,
      reasons: [reason ?? whyAbsent(image, candidates, ties.get(index), source)],
    };
  });
}

function whyAbsent(
  image: Image,
  candidates: readonly Candidate[],
  ties: readonly Candidate[] | undefined,
  source: SourceText,
): string {
  const where = (candidate: Candidate): string => {
    const line = source.words[candidate.firstMatch]!.line + 1;
    return `${candidate.item?.name || source.path}, line ${line}`;
  };
  if (ties) {
    const shown = ties.slice(0, 4).map(where).join("; ");
    return (
      `${ties.length} places fit equally well (${shown}), ` +
      "and neither section nor neighbouring hunks decide"
    );
  }
  if (![...image.before, ...image.after].some((word) => word.changed)) return commentsOnly;
  const best = candidates[0];
  const section = sectionName(image.hunk.section);
  const known = source.items.some((item) => item.name === section);
  const missing = section && !known ? `${section} is not in ${source.path} as it is here; ` : "";
  if (!best) return `${missing}no word of it is found in ${source.path}`;
  const share = best.score.toFixed(2);
  const least = leastScore(best);
  const doubt =
    least <= best.score
      ? "but in words that could stand anywhere"
      : best.score < scoreMin
        ? "too little to be believed"
        : `too little for a place that the section does not name (${least} needed)`;
  return `${missing}the best place (${where(best)}) has ${share} of the perfect score, ${doubt}`;
}

/** Candidates that are good enough, and as good as the best. */
function rivalsOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const good = candidates.filter(isBelievable);
  const best = Math.max(...good.map(valueOf));
  const near = good.filter((candidate) => best * rivalShare <= valueOf(candidate));
  const exact = near.filter((candidate) => candidate.isExact);
  if (exact.length === 1 && exact[0]!.section !== "disagrees") return exact;
  for (const section of ["agrees", "follows"]) {
    const agreeing = near.filter((candidate) => candidate.section === section);
    if (agreeing.length) return agreeing;
  }
  return near;
}

/** How good a place has to be: better where the section speaks for another. */
function leastScore({ section }: Candidate): number {
  if (section === "disagrees") return scoreMinElsewhere;
  return section === "unknown" ? scoreMinUnknown : scoreMin;
}

function isBelievable(candidate: Candidate): boolean {
  const { section, score, image, pairs } = candidate;
  if (score < leastScore(candidate)) return false;
  if (section === "agrees" || section === "follows") return true;
  const matched = image.before.filter((_, index) => 0 <= pairs[index]!);
  const weight = matched.reduce((sum, word) => sum + weightOf(word), 0);
  return tellingWeightMin <= weight || (section === "neutral" && candidate.isExact);
}

/** What the neighbouring hunks and then the line numbers leave of several places. */
function decide(
  rivals: readonly Candidate[],
  index: number,
  order: readonly number[],
  chosen: ReadonlyMap<number, Candidate>,
): readonly Candidate[] {
  const place = order.indexOf(index);
  const before = order.slice(0, place).flatMap((other) => chosen.get(other) ?? []);
  const behind = order.slice(place + 1).flatMap((other) => chosen.get(other) ?? []);
  const low = Math.max(-1, ...before.map(({ firstMatch }) => firstMatch));
  const high = Math.min(Number.POSITIVE_INFINITY, ...behind.map(({ firstMatch }) => firstMatch));
  const between = rivals.filter(({ firstMatch }) => low < firstMatch && firstMatch < high);
  const left = between.length ? between : rivals;
  if (left.length === 1) return left;
  const offsets = new Set([...before, ...behind].map(({ lineOffset }) => lineOffset));
  const shifted = left.filter(({ lineOffset }) => offsets.has(lineOffset));
  if (shifted.length === 1) return shifted;
  const stated = left.filter(({ lineOffset, isExact }) => lineOffset === 0 && isExact);
  if (stated.length === 1) return stated;
  const exact = left.filter(({ isExact }) => isExact);
  return exact.length === 1 ? exact : left;
}

/** Decides whether the hunk is in the base already. */
function judge(
  image: Image,
  pick: Candidate,
  source: SourceText,
  candidates: readonly Candidate[],
  budget: Budget,
): Located {
  const reasons: string[] = [];
  const second = candidates.find(
    (other) => other !== pick && rivalShare * pick.score <= other.score,
  );
  if (second)
    reasons.push("another place fits almost as well; the section or a neighbouring hunk decides");
  const { score } = pick;
  if (!pick.isExact && 0 < image.groups.length && isThereAlready(pick, source, budget)) {
    reasons.push("the text the patch wants is what the base has");
    return { image, chosen: pick, kind: "already-there", score, reasons };
  }
  return { image, chosen: pick, kind: "placed", score, reasons };
}

function isThereAlready(pick: Candidate, source: SourceText, budget: Budget): boolean {
  const { image } = pick;
  const changedAfter = image.after.filter((word) => word.changed);
  const changedBefore = image.before.filter((word) => word.changed);
  const span = image.after.length * 3 + 200;
  const field: Field = {
    words: source.words,
    firstWord: Math.max(0, pick.firstMatch - span),
    endWord: Math.min(source.words.length, pick.firstMatch + span),
  };
  budget.cellsLeft -= image.after.length * (field.endWord - field.firstWord);
  const [best] = align(patternOf(image, "after"), field, 1);
  if (!best) return false;
  const perfect = weightSum(image.after);
  if (best.score / perfect <= pick.score) return false;
  const there = weightSum(
    image.after.filter((word, index) => word.changed && 0 <= best.pairs[index]!),
  );
  const stillThere = weightSum(
    image.before.filter((word, index) => word.changed && 0 <= pick.pairs[index]!),
  );
  const wanted = weightSum(changedAfter);
  const unwanted = weightSum(changedBefore);
  return 0.8 * wanted <= there && stillThere <= 0.5 * unwanted && 0 < wanted + unwanted;
}
