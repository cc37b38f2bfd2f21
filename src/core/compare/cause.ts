// SPDX-License-Identifier: MIT

/**
 * Finds a smallest set of items with which alone an effect stays.
 * - Shape: items in order, and whether the effect is there with only the given ones -> the kept items,
 *   none of which can be left out; `sufficient` is false where not even all items show it.
 * - Source: the removal phase of delta debugging (Zeller and Hildebrandt, 2002), one item at a time.
 */
export function* smallestCause<T>(
  items: readonly T[],
  staysWith: (kept: readonly T[]) => boolean,
): Generator<void, { readonly kept: readonly T[]; readonly sufficient: boolean }> {
  yield;
  if (!staysWith(items)) return { kept: items, sufficient: false };
  let kept = items;
  for (const item of items) {
    const without = kept.filter((other) => other !== item);
    yield;
    if (staysWith(without)) kept = without;
  }
  return { kept, sufficient: true };
}
