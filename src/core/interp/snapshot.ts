// SPDX-License-Identifier: MIT
import { nullPageBytes, stateStack, stateUnmapped } from "../cc";
import type { Core, KeptNames } from "./core";
import { isSameThread, keepThreads, putThreads } from "./kept-threads";
import type { KeptThread } from "./kept-threads";
import { pageShift } from "./memory";
import type { Memory } from "./memory";
import { pageStore } from "./pages";
import type { PageTable } from "./pages";
import type { Threads } from "./threads";
import type { Stop } from "./trap";

/**
 * A machine's state between two calls, with its threads. Of the stack only what is alive in them is
 * part of it: between calls nothing else is, so that states that differ only there are one.
 */
export interface Snapshot {
  /**
   * Equal for equal states of one program, whatever way led there; states that differ have the same
   * key once in 2^64. Fuel, and how many calls were made, do not count.
   */
  readonly key: string;
  readonly parts: readonly Part[];
  readonly counters: Int32Array;
  readonly sums: readonly [number, number];
  readonly fuel: number;
  readonly stop: Stop | undefined;
  readonly names: KeptNames;
  readonly threads: readonly KeptThread[];
}

/** Pages that follow each other, by their numbers in the program's store. */
interface Part {
  readonly first: number;
  readonly ids: Int32Array;
}

/** Objects of the program, the heap, and the table of its objects. */
function usedPages(memory: Memory): readonly (readonly [first: number, end: number])[] {
  const table = memory.entryAt(memory.entryCount) * 4;
  const last = 1 << pageShift;
  return [
    [nullPageBytes >>> pageShift, memory.stackStart >>> pageShift],
    [memory.stackEnd >>> pageShift, (memory.heapTop + last - 1) >>> pageShift],
    [table >>> pageShift, memory.sizeBytes >>> pageShift],
  ];
}

export function takeSnapshot(core: Core, threads: Threads): Snapshot {
  const { memory, pages } = core;
  const store = pageStore(core.program);
  const used = usedPages(memory);
  for (const [first, end] of used)
    for (let page = first; page < end; page++) {
      if (memory.dirty[page] === 0) continue;
      memory.dirty[page] = 0;
      const before = pages.ids[page] ?? -1;
      const id = store.keep(memory, page);
      if (id === before) continue;
      if (0 <= before) addHash(pages.sums, page, store.hash(before), -1);
      addHash(pages.sums, page, store.hash(id), 1);
      pages.ids[page] = id;
    }
  const [one = 0, other = 0] = pages.sums;
  const kept = keepThreads(core, threads);
  const stacks = kept.map(({ hash }) => `.${(hash >>> 0).toString(36)}`).join("");
  return {
    key: `${(one >>> 0).toString(36)}.${(other >>> 0).toString(36)}.${memory.heapTop}${stacks}`,
    parts: used.map(([first, end]) => ({ first, ids: pages.ids.slice(first, end) })),
    counters: memory.words.slice(0, countersEnd),
    sums: [one, other],
    fuel: core.fuel,
    stop: core.stop,
    names: core.keepNames(),
    threads: kept,
  };
}

/** The machine's own counters lie in the first words of the page nothing is mapped on. */
const countersEnd = 32;

function addHash(sums: Int32Array, page: number, hash: readonly [number, number], sign: number) {
  const place = Math.imul(page + 1, 0x27d4eb2f);
  sums[0] = (sums[0] ?? 0) + sign * Math.imul(hash[0] ^ place, 0x165667b1 | 1);
  sums[1] = (sums[1] ?? 0) + sign * Math.imul(hash[1] ^ (place >>> 7), 0x9e3779b1 | 1);
}

/** Whether two states of one program are the same, page by page. */
export function isSameState(a: Snapshot, b: Snapshot): boolean {
  if (a.key !== b.key || a.threads.length !== b.threads.length) return false;
  if (!a.threads.every((one, index) => isSameThread(one, b.threads[index] ?? one))) return false;
  return a.parts.every(({ ids }, part) => {
    const others = b.parts[part]?.ids;
    return others?.length === ids.length && ids.every((id, index) => id === others[index]);
  });
}

export function useSnapshot(core: Core, threads: Threads, snapshot: Snapshot): void {
  const { memory, pages } = core;
  core.defineWholeStack();
  if (core.stop) memory.states.fill(stateStack, core.stackFloor >>> 3, core.stackLimit >>> 3);
  const inUse = usedPages(memory);
  for (const [index, part] of snapshot.parts.entries()) {
    const [first = 0, end = 0] = inUse[index] ?? [];
    for (let page = first; page < end; page++)
      if (page < part.first || part.first + part.ids.length <= page) forget(memory, pages, page);
    putPart(core, part);
  }
  memory.words.set(snapshot.counters);
  pages.sums.set(snapshot.sums);
  core.fuel = snapshot.fuel;
  core.stop = snapshot.stop;
  core.frame = -1;
  core.useNames(snapshot.names);
  putThreads(core, threads, snapshot.threads);
}

/** A page that is not in use: as it was before anything was there. */
function forget(memory: Memory, pages: PageTable, page: number): void {
  const first = page << pageShift;
  const end = (page + 1) << pageShift;
  memory.bytes.fill(0, first, end);
  memory.shadow.fill(0, first, end);
  memory.states.fill(stateUnmapped, first >>> 3, end >>> 3);
  memory.dirty[page] = 1;
  memory.unknownPages[page] = 0;
  pages.ids[page] = -1;
}

/** Writes the pages that differ; those that were kept one after the other in one go. */
function putPart({ memory, pages, program }: Core, { first, ids }: Part): void {
  const store = pageStore(program);
  const { dirty } = memory;
  for (let index = 0; index < ids.length;) {
    const page = first + index;
    const id = ids[index] ?? 0;
    if (dirty[page] === 0 && pages.ids[page] === id) {
      index++;
      continue;
    }
    let count = 0;
    while (
      index + count < ids.length &&
      ids[index + count] === id + count &&
      (dirty[page + count] !== 0 || pages.ids[page + count] !== id + count)
    ) {
      dirty[page + count] = 0;
      pages.ids[page + count] = id + count;
      count++;
    }
    store.put(memory, page, id, count);
    index += count;
  }
}
