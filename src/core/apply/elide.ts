// SPDX-License-Identifier: MIT
// A hunk of a function that the base words otherwise: context that is not there is left to the
// base, as if the hunk had been trimmed, so that what stands beside the change decides its place.
import type { Image, ImageWord } from "./image";
import { weightOf } from "./words";

/** Of the weight of a context line; a line of which less is found is worded otherwise. */
const lineShareMin = 0.6;
/** Of the weight of what a group removes: that must be there. */
const removedShareMin = 0.7;

/** A hunk without the context lines that are worded otherwise. */
export interface Elided {
  readonly image: Image;
  /** The lines left out. */
  readonly lines: readonly number[];
}

/**
 * Leaves out the context lines that an alignment found too little of.
 * - Shape: image, per word before the word of the base or -1 -> the image with gaps.
 * - Errors: undefined where nothing is to be left out, or a change would be left without what it
 *   removes, or without a neighbouring line that says where it belongs.
 */
export function elide(image: Image, pairs: Int32Array): Elided | undefined {
  const found = shares(image, pairs);
  const isElided = image.lines.map(({ kind }, line) => {
    const share = found.get(line);
    return kind === "context" && share !== undefined && share < lineShareMin;
  });
  if (!isElided.includes(true)) return undefined;
  if (!image.groups.every((group) => isHeld(image, pairs, group, isElided))) return undefined;
  const gaps = new Set(image.hunk.gaps);
  isElided.forEach((gone, line) => {
    if (!gone) return;
    if (0 < line) gaps.add(line - 1);
    gaps.add(line);
  });
  const stays = (word: ImageWord): boolean => !isElided[word.line];
  const hunk = { ...image.hunk, gaps: [...gaps].sort((a, b) => a - b) };
  return {
    image: {
      ...image,
      hunk,
      before: image.before.filter(stays),
      after: image.after.filter(stays),
    },
    lines: isElided.flatMap((gone, line) => (gone ? [line] : [])),
  };
}

/** Per line with words, the share of their weight that is found. */
function shares(image: Image, pairs: Int32Array): ReadonlyMap<number, number> {
  const sums = new Map<number, { found: number; all: number }>();
  image.before.forEach((word, index) => {
    const sum = sums.get(word.line) ?? { found: 0, all: 0 };
    sum.all += weightOf(word);
    if (0 <= pairs[index]!) sum.found += weightOf(word);
    sums.set(word.line, sum);
  });
  return new Map([...sums].map(([line, { found, all }]) => [line, found / all]));
}

/** Whether what a group removes is there, or, where it only adds, a line beside it. */
function isHeld(
  image: Image,
  pairs: Int32Array,
  { firstLine, lastLine }: Image["groups"][number],
  isElided: readonly boolean[],
): boolean {
  let found = 0;
  let all = 0;
  image.before.forEach((word, index) => {
    if (word.line < firstLine || lastLine < word.line) return;
    all += weightOf(word);
    if (0 <= pairs[index]!) found += weightOf(word);
  });
  if (all) return removedShareMin <= found / all;
  return isBeside(image, firstLine - 1, -1, isElided) || isBeside(image, lastLine + 1, 1, isElided);
}

/** Whether the nearest line with words, that way, is context that stays and tells of a place. */
function isBeside(image: Image, from: number, step: 1 | -1, isElided: readonly boolean[]): boolean {
  for (let line = from; 0 <= line && line < image.lines.length; line += step) {
    const words = image.before.filter((word) => word.line === line);
    if (!words.length) continue;
    if (isElided[line]) return false;
    if (words.some(({ kind }) => kind === "name" || kind === "literal")) return true;
  }
  return false;
}
