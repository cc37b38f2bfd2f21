// SPDX-License-Identifier: MIT
import type { Memory } from "./memory";

/**
 * Takes the next `slots` arguments from a va_list: {next, end, unused}, each 8 bytes.
 * - Shape: the word index of the list -> the address of the argument; -1: there is none; -2: not a
 *   list.
 */
export function nextVariable(memory: Memory, list: number, slots: number): number {
  const { words, shadowWords } = memory;
  const next = words[list] ?? 0;
  const end = words[list + 2] ?? 0;
  if ((shadowWords[list] ?? 0) !== 0 || next === 0) return -2;
  if (end < next + slots * 8) return -1;
  memory.touch(list * 4, 8);
  words[list] = next + slots * 8;
  return next;
}
