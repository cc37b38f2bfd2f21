// SPDX-License-Identifier: MIT
import { stateStack, stateUnmapped } from "../cc";
import type { Core, ObjectName, OriginRecord } from "./core";
import type { Stop } from "./trap";

/**
 * A machine's state between two calls: the used part of memory, and what is known about it. The
 * stack is not part of it: between calls nothing on it is alive.
 */
export interface Snapshot {
  readonly heapTop: number;
  readonly tableStart: number;
  readonly data: Range;
  readonly heap: Range;
  readonly table: Range;
  readonly fuel: number;
  readonly stop: Stop | undefined;
  readonly names: ReadonlyMap<number, ObjectName>;
  readonly nameCounts: ReadonlyMap<string, number>;
  readonly originRecords: readonly OriginRecord[];
}

interface Range {
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly states: Uint8Array;
  /** Absent where every bit has a value. */
  readonly undefinedBits: { readonly shadow: Uint8Array; readonly origins: Int32Array } | undefined;
}

export function takeSnapshot(core: Core): Snapshot {
  const { memory } = core;
  const { heapTop } = memory;
  const tableStart = memory.entryAt(memory.entryCount) * 4;
  return {
    heapTop,
    tableStart,
    data: copyRange(core, 0, memory.stackStart),
    heap: copyRange(core, memory.stackEnd, heapTop),
    table: copyRange(core, tableStart, memory.sizeBytes),
    fuel: core.fuel,
    stop: core.stop,
    names: new Map(core.names),
    nameCounts: new Map(core.nameCounts),
    originRecords: [...core.originRecords],
  };
}

export function useSnapshot(core: Core, snapshot: Snapshot): void {
  const { memory } = core;
  // What was allocated since is unmapped and zero again.
  const end = memory.heapTop;
  if (snapshot.heapTop < end) {
    memory.bytes.fill(0, snapshot.heapTop, end);
    memory.shadow.fill(0, snapshot.heapTop, end);
    memory.states.fill(stateUnmapped, snapshot.heapTop >>> 3, end >>> 3);
  }
  memory.bytes.fill(0, memory.entryAt(memory.entryCount) * 4);
  putRange(core, snapshot.data);
  putRange(core, snapshot.heap);
  putRange(core, snapshot.table);
  core.defineWholeStack();
  memory.states.fill(stateStack, memory.stackStart >>> 3, memory.stackEnd >>> 3);
  core.fuel = snapshot.fuel;
  core.stop = snapshot.stop;
  core.frame = -1;
  replace(core.names, snapshot.names);
  replace(core.nameCounts, snapshot.nameCounts);
  core.originRecords.length = 0;
  core.originRecords.push(...snapshot.originRecords);
}

function replace<K, V>(map: Map<K, V>, by: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}

function copyRange({ memory }: Core, start: number, end: number): Range {
  return {
    start,
    bytes: memory.bytes.slice(start, end),
    states: memory.states.slice(start >>> 3, end >>> 3),
    undefinedBits: isDefined(memory.shadowWords, start >>> 2, end >>> 2)
      ? undefined
      : {
          shadow: memory.shadow.slice(start, end),
          origins: memory.origins.slice(start >>> 2, end >>> 2),
        },
  };
}

function isDefined(shadowWords: Int32Array, first: number, end: number): boolean {
  for (let at = first; at < end; at++) if (shadowWords[at] !== 0) return false;
  return true;
}

function putRange({ memory }: Core, { start, bytes, states, undefinedBits }: Range): void {
  memory.bytes.set(bytes, start);
  memory.states.set(states, start >>> 3);
  if (undefinedBits) {
    memory.shadow.set(undefinedBits.shadow, start);
    memory.origins.set(undefinedBits.origins, start >>> 2);
  } else memory.shadow.fill(0, start, start + bytes.length);
}
