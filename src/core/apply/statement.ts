// SPDX-License-Identifier: MIT
// Where the statements of a hunk begin and end, so that none is told half in the mail's words and
// half in the base's: "if (!" of the one and "x == 0)" of the other mean what neither says.
import type { Candidate } from "./candidate";
import type { ImageWord } from "./image";
import type { SourceText } from "./source";

const headWords: ReadonlySet<string> = new Set(["if", "for", "while", "switch"]);
const breakWords: ReadonlySet<string> = new Set([";", "{", "}", "else", "do"]);

const known = new WeakMap<readonly ImageWord[], Uint8Array>();

/** Per word whether a statement, or the head of one, ends with it. */
function endsOf(words: readonly ImageWord[]): Uint8Array {
  let ends = known.get(words);
  if (ends) return ends;
  ends = new Uint8Array(words.length);
  let depth = 0;
  let isFirst = false;
  let isHead = false;
  words.forEach(({ text, directive }, index) => {
    if (isFirst) isHead = headWords.has(text);
    isFirst = false;
    if (text === "(") depth++;
    if (text === ")") depth--;
    const isBrace = text === "{" || text === "}";
    const closesHead = text === ")" && isHead && depth === 0;
    // A hunk may begin inside parentheses: it leaves more than it enters.
    if (directive || isBrace || closesHead || (depth <= 0 && breakWords.has(text))) {
      ends![index] = 1;
      isFirst = true;
      isHead = false;
      depth = 0;
    }
  });
  known.set(words, ends);
  return ends;
}

/**
 * Whether speaking from a context word on would tell the end of a statement in the mail's words
 * behind a beginning in the base's, where they differ.
 */
export function cutsStart(
  candidate: Candidate,
  source: SourceText,
  first: number,
  firstChange: number,
): boolean {
  const { image, pairs } = candidate;
  const ends = endsOf(image.before);
  const previous = source.words[pairs[first]! - 1];
  const isStart =
    (!first || ends[first - 1] === 1) &&
    (!previous || previous.directive || /^(?:[;{}):]|else|do)$/.test(previous.text));
  if (isStart) return false;
  let last = first;
  while (last + 1 < image.before.length && !ends[last]) last++;
  // The statement that is changed cannot be told in one voice.
  return image.before[last]!.line < firstChange && !isSame(pairs, first, last);
}

/** The same for speaking up to a context word. */
export function cutsEnd({ image, pairs }: Candidate, last: number, lastChange: number): boolean {
  const ends = endsOf(image.before);
  if (ends[last]) return false;
  let first = last;
  while (0 < first && !ends[first - 1]) first--;
  return lastChange < image.before[first]!.line && !isSame(pairs, first, last);
}

/** Whether words stand in the base side by side as well. */
function isSame(pairs: Int32Array, first: number, last: number): boolean {
  for (let index = first; index <= last; index++)
    if (pairs[index]! < 0 || pairs[index]! !== pairs[first]! + index - first) return false;
  return true;
}
