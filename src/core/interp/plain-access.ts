// SPDX-License-Identifier: MIT
// Accesses that runPlain does not find plainly fine, and frames with objects in memory.
import { Op, stateStack, stateUndefined } from "../cc";
import type { Memory } from "./memory";

const sizes = new Uint8Array(Op.Count);
sizes[Op.Ld8S] = sizes[Op.Ld8U] = sizes[Op.St8] = 1;
sizes[Op.Ld16S] = sizes[Op.Ld16U] = sizes[Op.St16] = 2;
sizes[Op.Ld32] = sizes[Op.St32] = 4;
sizes[Op.Ld64] = sizes[Op.St64] = 8;

/** Loads into a register; false, and nothing done: it is not accessible, or has undefined bits. */
export function plainLoad(memory: Memory, op: Op, d: number, hi: number, at: number): boolean {
  const size = sizes[op] ?? 1;
  if (hi !== 0 || !isAccessible(memory, at, size) || memory.isUndefined(at, size)) return false;
  if (memory.checksAlignment && (at & (size - 1)) !== 0) return false;
  const { bytes, words } = memory;
  for (let granule = at >>> 3; granule <= (at + size - 1) >>> 3; granule++) memory.settle(granule);
  for (let half = 0; half < (size === 8 ? 2 : 1); half++) {
    const count = size < 4 ? size : 4;
    let value = 0;
    for (let index = 0; index < count; index++)
      value |= (bytes[at + half * 4 + index] ?? 0) << (index * 8);
    const up = op === Op.Ld8S || op === Op.Ld16S ? 32 - count * 8 : 0;
    words[d + half] = (value << up) >> up;
  }
  return true;
}

/** Stores a register whose bits have values; false, and nothing done: it is not accessible. */
export function plainStore(memory: Memory, op: Op, v: number, hi: number, at: number): boolean {
  const size = sizes[op] ?? 1;
  if (hi !== 0 || !isAccessible(memory, at, size)) return false;
  if (memory.checksAlignment && (at & (size - 1)) !== 0) return false;
  memory.touch(at, size);
  const { bytes, shadow, words, shadowWords } = memory;
  if (size === 8 && (at & 7) === 0) {
    const w = at >>> 2;
    words[w] = words[v] ?? 0;
    words[w + 1] = words[v + 1] ?? 0;
    shadowWords[w] = shadowWords[w + 1] = 0;
  } else
    for (let index = 0; index < size; index++) {
      bytes[at + index] = (words[v + (index >>> 2)] ?? 0) >>> ((index & 3) * 8);
      shadow[at + index] = 0;
    }
  for (let granule = at >>> 3; granule <= (at + size - 1) >>> 3; granule++) memory.settle(granule);
  return true;
}

/** Whether all the bytes can be written, whatever their values. */
function isAccessible({ states }: Memory, at: number, size: number): boolean {
  const end = at + size;
  for (let next = at; next < end; next = (next | 7) + 1) {
    const state = states[next >>> 3] ?? 0xff;
    if (stateUndefined * 2 <= state) return false;
    const last = Math.min(end - 1, next | 7);
    if ((state & 7 || 8) <= (last & 7)) return false;
  }
  return true;
}

/** The objects in memory of a frame come to life. */
export function enterFrame(all: Uint8Array, states: Uint8Array, first: number): void {
  for (let index = 0; index < states.length; index++) all[first + index] = states[index] ?? 0;
}

/** The objects of a block come to life: states [from, from + count) of the frame's. */
export function beginScope(
  all: Uint8Array,
  states: Uint8Array,
  first: number,
  from: number,
  count: number,
): void {
  for (let index = from; index < from + count; index++) all[first + index] = states[index] ?? 0;
}

/** The objects in memory of a frame end; what lies there next begins with values. */
export function leaveFrame(
  memory: Memory,
  count: number,
  first: number,
  ended: number = stateStack,
): void {
  const { states, shadowWords } = memory;
  for (let granule = first; granule < first + count; granule++) {
    const state = states[granule] ?? 0;
    if (state & stateUndefined && state < stateUndefined * 2)
      shadowWords[granule * 2] = shadowWords[granule * 2 + 1] = 0;
    states[granule] = ended;
  }
}
