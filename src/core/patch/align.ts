// SPDX-License-Identifier: MIT
import { append } from "../base";
import { alignCellsMax } from "./limits";

/** A line as damaged copies agree on it: no blank of it counts. */
export const bareText = (text: string): string =>
  /\s/.test(text) ? text.replace(/\s+/g, "") : text;

/** Whether a line holds nothing but blanks; makes no string to find out. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0xa0) return false;
  }
  return true;
}

/** The key of a line without any character that counts. */
export const noKey = 0;

/**
 * A number two lines share where they agree without blanks; `sign` tells added, removed and context
 * lines apart.
 * - 53 bits of two multiply-xorshift lanes: of a million lines no two meet by chance.
 */
export function lineKey(text: string, from: number, sign: number): number {
  let high = 0xdeadbeef ^ sign;
  let low = 0x41c6ce57 ^ sign;
  let isEmpty = true;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0xa0) continue;
    isEmpty = false;
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
    high ^= high >>> 15;
  }
  return isEmpty && sign === 0x20 ? noKey : (high >>> 11) * 0x100000000 + (low >>> 0) + 1;
}

/**
 * The longest common subsequence of two key lists.
 * - Shape: pairs of indexes, ascending. Beyond the limit only the common head and tail are paired.
 */
export function alignKeys(
  left: readonly (string | number)[],
  right: readonly (string | number)[],
): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head])
    pairs.push([head, head++]);
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail++;
  const rows = left.length - head - tail;
  const columns = right.length - head - tail;
  if (rows > 0 && columns > 0 && rows * columns <= alignCellsMax)
    append(pairs, alignMiddle(left, right, head, rows, columns));
  for (let back = tail; back > 0; back--) pairs.push([left.length - back, right.length - back]);
  return pairs;
}

function alignMiddle(
  left: readonly (string | number)[],
  right: readonly (string | number)[],
  head: number,
  rows: number,
  columns: number,
): (readonly [number, number])[] {
  const width = columns + 1;
  const table = new Uint32Array((rows + 1) * width);
  const cell = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      table[row * width + column] =
        left[head + row] === right[head + column]
          ? cell(row + 1, column + 1) + 1
          : Math.max(cell(row + 1, column), cell(row, column + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (left[head + row] === right[head + column]) pairs.push([head + row++, head + column++]);
    else if (cell(row + 1, column) >= cell(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
