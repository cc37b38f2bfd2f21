// SPDX-License-Identifier: MIT
import { nullPageBytes, stateStack, stateUnmapped } from "../cc";
import type { Core, KeptNames } from "./core";
import { isSameThread, keepThreads, putThreads } from "./kept-threads";
import type { KeptThread } from "./kept-threads";
import { pageShift } from "./memory";
import type { Memory } from "./memory";
import { pageStore } from "./pages";
import type { PageStore, PageTable } from "./pages";
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
  /** Ranges of pages, which are in use; then what is kept of them. */
  readonly used: readonly PageRange[];
  /** The machine's counters, then the numbers of the pages of all ranges. */
  readonly kept: Int32Array;
  readonly fuel: number;
  readonly stop: Stop | undefined;
  readonly names: KeptNames;
  readonly threads: readonly KeptThread[];
}

type PageRange = readonly [first: number, end: number];

/** Objects of the program, the heap, and the table of its objects. */
function usedPages(memory: Memory): readonly PageRange[] {
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
  let count = countersEnd;
  for (const [first, end] of used) {
    keepDirty(memory, pages, store, first, end);
    count += end - first;
  }
  const kept = new Int32Array(count);
  kept.set(memory.words.subarray(0, countersEnd));
  let at = countersEnd;
  for (const [first, end] of used) {
    kept.set(pages.ids.subarray(first, end), at);
    at += end - first;
  }
  const stacks = keepThreads(core, threads);
  let key = threeWords(pages.sums[0] as number, pages.sums[1] as number, memory.heapTop);
  for (const { hash } of stacks) key += word(hash);
  return {
    key,
    used,
    kept,
    fuel: core.fuel,
    stop: core.stop,
    names: core.keepNames(),
    threads: stacks,
  };
}

/** The machine's own counters lie in the first words of the page nothing is mapped on. */
const countersEnd = 32;

/** Six bits as a letter. */
const digit = (bits: number): number => 48 + (bits & 63);

/** One string of three words: pieces that are put together are copied when somebody compares. */
const threeWords = (a: number, b: number, c: number): string =>
  String.fromCharCode(
    digit(a),
    digit(a >>> 6),
    digit(a >>> 12),
    digit(a >>> 18),
    digit(a >>> 24),
    digit(a >>> 30),
    digit(b),
    digit(b >>> 6),
    digit(b >>> 12),
    digit(b >>> 18),
    digit(b >>> 24),
    digit(b >>> 30),
    digit(c),
    digit(c >>> 6),
    digit(c >>> 12),
    digit(c >>> 18),
    digit(c >>> 24),
    digit(c >>> 30),
  );

const word = (bits: number): string =>
  String.fromCharCode(
    digit(bits),
    digit(bits >>> 6),
    digit(bits >>> 12),
    digit(bits >>> 18),
    digit(bits >>> 24),
    digit(bits >>> 30),
  );

/** Gives every page of a range that was written since a number of the program's store. */
function keepDirty(
  memory: Memory,
  pages: PageTable,
  store: PageStore,
  first: number,
  end: number,
): void {
  const { dirty, dirtyWords } = memory;
  for (let page = first; page < end; page++) {
    if ((page & 3) === 0 && dirtyWords[page >>> 2] === 0) {
      page += 3;
      continue;
    }
    if (dirty[page] === 0) continue;
    dirty[page] = 0;
    const id = store.keep(memory, page);
    if (id !== pages.ids[page]) pages.change(page, id, store);
  }
}

/** Whether two states of one program are the same, page by page. */
export function isSameState(a: Snapshot, b: Snapshot): boolean {
  if (a.key !== b.key || a.threads.length !== b.threads.length) return false;
  if (!a.threads.every((one, index) => isSameThread(one, b.threads[index] ?? one))) return false;
  if (a.kept.length !== b.kept.length) return false;
  for (let index = countersEnd; index < a.kept.length; index++)
    if (a.kept[index] !== b.kept[index]) return false;
  return true;
}

export function useSnapshot(core: Core, threads: Threads, snapshot: Snapshot): void {
  const { memory, pages } = core;
  core.defineWholeStack();
  if (core.stop) memory.states.fill(stateStack, core.stackFloor >>> 3, core.stackLimit >>> 3);
  const inUse = usedPages(memory);
  let at = countersEnd;
  for (const [index, [first, end]] of snapshot.used.entries()) {
    const [firstInUse = 0, endInUse = 0] = inUse[index] ?? [];
    for (let page = firstInUse; page < endInUse; page++)
      if (page < first || end <= page) forget(memory, pages, page);
    putPages(core, first, snapshot.kept, at, end - first);
    at += end - first;
  }
  for (let index = 0; index < countersEnd; index++) memory.words[index] = snapshot.kept[index] ?? 0;
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
  pages.forget(page);
}

/** Writes the pages that differ; those that were kept one after the other in one go. */
function putPages(
  { memory, pages, program }: Core,
  first: number,
  kept: Int32Array,
  at: number,
  length: number,
): void {
  const store = pageStore(program);
  const { dirty } = memory;
  for (let index = 0; index < length;) {
    const page = first + index;
    const id = kept[at + index] ?? 0;
    if (dirty[page] === 0 && pages.ids[page] === id) {
      index++;
      continue;
    }
    let count = 0;
    while (
      index + count < length &&
      kept[at + index + count] === id + count &&
      (dirty[page + count] !== 0 || pages.ids[page + count] !== id + count)
    ) {
      dirty[page + count] = 0;
      pages.change(page + count, id + count, store);
      count++;
    }
    store.put(memory, page, id, count);
    index += count;
  }
}
