// SPDX-License-Identifier: MIT
// Pages of memory by content: what two states have in common is kept once, and a state is a list of
// page numbers. One store serves all machines of a program, so that their states can be compared.
import { stateUndefined } from "../cc";
import type { Program } from "../cc";
import { pageShift } from "./memory";
import type { Memory } from "./memory";

const pageWords = 1 << (pageShift - 2);
/** A state byte for 8 bytes of memory: the words they take. */
const stateWords = pageWords >>> 3;

const stores = new WeakMap<Program, PageStore>();

/** The store of a program; it goes away with the program. */
export function pageStore(program: Program): PageStore {
  let store = stores.get(program);
  if (!store) stores.set(program, (store = new PageStore()));
  return store;
}

/** What is known of a machine's pages: their numbers when they were last kept. */
export class PageTable {
  readonly ids: Int32Array;
  /** Of the hashes of all pages, for the key; kept up to date page by page. */
  readonly sums = new Int32Array(2);

  constructor(memory: Memory) {
    this.ids = new Int32Array(memory.dirty.length).fill(-1);
  }
}

export class PageStore {
  private count = 0;
  private words = new Int32Array(pageWords * 64);
  private states = new Int32Array(stateWords * 64);
  /** By page: its place in `unknown`, or -1 where every bit has a value. */
  private unknownAt = new Int32Array(64);
  private hashes = new Int32Array(128);
  /** Shadow words, then origins. */
  private unknown = new Int32Array(pageWords * 2 * 16);
  private unknownCount = 0;
  /** Open addressing by hash: page numbers plus 1. */
  private slots = new Int32Array(256);

  /** Two words of hash of a page's content. */
  hash(id: number): readonly [number, number] {
    return [this.hashes[id * 2] ?? 0, this.hashes[id * 2 + 1] ?? 0];
  }

  /** The number of a page with the content that a page of memory has now. */
  keep(memory: Memory, page: number): number {
    settlePage(memory, page);
    const tainted = hasUnknown(memory, page);
    hashPage(memory, page, tainted);
    const [one, other] = [hashed[0] ?? 0, hashed[1] ?? 0];
    const mask = this.slots.length - 1;
    let slot = one & mask;
    for (let kept = this.slots[slot] ?? 0; kept !== 0; kept = this.slots[slot] ?? 0) {
      const id = kept - 1;
      const isHash = this.hashes[id * 2] === one && this.hashes[id * 2 + 1] === other;
      if (isHash && this.isEqual(memory, page, id, tainted)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.add(memory, page, tainted);
    this.hashes[id * 2] = one;
    this.hashes[id * 2 + 1] = other;
    this.slots[slot] = id + 1;
    if (this.slots.length < this.count * 2) this.rehash();
    return id;
  }

  private isEqual(memory: Memory, page: number, id: number, tainted: boolean): boolean {
    const { words, stateWords: states, shadowWords, origins } = memory;
    const first = page * pageWords;
    const { words: kept } = this;
    const keptFirst = id * pageWords;
    let differing = 0;
    for (let index = 0; index < pageWords; index++)
      differing |= (words[first + index] as number) ^ (kept[keptFirst + index] as number);
    if (differing !== 0) return false;
    for (let index = 0; index < stateWords; index++)
      if (states[page * stateWords + index] !== this.states[id * stateWords + index]) return false;
    const unknownAt = this.unknownAt[id] ?? -1;
    if (!tainted) return unknownAt < 0;
    if (unknownAt < 0) return false;
    for (let index = 0; index < pageWords; index++) {
      const bits = shadowWords[first + index] ?? 0;
      if (bits !== this.unknown[unknownAt + index]) return false;
      if (bits !== 0 && origins[first + index] !== this.unknown[unknownAt + pageWords + index])
        return false;
    }
    return true;
  }

  private add(memory: Memory, page: number, tainted: boolean): number {
    const id = this.count++;
    if (this.unknownAt.length < this.count) this.grow();
    const first = page * pageWords;
    const { words, states } = this;
    for (let index = 0; index < pageWords; index++)
      words[id * pageWords + index] = memory.words[first + index] as number;
    for (let index = 0; index < stateWords; index++)
      states[id * stateWords + index] = memory.stateWords[page * stateWords + index] as number;
    this.unknownAt[id] = -1;
    if (!tainted) return id;
    const at = this.unknownCount++ * pageWords * 2;
    this.unknown = grown(this.unknown, at + pageWords * 2);
    this.unknown.set(memory.shadowWords.subarray(first, first + pageWords), at);
    this.unknown.set(memory.origins.subarray(first, first + pageWords), at + pageWords);
    this.unknownAt[id] = at;
    return id;
  }

  private grow(): void {
    const room = this.count * 2;
    this.words = grown(this.words, room * pageWords);
    this.states = grown(this.states, room * stateWords);
    this.unknownAt = grown(this.unknownAt, room);
    this.hashes = grown(this.hashes, room * 2);
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let slot = (this.hashes[id * 2] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
  }

  /** Puts `count` pages, which were kept one after the other, into memory. */
  put(memory: Memory, page: number, id: number, count: number): void {
    for (let index = page; index < page + count; index++) clearUnknown(memory, index);
    memory.words.set(
      this.words.subarray(id * pageWords, (id + count) * pageWords),
      page * pageWords,
    );
    memory.stateWords.set(
      this.states.subarray(id * stateWords, (id + count) * stateWords),
      page * stateWords,
    );
    for (let index = 0; index < count; index++) {
      const at = this.unknownAt[id + index] ?? -1;
      if (at < 0) continue;
      const first = (page + index) * pageWords;
      memory.shadowWords.set(this.unknown.subarray(at, at + pageWords), first);
      memory.origins.set(this.unknown.subarray(at + pageWords, at + pageWords * 2), first);
      memory.unknownPages[page + index] = 1;
    }
  }
}

/** A table with room for so many numbers: itself, or a larger copy. */
function grown(table: Int32Array, length: number): Int32Array<ArrayBuffer> {
  if (length <= table.length) return table as Int32Array<ArrayBuffer>;
  const larger = new Int32Array(Math.max(length, table.length * 2));
  larger.set(table);
  return larger;
}

/** Takes marks of undefined bits away that are no longer true: equal states look equal. */
function settlePage(memory: Memory, page: number): void {
  const { stateWords: words } = memory;
  const first = page * stateWords;
  for (let index = first; index < first + stateWords; index++)
    if ((words[index] ?? 0) & (stateUndefined * 0x01010101))
      for (let granule = index * 4; granule < index * 4 + 4; granule++) memory.settle(granule);
}

function hasUnknown({ shadowWords }: Memory, page: number): boolean {
  const first = page * pageWords;
  let bits = 0;
  for (let index = first; index < first + pageWords; index++) bits |= shadowWords[index] as number;
  return bits !== 0;
}

/** A page that is overwritten: nothing in it is undefined any more. */
function clearUnknown(memory: Memory, page: number): void {
  const first = page * stateWords;
  let marks = memory.unknownPages[page] ?? 0;
  for (let index = first; index < first + stateWords; index++)
    marks |= (memory.stateWords[index] ?? 0) & (stateUndefined * 0x01010101);
  if (marks === 0) return;
  memory.shadowWords.fill(0, page * pageWords, (page + 1) * pageWords);
  memory.unknownPages[page] = 0;
}

/** Where hashPage leaves its two words. */
const hashed = new Int32Array(2);

function hashPage(memory: Memory, page: number, tainted: boolean): void {
  hashed[0] = tainted ? 1 : 0;
  hashed[1] = 0;
  mixIn(memory.words, page * pageWords, pageWords);
  mixIn(memory.stateWords, page * stateWords, stateWords);
  if (tainted) mixIn(memory.shadowWords, page * pageWords, pageWords);
}

/** Each lane alone can be inverted word by word, so pages that differ in one word never meet. */
function mixIn(table: Int32Array, first: number, count: number): void {
  let one = hashed[0] as number;
  let other = hashed[1] as number;
  const end = first + count;
  for (let index = first; index < end; index++) {
    const word = table[index] as number;
    one = Math.imul(one ^ word, 0x9e3779b1);
    one ^= one >>> 15;
    other = (Math.imul(other, 0x85ebca6b) + word) | 0;
  }
  hashed[0] = one;
  hashed[1] = other ^ (other >>> 15);
}
