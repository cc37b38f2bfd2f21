// SPDX-License-Identifier: MIT
import type { Core, ObjectName, OriginRecord } from "./core";
import type { Stop } from "./trap";

/** A machine's state between two calls: the used part of memory, and what is known about it. */
export interface Snapshot {
  readonly heapTop: number;
  readonly tableStart: number;
  readonly used: Range;
  readonly table: Range;
  readonly fuel: number;
  readonly stop: Stop | undefined;
  readonly names: ReadonlyMap<number, ObjectName>;
  readonly nameCounts: ReadonlyMap<string, number>;
  readonly originRecords: readonly OriginRecord[];
}

interface Range {
  readonly bytes: Uint8Array;
  readonly shadow: Uint8Array;
  readonly origins: Int32Array;
  readonly states: Uint8Array;
}

export function takeSnapshot(core: Core): Snapshot {
  const { memory } = core;
  const { heapTop } = memory;
  const tableStart = memory.entryAt(memory.entryCount) * 4;
  return {
    heapTop,
    tableStart,
    used: copyRange(core, 0, heapTop),
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
    memory.states.fill(0x80, snapshot.heapTop >>> 3, end >>> 3);
  }
  memory.bytes.fill(0, memory.entryAt(memory.entryCount) * 4);
  putRange(core, 0, snapshot.used);
  putRange(core, snapshot.tableStart, snapshot.table);
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
    bytes: memory.bytes.slice(start, end),
    shadow: memory.shadow.slice(start, end),
    origins: memory.origins.slice(start >>> 2, end >>> 2),
    states: memory.states.slice(start >>> 3, end >>> 3),
  };
}

function putRange({ memory }: Core, start: number, range: Range): void {
  memory.bytes.set(range.bytes, start);
  memory.shadow.set(range.shadow, start);
  memory.origins.set(range.origins, start >>> 2);
  memory.states.set(range.states, start >>> 3);
}
