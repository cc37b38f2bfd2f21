// SPDX-License-Identifier: MIT
import type { Machine } from "../interp";

/** Names longer than this are cut. */
const textLimit = 120;

/** Longer lists of what was read are not worth keeping. */
const notedMax = 1 << 16;

/** The words of memory that something was read from, and what stood in them. */
export class Noted {
  private places = new Int32Array(256);
  private values = new Int32Array(256);
  private length = 0;
  private isWhole = false;

  add(place: number, value: number): void {
    const { length } = this;
    if (length === this.places.length) {
      if (notedMax <= length) return;
      this.places = grown(this.places);
      this.values = grown(this.values);
    }
    this.places[length] = place;
    this.values[length] = value;
    this.length = length + 1;
  }

  begin(): void {
    this.length = 0;
    this.isWhole = false;
  }

  end(): void {
    this.isWhole = this.length < notedMax;
  }

  /** Whether all that was read would be read again: what was made of it is the same then. */
  stands(words: Int32Array): boolean {
    if (!this.isWhole) return false;
    const { places, values, length } = this;
    for (let index = 0; index < length; index++)
      if (words[places[index]!] !== values[index]) return false;
    return true;
  }
}

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}

const texts = new WeakMap<Machine, Map<number, string>>();

/**
 * Reads the simulated memory as it is, without asking what may be accessed: the state is shown of
 * freed objects too. Addresses that lie outside read as zero.
 */
export class MemoryReader {
  private readonly bytes: Uint8Array;
  private readonly words: Int32Array;
  /** Of all three parts of the memory one behind the other; `words` is the first. */
  private readonly allWords: Int32Array;
  private noted = new Noted();
  private readonly texts: Map<number, string>;

  constructor(machine: Machine) {
    const { bytes, words, allWords } = machine.memory;
    this.bytes = bytes;
    this.words = words;
    this.allWords = allWords;
    let known = texts.get(machine);
    if (!known) texts.set(machine, (known = new Map()));
    this.texts = known;
  }

  /** Reads with a note of what was read; not at all where that stands as it was noted. */
  readAgain(noted: Noted, read: () => void): void {
    if (noted.stands(this.allWords)) return;
    noted.begin();
    this.noted = noted;
    read();
    noted.end();
  }

  byte(address: number): number {
    return (this.int(address) >>> ((address & 3) * 8)) & 0xff;
  }

  short(address: number): number {
    return ((this.byte(address) | (this.byte(address + 1) << 8)) << 16) >> 16;
  }

  int(address: number): number {
    return this.word(address >>> 2, this.words.length);
  }

  private word(index: number, end: number): number {
    if (end <= index) return 0;
    const value = this.allWords[index] ?? 0;
    this.noted.add(index, value);
    return value;
  }

  /** 64 bits as a number: exact below 2^53, which every size and page number of a world is. */
  number(address: number): number {
    return (this.int(address + 4) >>> 0) * 2 ** 32 + (this.int(address) >>> 0);
  }

  /** 0 for NULL and for what cannot be an address. */
  pointer(address: number): number {
    return this.int(address + 4) ? 0 : this.int(address);
  }

  isZero(address: number): boolean {
    return !this.int(address) && !this.int(address + 4);
  }

  hex(address: number): string {
    const high = this.int(address + 4) >>> 0;
    const low = (this.int(address) >>> 0).toString(16);
    return high ? `0x${high.toString(16)}${low.padStart(8, "0")}` : `0x${low}`;
  }

  isUndefined(address: number, lengthBytes: number): boolean {
    const { length } = this.words;
    for (let at = address; at < address + lengthBytes; at++) {
      const word = this.word(length + (at >>> 2), 2 * length);
      if ((word >>> ((at & 3) * 8)) & 0xff) return true;
    }
    return false;
  }

  /** The string that a pointer at this address points to; "" for NULL. */
  textAt(address: number): string {
    return this.text(this.pointer(address));
  }

  text(address: number): string {
    if (!address) return "";
    const known = this.texts.get(address);
    // Worlds take turns in a machine: what is known has to be there still.
    if (known !== undefined && this.holds(address, known)) {
      this.noteText(address, known);
      return known;
    }
    let end = address;
    while (end - address < textLimit && this.bytes[end]) end++;
    const text = String.fromCharCode(...this.bytes.subarray(address, end));
    this.texts.set(address, text);
    this.noteText(address, text);
    return text;
  }

  private noteText(address: number, { length }: string): void {
    for (let at = address & ~3; at <= address + length; at += 4) this.int(at);
  }

  private holds(address: number, text: string): boolean {
    const { length } = text;
    for (let index = 0; index < length; index++)
      if (this.bytes[address + index] !== text.charCodeAt(index)) return false;
    return length === textLimit || !this.bytes[address + length];
  }
}
