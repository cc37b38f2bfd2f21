// SPDX-License-Identifier: MIT
// The flat memory of one machine. From the bottom: a page nothing is mapped on, whose bytes hold
// the machine's own counters; objects and string literals of the program; the stack; the heap,
// growing up; and the table of heap objects, growing down from the end. Everything a run depends on
// is in here, so that a copy of it is a snapshot.
import { assert } from "../base";
import { nullPageBytes } from "../cc";
import type { GlobalInfo, Program } from "../cc";
import {
  stateFreed,
  stateHeapRedZone,
  stateNull,
  stateOk,
  stateStack,
  stateUndefined,
  stateUnmapped,
} from "../cc";

/** A page of memory, as snapshots share them: most steps of a run write a few. */
export const pageShift = 8;
export const pageBytes = 1 << pageShift;

const roundUp = (bytes: number, unit: number): number => (bytes + unit - 1) & -unit;

/** Bytes between heap objects; a hit in there is named after the object it belongs to. */
const heapRedZoneBytes = 32;

/** Words of one entry of the object table. */
const entryWords = 16;
export const entryBase = 0;
export const entrySize = 1;
/** 1 alive, 2 freed. */
export const entryState = 2;
/** Index in program.typeHints, plus 1. */
export const entryType = 4;
/** Memory class: 0 heap, 1 alloca, 2 machine-owned text. */
const entryKind = 5;
export const entryAllocated = 8;
export const entryFreed = 12;
/** How many call sites of an allocation or a free are kept. */
export const sitesKept = 4;

// Counters in the unmapped page, by word.
const heapTopWord = 16;
const entryCountWord = 17;
export const activationWord = 18;

/**
 * Origins are one word each: 0 none, negative: a recorded event, else (byte number << 1 | exact).
 */
export const localOriginBase = 8;
export const addressOriginBase = 0x10000000;

/** More bytes than this are filled by the engine of JavaScript, which takes its time to begin. */
const shortFillBytes = 256;

/** The most memory a machine can have: addresses must fit an origin. */
const memoryBytesLimit = 0x10000000;

export class Memory {
  readonly sizeBytes: number;
  /**
   * Words, shadow words and origins one behind the other: the loop works on one array, which is
   * faster.
   */
  readonly allWords: Int32Array;
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Int32Array;
  /** A 1 for every bit nobody set. */
  readonly shadow: Uint8Array;
  readonly shadowHalves: Uint16Array;
  readonly shadowWords: Int32Array;
  /** By word of memory: where undefined bits in it came from. */
  readonly origins: Int32Array;
  /** By 8 bytes of memory: whether it can be accessed. */
  readonly states: Uint8Array;
  readonly stateWords: Int32Array;
  /** By page: 1 if bits may be undefined where no state says so, in what was freed. */
  readonly unknownPages: Uint8Array;
  /** By page: whether anything outside of the stack was written since the page was last kept. */
  readonly dirty: Uint8Array;
  /** The same, four pages at a time. */
  readonly dirtyWords: Int32Array;
  /** Misaligned accesses are looked at one by one. */
  checksAlignment = false;
  /** Undefined bits went to a part of the stack that is no object, where registers are. */
  registersUndefined = false;
  readonly imageEnd: number;
  readonly stackStart: number;
  readonly stackEnd: number;
  readonly heapStart: number;

  constructor(
    readonly program: Program,
    memoryBytes: number,
    stackBytes: number,
  ) {
    this.imageEnd = nullPageBytes + program.image.length;
    // The stack takes whole pages, so that no page is half stack.
    this.stackStart = roundUp(this.imageEnd, pageBytes);
    this.stackEnd = this.stackStart + roundUp(stackBytes, pageBytes);
    this.heapStart = this.stackEnd + 64;
    this.sizeBytes = roundUp(Math.max(memoryBytes, this.heapStart + 0x10000), pageBytes);
    assert(this.sizeBytes <= memoryBytesLimit, "memory is limited");
    const size = this.sizeBytes;
    const count = size >>> 2;
    const all = new ArrayBuffer(size * 3);
    this.allWords = new Int32Array(all);
    this.bytes = new Uint8Array(all, 0, size);
    this.halves = new Uint16Array(all, 0, size >>> 1);
    this.words = new Int32Array(all, 0, count);
    this.shadow = new Uint8Array(all, size, size);
    this.shadowHalves = new Uint16Array(all, size, size >>> 1);
    this.shadowWords = new Int32Array(all, size, count);
    this.origins = new Int32Array(all, size * 2, count);
    this.states = new Uint8Array(size >>> 3);
    this.stateWords = new Int32Array(this.states.buffer);
    this.unknownPages = new Uint8Array(size >>> pageShift);
    const pages = ((size >>> pageShift) + 3) & ~3;
    this.dirty = new Uint8Array(pages).fill(1);
    this.dirtyWords = new Int32Array(this.dirty.buffer);
    this.bytes.set(program.image, nullPageBytes);
    this.states.fill(stateUnmapped);
    this.states.fill(stateNull, 0, nullPageBytes >>> 3);
    this.states.set(program.imageStates, nullPageBytes >>> 3);
    this.states.fill(stateStack, this.stackStart >>> 3, this.stackEnd >>> 3);
    this.words[heapTopWord] = this.heapStart;
    for (const global of program.undefinedGlobals) this.undefineGlobal(global);
  }

  private undefineGlobal({ address, sizeBytes }: GlobalInfo): void {
    this.undefine(address, sizeBytes, addressOriginBase + address);
  }

  get heapTop(): number {
    return this.words[heapTopWord] ?? 0;
  }

  get entryCount(): number {
    return this.words[entryCountWord] ?? 0;
  }

  /** The first word of an object's entry. */
  entryAt(index: number): number {
    return (this.sizeBytes >>> 2) - (index + 1) * entryWords;
  }

  /**
   * A fresh object; undefined when memory is spent. Contents are zero, undefined unless `zeroed`.
   */
  allocate(sizeBytes: number, zeroed: boolean, kind: number): number | undefined {
    const base = (this.heapTop + heapRedZoneBytes + 15) & ~15;
    const end = base + ((sizeBytes + 7) & ~7) + heapRedZoneBytes;
    const count = this.entryCount;
    const entry = this.entryAt(count);
    if (entry * 4 <= end) return undefined;
    const first = base >>> 3;
    this.states.fill(stateHeapRedZone, this.heapTop >>> 3, end >>> 3);
    this.states.fill(stateOk, first, first + (sizeBytes >>> 3));
    if (sizeBytes & 7) this.states[first + (sizeBytes >>> 3)] = sizeBytes & 7;
    this.touch(this.heapTop, end - this.heapTop);
    this.touch(entry * 4, entryWords * 4);
    this.words[heapTopWord] = end;
    this.words[entryCountWord] = count + 1;
    this.words[entry + entryBase] = base;
    this.words[entry + entrySize] = sizeBytes;
    this.words[entry + entryState] = 1;
    this.words[entry + entryKind] = kind;
    if (!zeroed) this.undefine(base, sizeBytes, addressOriginBase + base);
    return base;
  }

  /** These bytes, or what is known about them, change. */
  touch(address: number, sizeBytes: number): void {
    const last = (address + sizeBytes - 1) >>> pageShift;
    for (let page = address >>> pageShift; page <= last; page++) this.dirty[page] = 1;
  }

  release(index: number): void {
    const entry = this.entryAt(index);
    const base = this.words[entry + entryBase] ?? 0;
    const size = this.words[entry + entrySize] ?? 0;
    this.touch(entry * 4, entryWords * 4);
    this.touch(base, size);
    this.words[entry + entryState] = 2;
    if (this.isUndefined(base, size))
      this.unknownPages.fill(1, base >>> pageShift, ((base + size - 1) >>> pageShift) + 1);
    this.states.fill(stateFreed, base >>> 3, (base + size + 7) >>> 3);
  }

  /** The index of the object an address lies in or next to (its red zones too). */
  entryNear(address: number): number | undefined {
    if (address < this.heapStart || this.heapTop <= address) return undefined;
    let low = 0;
    let high = this.entryCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[this.entryAt(middle) + entryBase] ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    const before = low - 1;
    if (before < 0) return this.entryCount ? 0 : undefined;
    const entry = this.entryAt(before);
    const end = (this.words[entry + entryBase] ?? 0) + (this.words[entry + entrySize] ?? 0);
    // Closer to the next one's start than to this one's end: just before that one.
    if (end < address && low < this.entryCount) {
      const next = this.words[this.entryAt(low) + entryBase] ?? 0;
      if (next - address < address - end) return low;
    }
    return before;
  }

  /** Makes bytes undefined; the origin is that of the first byte, the others follow. */
  undefine(address: number, sizeBytes: number, origin: number): void {
    const first = address >>> 2;
    const words = (sizeBytes + 3) >>> 2;
    const whole = (address | sizeBytes) & 3 ? 0 : words;
    if (!whole) this.shadow.fill(0xff, address, address + sizeBytes);
    const { shadowWords, origins } = this;
    for (let index = 0; index < whole; index++) shadowWords[first + index] = -1;
    for (let index = 0; index < words; index++) origins[first + index] = (origin + index * 4) << 1;
    this.markUndefined(address, sizeBytes);
  }

  /** Bits of these bytes may have no value from now on. */
  private markUndefined(address: number, sizeBytes: number): void {
    const { states } = this;
    this.touch(address, sizeBytes);
    const end = (address + sizeBytes + 7) >>> 3;
    for (let granule = address >>> 3; granule < end; granule++) {
      const state = states[granule] ?? 0;
      if (state < stateUndefined * 2) states[granule] = state | stateUndefined;
      else this.registersUndefined = true;
    }
  }

  /** Takes the mark of undefined bits away where there are none any more. */
  settle(granule: number): void {
    const state = this.states[granule] ?? 0;
    if ((state & 0xf8) !== stateUndefined) return;
    if (this.shadowWords[granule * 2] === 0 && this.shadowWords[granule * 2 + 1] === 0)
      this.states[granule] = state & ~stateUndefined;
  }

  /** Copies values with what is known about them, as memmove. */
  copy(to: number, from: number, sizeBytes: number): void {
    this.touch(to, sizeBytes);
    if (
      sizeBytes <= 64 &&
      ((to | from | sizeBytes) & 3) === 0 &&
      (to <= from || from + sizeBytes <= to)
    )
      this.copyWords(to >>> 2, from >>> 2, sizeBytes >>> 2);
    else this.copyBytes(to, from, sizeBytes);
  }

  private copyWords(to: number, from: number, count: number): void {
    const { words, shadowWords, origins } = this;
    let all = 0;
    for (let index = 0; index < count; index++) {
      words[to + index] = words[from + index] as number;
      const undefinedBits = shadowWords[from + index] as number;
      shadowWords[to + index] = undefinedBits;
      if (undefinedBits !== 0) origins[to + index] = origins[from + index] as number;
      all |= undefinedBits;
    }
    if (all !== 0) this.markUndefined(to * 4, count * 4);
  }

  private copyBytes(to: number, from: number, sizeBytes: number): void {
    const tainted = this.isUndefined(from, sizeBytes);
    if (tainted) this.copyOrigins(to, from, sizeBytes);
    this.bytes.copyWithin(to, from, from + sizeBytes);
    this.shadow.copyWithin(to, from, from + sizeBytes);
    if (tainted) this.markUndefined(to, sizeBytes);
  }

  private copyOrigins(to: number, from: number, sizeBytes: number): void {
    if (((to ^ from) & 3) === 0) {
      const last = (from + sizeBytes + 3) >>> 2;
      this.origins.copyWithin(to >>> 2, from >>> 2, last);
      return;
    }
    // Words do not line up: each target word takes the origin of the byte that begins it.
    for (let index = 0; index < sizeBytes; index += 4) {
      const source = this.origins[(from + index) >>> 2] ?? 0;
      this.origins[(to + index) >>> 2] = source;
    }
  }

  /** Sets bytes with a value everybody knows. */
  fill(address: number, sizeBytes: number, value: number): void {
    this.touch(address, sizeBytes);
    if (((address | sizeBytes) & 3) === 0 && sizeBytes <= shortFillBytes) {
      const { words, shadowWords } = this;
      const last = (address + sizeBytes) >>> 2;
      const word = Math.imul(value, 0x01010101);
      for (let at = address >>> 2; at < last; at++) {
        words[at] = word;
        shadowWords[at] = 0;
      }
    } else {
      this.bytes.fill(value, address, address + sizeBytes);
      this.shadow.fill(0, address, address + sizeBytes);
    }
    const end = (address + sizeBytes) >>> 3;
    for (let granule = (address + 7) >>> 3; granule < end; granule++) this.settle(granule);
  }

  /** Whether any bit in the range has no value. */
  isUndefined(address: number, sizeBytes: number): boolean {
    for (let at = address; at < address + sizeBytes; at++) if (this.shadow[at] !== 0) return true;
    return false;
  }
}

/** The origin of byte `index` of a word, once it is on its own. */
export const byteOrigin = (origin: number, index: number): number =>
  origin < 0 || origin & 1 ? origin : (origin + index * 2) | 1;
