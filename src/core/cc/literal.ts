// SPDX-License-Identifier: MIT
// The values of number, character and string tokens. Without BigInt: these run for every constant
// of a unit.

/** An integer constant: two int32 halves and what its spelling allows as types. */
export interface IntegerLiteral {
  readonly lo: number;
  readonly hi: number;
  readonly decimal: boolean;
  readonly unsigned: boolean;
  /** How many l the suffix has. */
  readonly longs: 0 | 1 | 2;
  /** More than 64 bits were written. */
  readonly overflow: boolean;
}

/** undefined: not an integer (perhaps a floating constant). */
export function parseInteger(text: string): IntegerLiteral | undefined {
  let base = 10;
  let at = 0;
  if (text.charCodeAt(0) === 48 && 1 < text.length) {
    const second = text.charCodeAt(1) | 32;
    if (second === 120) [base, at] = [16, 2];
    else if (second === 98) [base, at] = [2, 2];
    else [base, at] = [8, 1];
  }
  const digitsFrom = at;
  // The value in two unsigned 32-bit halves.
  let low = 0;
  let high = 0;
  let overflow = false;
  for (; at < text.length; at++) {
    const digit = digitValue(text.charCodeAt(at));
    if (digit < 0 || base <= digit) break;
    low = low * base + digit;
    if (low <= 0xffff_ffff && high === 0) continue;
    const carry = Math.floor(low / 0x1_0000_0000);
    low -= carry * 0x1_0000_0000;
    high = high * base + carry;
    if (0xffff_ffff < high) {
      overflow = true;
      high %= 0x1_0000_0000;
    }
  }
  if (at === digitsFrom && base !== 8) return undefined;
  if (at === text.length) {
    return { lo: low | 0, hi: high | 0, decimal: base === 10, unsigned: false, longs: 0, overflow };
  }
  const suffix = text.slice(at).toLowerCase();
  const unsigned = suffix.includes("u");
  const rest = suffix.replace("u", "");
  if (rest !== "" && rest !== "l" && rest !== "ll") return undefined;
  const longs = rest.length as 0 | 1 | 2;
  return { lo: low | 0, hi: high | 0, decimal: base === 10, unsigned, longs, overflow };
}

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** A quoted token without prefix and quotes, and the size of its units. */
interface Quoted {
  readonly inner: string;
  readonly elementBytes: 1 | 2 | 4;
  /** "L" is signed int, "u" and "U" are unsigned, "" and "u8" are char. */
  readonly prefix: string;
  /** The closing quote is there. */
  readonly closed: boolean;
}

export function unquote(text: string): Quoted {
  const quote = text.charCodeAt(text.length - 1);
  let start = 0;
  while (start < text.length && text.charCodeAt(start) !== 34 && text.charCodeAt(start) !== 39) {
    start++;
  }
  const prefix = text.slice(0, start);
  const closed = start + 1 < text.length && quote === text.charCodeAt(start);
  const inner = text.slice(start + 1, closed ? text.length - 1 : text.length);
  const elementBytes = prefix === "L" || prefix === "U" ? 4 : prefix === "u" ? 2 : 1;
  return { inner, elementBytes, prefix, closed };
}

/**
 * The units a string's or character's inner text stands for: UTF-8 bytes, UTF-16 units or code
 * points.
 */
export function decodeUnits(inner: string, elementBytes: 1 | 2 | 4): number[] {
  const units: number[] = [];
  for (let at = 0; at < inner.length;) {
    const code = inner.codePointAt(at) ?? 0;
    if (code !== 92) {
      at += 0xffff < code ? 2 : 1;
      appendCodePoint(units, code, elementBytes);
      continue;
    }
    at = appendEscape(units, inner, at + 1, elementBytes);
  }
  return units;
}

const simpleEscapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

/** Appends what the escape after a backslash stands for; where the text goes on. */
function appendEscape(
  units: number[],
  inner: string,
  start: number,
  elementBytes: 1 | 2 | 4,
): number {
  const letter = inner.charAt(start);
  const mask = elementBytes === 1 ? 0xff : elementBytes === 2 ? 0xffff : -1;
  if (letter >= "0" && letter <= "7") {
    let value = 0;
    let at = start;
    while (at < start + 3 && inner.charAt(at) >= "0" && inner.charAt(at) <= "7") {
      value = value * 8 + inner.charCodeAt(at++) - 48;
    }
    units.push(value & mask);
    return at;
  }
  if (letter === "x") {
    let value = 0;
    let at = start + 1;
    for (let digit = 0; 0 <= (digit = digitValue(inner.charCodeAt(at))); at++) {
      value = ((value << 4) | digit) & mask;
    }
    units.push(value);
    return at;
  }
  if (letter === "u" || letter === "U") {
    const size = letter === "u" ? 4 : 8;
    const value = parseInt(inner.slice(start + 1, start + 1 + size), 16);
    if (0 <= value) appendCodePoint(units, value, elementBytes);
    return start + 1 + size;
  }
  const simple = simpleEscapes[letter];
  if (simple !== undefined) units.push(simple);
  else if (letter !== "") appendCodePoint(units, letter.codePointAt(0) ?? 0, elementBytes);
  return start + 1;
}

/** Where a text that is not UTF-8 has a byte above 0x7f, it says so with this and the byte. */
export const strayByte = 0xdc00;

function appendCodePoint(units: number[], code: number, elementBytes: 1 | 2 | 4): void {
  if (elementBytes === 1 && strayByte + 0x80 <= code && code <= strayByte + 0xff)
    units.push(code & 0xff);
  else if (code < 128 || elementBytes === 4) units.push(code);
  else if (elementBytes === 2) {
    if (0xffff < code) units.push(0xd7c0 + (code >> 10), 0xdc00 | (code & 0x3ff));
    else units.push(code);
  } else if (code < 0x800) units.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  else if (code < 0x10000) {
    units.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  } else {
    units.push(0xf0 | ((code >> 18) & 7), 0x80 | ((code >> 12) & 0x3f));
    units.push(0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
}

/** The units in memory, with a terminating zero. */
export function stringBytes(units: readonly number[], elementBytes: 1 | 2 | 4): Uint8Array {
  const bytes = new Uint8Array((units.length + 1) * elementBytes);
  for (let index = 0; index < units.length; index++) {
    const unit = units[index] ?? 0;
    for (let byte = 0; byte < elementBytes; byte++) {
      bytes[index * elementBytes + byte] = unit >>> (8 * byte);
    }
  }
  return bytes;
}

/** The value of a character constant as int32; several characters pack as gcc packs them. */
export function characterValue(text: string): { readonly value: number; readonly prefix: string } {
  const { inner, elementBytes, prefix } = unquote(text);
  const units = decodeUnits(inner, elementBytes);
  if (elementBytes !== 1) return { value: (units[0] ?? 0) | 0, prefix };
  if (units.length === 1) return { value: ((units[0] ?? 0) << 24) >> 24, prefix };
  let value = 0;
  for (const unit of units) value = (value << 8) | unit;
  return { value, prefix };
}
