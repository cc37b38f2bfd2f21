// SPDX-License-Identifier: MIT

export interface SmallestCause<T> {
  /** None of them can be left out. */
  readonly kept: readonly T[];
  /** Whether the effect is there with them alone; false where not even all items show it. */
  readonly sufficient: boolean;
  /** Whether it goes away without them; the items left out may be enough for it as well. */
  readonly necessary: boolean;
}

/**
 * Finds a smallest set of items with which alone an effect stays.
 * - Shape: items in order, and whether the effect is there with only the given ones -> the kept
 *   items.
 * - Source: the removal phase of delta debugging (Zeller and Hildebrandt, 2002), one item at a
 *   time.
 */
export function* smallestCause<T>(
  items: readonly T[],
  staysWith: (kept: readonly T[]) => boolean,
): Generator<void, SmallestCause<T>> {
  yield;
  if (!staysWith(items)) return { kept: items, sufficient: false, necessary: false };
  let kept = items;
  // What could not be left out at first may be, once others are.
  for (let count = kept.length + 1; kept.length < count;) {
    count = kept.length;
    for (const item of kept) {
      const without = kept.filter((other) => other !== item);
      yield;
      if (staysWith(without)) kept = without;
    }
  }
  const others = items.filter((item) => !kept.includes(item));
  yield;
  return { kept, sufficient: true, necessary: !others.length || !staysWith(others) };
}
