// SPDX-License-Identifier: MIT
import type { Machine } from "../interp";

/** Names longer than this are cut. */
const textLimit = 120;

const texts = new WeakMap<Machine, Map<number, string>>();

/**
 * Reads the simulated memory as it is, without asking what may be accessed: the state is shown of
 * freed objects too. Addresses that lie outside read as zero.
 */
export class MemoryReader {
  private readonly bytes: Uint8Array;
  private readonly words: Int32Array;
  private readonly shadow: Uint8Array;
  private readonly texts: Map<number, string>;

  constructor(machine: Machine) {
    const { bytes, words, shadow } = machine.memory;
    this.bytes = bytes;
    this.words = words;
    this.shadow = shadow;
    let known = texts.get(machine);
    if (!known) texts.set(machine, (known = new Map()));
    this.texts = known;
  }

  byte(address: number): number {
    return this.bytes[address] ?? 0;
  }

  short(address: number): number {
    return ((this.byte(address) | (this.byte(address + 1) << 8)) << 16) >> 16;
  }

  int(address: number): number {
    return this.words[address >>> 2] ?? 0;
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
    for (let index = 0; index < lengthBytes; index++) if (this.shadow[address + index]) return true;
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
    if (known !== undefined && this.holds(address, known)) return known;
    let end = address;
    while (end - address < textLimit && this.byte(end)) end++;
    const text = String.fromCharCode(...this.bytes.subarray(address, end));
    this.texts.set(address, text);
    return text;
  }

  private holds(address: number, text: string): boolean {
    const { length } = text;
    for (let index = 0; index < length; index++)
      if (this.bytes[address + index] !== text.charCodeAt(index)) return false;
    return length === textLimit || this.byte(address + length) === 0;
  }
}
