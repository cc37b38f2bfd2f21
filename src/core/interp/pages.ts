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
  /** What each page adds to the sums. */
  private readonly shares: Int32Array;

  constructor(memory: Memory) {
    this.ids = new Int32Array(memory.dirty.length).fill(-1);
    this.shares = new Int32Array(memory.dirty.length * 2);
  }

  /** The page of memory has the content of this number from now on. */
  change(page: number, id: number, store: PageStore): void {
    const { sums, shares } = this;
    const place = Math.imul(page + 1, 0x27d4eb2f);
    const one = Math.imul(store.hashOne(id) ^ place, 0x165667b1);
    const other = Math.imul(store.hashOther(id) ^ (place >>> 7), 0x9e3779b1);
    sums[0] = ((sums[0] as number) + one - (shares[page * 2] as number)) | 0;
    sums[1] = ((sums[1] as number) + other - (shares[page * 2 + 1] as number)) | 0;
    shares[page * 2] = one;
    shares[page * 2 + 1] = other;
    this.ids[page] = id;
  }

  /** The page of memory is not in use any more. */
  forget(page: number): void {
    const { sums, shares } = this;
    for (const lane of [0, 1]) {
      sums[lane] = ((sums[lane] as number) - (shares[page * 2 + lane] as number)) | 0;
      shares[page * 2 + lane] = 0;
    }
    this.ids[page] = -1;
  }
}

/** Pages that were kept one after the other, so many that a store never copies what it has. */
interface Chunk {
  words: Int32Array;
  states: Int32Array;
}

const chunkShift = 10;
const chunkPages = 1 << chunkShift;
/** What a store begins with: most programs have one state or none. */
const firstPages = 64;

export class PageStore {
  private count = 0;
  private readonly chunks: Chunk[] = [];
  /** By page: its place in `unknown`, or -1 where every bit has a value. */
  private unknownAt = new Int32Array(firstPages);
  private hashes = new Int32Array(firstPages * 2);
  /** Shadow words, then origins. */
  private unknown = new Int32Array(pageWords * 2 * 16);
  private unknownCount = 0;
  /** Open addressing by hash: page numbers plus 1. */
  private slots = new Int32Array(firstPages * 4);

  /** The words of hash of a page. */
  hashOne(id: number): number {
    return this.hashes[id * 2] ?? 0;
  }

  hashOther(id: number): number {
    return this.hashes[id * 2 + 1] ?? 0;
  }

  /** The number of a page with the content that a page of memory has now. */
  keep(memory: Memory, page: number): number {
    const tainted = settlePage(memory, page) && hasUnknown(memory, page);
    const { count } = this;
    const chunk = this.room(count);
    // Copied on the way, to where it stays if it is new.
    copyAndHash(memory, page, chunk, count & (chunkPages - 1), tainted);
    const one = hashed[0] as number;
    const other = hashed[1] as number;
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    let slot = one & mask;
    for (let kept = slots[slot] as number; kept !== 0; kept = slots[slot] as number) {
      const id = kept - 1;
      if (hashes[id * 2] === one && hashes[id * 2 + 1] === other)
        if (this.isEqual(memory, page, id, tainted)) return id;
      slot = (slot + 1) & mask;
    }
    this.count = count + 1;
    this.unknownAt[count] = tainted ? this.keepUnknown(memory, page) : -1;
    hashes[count * 2] = one;
    hashes[count * 2 + 1] = other;
    slots[slot] = count + 1;
    if (slots.length < this.count * 2) this.rehash();
    return count;
  }

  /** Where a page of this number is, or will be. */
  private room(id: number): Chunk {
    const index = id >>> chunkShift;
    const place = id & (chunkPages - 1);
    let chunk = this.chunks[index];
    if (!chunk) {
      const pages = index ? chunkPages : firstPages;
      chunk = {
        words: new Int32Array(pages * pageWords),
        states: new Int32Array(pages * stateWords),
      };
      this.chunks.push(chunk);
    }
    if (chunk.words.length <= place * pageWords) {
      chunk.words = grown(chunk.words, (place + 1) * pageWords);
      chunk.states = grown(chunk.states, (place + 1) * stateWords);
    }
    if (this.unknownAt.length <= id) {
      this.unknownAt = grown(this.unknownAt, id + 1);
      this.hashes = grown(this.hashes, (id + 1) * 2);
    }
    return chunk;
  }

  private isEqual(memory: Memory, page: number, id: number, tainted: boolean): boolean {
    const { words, stateWords: states, shadowWords, origins } = memory;
    const chunk = this.room(id);
    const place = id & (chunkPages - 1);
    const first = page * pageWords;
    const kept = chunk.words;
    const keptFirst = place * pageWords;
    let differing = 0;
    for (let index = 0; index < pageWords; index++)
      differing |= (words[first + index] as number) ^ (kept[keptFirst + index] as number);
    for (let index = 0; index < stateWords; index++)
      differing |=
        (states[page * stateWords + index] as number) ^
        (chunk.states[place * stateWords + index] as number);
    if (differing !== 0) return false;
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

  private keepUnknown(memory: Memory, page: number): number {
    const first = page * pageWords;
    const at = this.unknownCount++ * pageWords * 2;
    this.unknown = grown(this.unknown, at + pageWords * 2);
    this.unknown.set(memory.shadowWords.subarray(first, first + pageWords), at);
    this.unknown.set(memory.origins.subarray(first, first + pageWords), at + pageWords);
    return at;
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
    for (let done = 0; done < count;) {
      const chunk = this.room(id + done);
      const place = (id + done) & (chunkPages - 1);
      const next = Math.min(count - done, chunkPages - place);
      memory.words.set(
        chunk.words.subarray(place * pageWords, (place + next) * pageWords),
        (page + done) * pageWords,
      );
      memory.stateWords.set(
        chunk.states.subarray(place * stateWords, (place + next) * stateWords),
        (page + done) * stateWords,
      );
      done += next;
    }
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

/**
 * Takes marks of undefined bits away that are no longer true: equal states look equal.
 * - Shape: whether bits may be undefined.
 */
function settlePage(memory: Memory, page: number): boolean {
  const { stateWords: words } = memory;
  const first = page * stateWords;
  let marks = memory.unknownPages[page] as number;
  for (let index = first; index < first + stateWords; index++)
    if (((words[index] as number) & (stateUndefined * 0x01010101)) !== 0) {
      marks = 1;
      for (let granule = index * 4; granule < index * 4 + 4; granule++) memory.settle(granule);
    }
  return marks !== 0;
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

/** Where copyAndHash leaves its two words. */
const hashed = new Int32Array(2);

/**
 * Two lanes of hash, each of two halves that do not wait for each other. Each half alone can be
 * inverted word by word, so pages that differ in one word never meet.
 */
function copyAndHash(
  memory: Memory,
  page: number,
  { words: to, states: toStates }: Chunk,
  place: number,
  tainted: boolean,
): void {
  const { words, stateWords: states } = memory;
  let one = tainted ? 1 : 0;
  let oneOdd = 0;
  let other = 0;
  let otherOdd = 0;
  let from = page * pageWords;
  let at = place * pageWords;
  for (const end = from + pageWords; from < end; from += 2, at += 2) {
    const even = words[from] as number;
    const odd = words[from + 1] as number;
    to[at] = even;
    to[at + 1] = odd;
    one = Math.imul(one ^ even, 0x9e3779b1);
    one ^= one >>> 15;
    oneOdd = Math.imul(oneOdd ^ odd, 0x9e3779b1);
    oneOdd ^= oneOdd >>> 15;
    other = (Math.imul(other, 0x85ebca6b) + even) | 0;
    otherOdd = (Math.imul(otherOdd, 0x85ebca6b) + odd) | 0;
  }
  from = page * stateWords;
  at = place * stateWords;
  for (const end = from + stateWords; from < end; from++, at++) {
    const state = states[from] as number;
    toStates[at] = state;
    one = Math.imul(one ^ state, 0x9e3779b1);
    one ^= one >>> 15;
    other = (Math.imul(other, 0x85ebca6b) + state) | 0;
  }
  if (tainted)
    for (let index = page * pageWords; index < (page + 1) * pageWords; index++) {
      one = Math.imul(one ^ (memory.shadowWords[index] as number), 0x9e3779b1);
      one ^= one >>> 15;
    }
  one = Math.imul(one, 0x85ebca6b) ^ oneOdd;
  other = (Math.imul(other, 0x9e3779b1) + otherOdd) | 0;
  hashed[0] = one ^ (one >>> 15);
  hashed[1] = other ^ (other >>> 15);
}
