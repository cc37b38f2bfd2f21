// SPDX-License-Identifier: MIT

/**
 * What a try with some of the items shows; "broken": there is nothing to run; "spent": nothing is
 * tried any more.
 */
export type Tried = "shows" | "gone" | "broken" | "spent";

export interface SmallestCause<T> {
  /** None of them can be left out. */
  readonly kept: readonly T[];
  /** Those of them without which there is nothing to run, and that may do nothing themselves. */
  readonly needed: readonly T[];
  /** Whether the effect is there with them alone; false where not even all items show it. */
  readonly sufficient: boolean;
  /** Whether it goes away without them; the items left out may be enough for it as well. */
  readonly necessary: boolean;
  /** False where the tries ran out before the smallest set was found. */
  readonly complete: boolean;
}

export interface CauseOptions<T> {
  /** Ways to try several items at once, the coarsest first: items of one word go together. */
  readonly partitions?: readonly ((item: T) => string)[];
  /** After so many tries what is left is the answer. */
  readonly triesMax?: number;
  /** Items that can be left out at once if the guess is right. */
  readonly unlikely?: (item: T) => boolean;
  /** Items that were the answer to a question like this one: if they do, only they are narrowed. */
  readonly guess?: readonly T[];
}

/**
 * Finds a smallest set of items with which alone an effect stays.
 * - Shape: items in order, and what is seen with only the given ones -> the kept items.
 * - Source: the removal phase of delta debugging (Zeller and Hildebrandt, 2002), by halves and then
 *   one at a time, from the last item on: what uses a declaration comes behind it.
 */
export function* smallestCause<T>(
  items: readonly T[],
  tryWith: (kept: readonly T[]) => Tried,
  { partitions = [], triesMax = Infinity, unlikely, guess = [] }: CauseOptions<T> = {},
): Generator<void, SmallestCause<T>> {
  yield;
  if (tryWith(items) !== "shows")
    return { kept: items, needed: [], sufficient: false, necessary: false, complete: true };
  const search: Search<T> = { kept: items, needed: new Set(), triesLeft: triesMax, tryWith };
  const guessed = items.filter((item) => guess.includes(item));
  const isGuessed = guessed.length ? yield* leave(search, guessed) : false;
  const likely = unlikely ? items.filter((item) => !unlikely(item)) : items;
  if (!isGuessed && likely.length && likely.length < items.length) yield* leave(search, likely);
  const names = new Map(items.map((item, index) => [item, String(index)]));
  if (!isGuessed) for (const partition of partitions) yield* narrow(search, partition, false);
  yield* narrow(search, (item) => names.get(item) ?? "", true);
  const { kept } = search;
  const others = items.filter((item) => !kept.includes(item));
  yield;
  const without = others.length ? tryWith(others) : "gone";
  return {
    kept,
    needed: kept.filter((item) => search.needed.has(item)),
    sufficient: true,
    necessary: without !== "shows",
    complete: 0 < search.triesLeft && without !== "spent",
  };
}

interface Search<T> {
  kept: readonly T[];
  /** Items whose own leaving out left nothing to run, the last time it was tried. */
  readonly needed: Set<T>;
  triesLeft: number;
  readonly tryWith: (kept: readonly T[]) => Tried;
}

/** Goes on with fewer items where they are enough. */
function* leave<T>(search: Search<T>, rest: readonly T[]): Generator<void, boolean> {
  if (search.triesLeft <= 0) return false;
  search.triesLeft--;
  yield;
  const tried = search.tryWith(rest);
  if (tried === "spent") search.triesLeft = 0;
  const left = search.kept.filter((item) => !rest.includes(item));
  for (const item of left)
    if (tried === "broken") search.needed.add(item);
    else search.needed.delete(item);
  if (tried === "shows") search.kept = rest;
  return tried === "shows";
}

/** Leaves out units of items, by halves and then one by one; again and again where asked. */
function* narrow<T>(
  search: Search<T>,
  unitOf: (item: T) => string,
  untilNothingGoes: boolean,
): Generator<void, void> {
  const unitsLeft = (): readonly string[] => [...new Set(search.kept.map(unitOf))];
  for (let size = Math.ceil(unitsLeft().length / 2); ; size = Math.ceil(size / 2)) {
    const units = unitsLeft();
    let isSmaller = false;
    for (let end = units.length; 0 < end; end -= size) {
      const part = new Set(units.slice(Math.max(0, end - size), end));
      const rest = search.kept.filter((item) => !part.has(unitOf(item)));
      if (yield* leave(search, rest)) isSmaller = true;
    }
    const isLast = size <= 1 && !(isSmaller && untilNothingGoes);
    if (isLast || search.triesLeft <= 0) return;
  }
}
