// SPDX-License-Identifier: MIT
// Stores to what somebody watches: heard before the instruction runs, with what it is about to do.
import { Op, stateUndefined } from "../cc";
import type { Core } from "./core";
import type { Memory } from "./memory";
import type { Stored, Watch } from "./trap";

/** Whether an operation stores where others can look; a frame's own zeroing apart. */
export const storesToMemory = (op: Op): boolean =>
  (Op.St8 <= op && op <= Op.StG64) || op === Op.Copy;

/** The stores to watched bytes that the instruction at a pc is about to do. */
export function storesAt(core: Core, pc: number, watched: readonly Watch[]): readonly Stored[] {
  const { memory, program } = core;
  const written = writtenAt(core, pc);
  if (!written || !isWritable(memory, written.address)) return [];
  const { address, bytes } = written;
  return watched
    .filter((watch) => {
      const first = Number(watch.address);
      return first < address + bytes.length && address < first + watch.sizeBytes;
    })
    .map((watch) => {
      const first = Number(watch.address);
      const before = memory.bytes.slice(first, first + watch.sizeBytes);
      const after = before.slice();
      for (const [index, byte] of bytes.entries()) {
        const at = address + index - first;
        if (0 <= at && at < after.length) after[at] = byte;
      }
      const position = program.positionOf(pc);
      return { watch, before, after, function: core.functionInfo?.name ?? "", position };
    });
}

const isWritable = ({ states }: Memory, address: number): boolean =>
  (states[address >>> 3] ?? 0xff) < stateUndefined * 2;

/** Where an instruction stores, and what. */
function writtenAt(
  { program, memory, frame }: Core,
  pc: number,
): { readonly address: number; readonly bytes: Uint8Array } | undefined {
  const { code } = program;
  const { words, bytes } = memory;
  const op = code[pc] as Op;
  const register = (operand: number): number => frame + (code[pc + operand] ?? 0);
  const value = (operand: number, sizeBytes: number): Uint8Array =>
    bytes.slice(register(operand) * 4, register(operand) * 4 + sizeBytes);
  if (op === Op.Copy) {
    const from = words[register(2)] ?? 0;
    return {
      address: words[register(1)] ?? 0,
      bytes: bytes.slice(from, from + (code[pc + 3] ?? 0)),
    };
  }
  if (Op.St8 <= op && op <= Op.St64) {
    if (words[register(1) + 1] !== 0) return undefined;
    const address = (words[register(1)] ?? 0) + (code[pc + 2] ?? 0);
    return { address, bytes: value(3, 1 << (op - Op.St8)) };
  }
  if (Op.StF8 <= op && op <= Op.StF64)
    return { address: frame * 4 + (code[pc + 1] ?? 0), bytes: value(2, 1 << (op - Op.StF8)) };
  if (Op.StG8 <= op && op <= Op.StG64)
    return { address: code[pc + 1] ?? 0, bytes: value(2, 1 << (op - Op.StG8)) };
  return undefined;
}

/** The watched bytes as they are, to be compared with later. */
export const watchedBytes = (memory: Memory, watched: readonly Watch[]): readonly Uint8Array[] =>
  watched.map(({ address, sizeBytes }) => {
    const first = Number(address);
    return memory.bytes.slice(first, first + sizeBytes);
  });

/** What a host function changed of them. */
export function storesBetween(
  core: Core,
  watched: readonly Watch[],
  before: readonly Uint8Array[],
  host: string,
): readonly Stored[] {
  const position = core.program.positionOf(core.pc);
  const now = watchedBytes(core.memory, watched);
  return watched.flatMap((watch, index) => {
    const [old, after] = [before[index], now[index]];
    if (!old || !after || old.every((byte, at) => byte === after[at])) return [];
    const shared = { function: core.functionInfo?.name ?? "", position, host };
    return [{ watch, before: old, after, ...shared }];
  });
}
