// SPDX-License-Identifier: MIT
// 64-bit integers as two int32 words. No BigInt: it is slow, and its narrowing functions can abort
// the JavaScript engine.

/** The high word of the unsigned 64-bit product of two words. */
export function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = (Math.imul(a1, b0) >>> 0) + (Math.imul(a0, b0) >>> 16);
  const other = (Math.imul(a0, b1) >>> 0) + (middle & 0xffff);
  return (Math.imul(a1, b1) + (middle >>> 16) + (other >>> 16)) | 0;
}

/** Where divide leaves its results: quotient lo, hi, remainder lo, hi. */
export const divided = new Int32Array(4);

const word = 0x100000000;

/** Unsigned division of two nonzero-divisor pairs. */
export function divideUnsigned(aLo: number, aHi: number, bLo: number, bHi: number): void {
  const a0 = aLo >>> 0;
  const a1 = aHi >>> 0;
  const b0 = bLo >>> 0;
  const b1 = bHi >>> 0;
  // Below 2^53 both are exact doubles, and so are quotient and remainder.
  if (a1 < 0x200000 && b1 < 0x200000) {
    const a = a1 * word + a0;
    const b = b1 * word + b0;
    const quotient = Math.floor(a / b);
    const remainder = a - quotient * b;
    divided[0] = quotient | 0;
    divided[1] = (quotient / word) | 0;
    divided[2] = remainder | 0;
    divided[3] = (remainder / word) | 0;
    // quotient and remainder above 2^31 wrap by ToInt32, as wanted.
    return;
  }
  divideByBits(aLo, aHi, b0, b1);
}

/** Shift and subtract, for numbers too large for doubles. */
function divideByBits(aLo: number, aHi: number, b0: number, b1: number): void {
  let quotientLo = 0;
  let quotientHi = 0;
  let rest0 = 0;
  let rest1 = 0;
  for (let bit = 63; 0 <= bit; bit--) {
    const carry = rest1 >>> 31;
    rest1 = ((rest1 << 1) | (rest0 >>> 31)) >>> 0;
    rest0 = ((rest0 << 1) | (((bit < 32 ? aLo : aHi) >>> (bit & 31)) & 1)) >>> 0;
    if (carry || b1 < rest1 || (b1 === rest1 && b0 <= rest0)) {
      const low = rest0 - b0;
      rest1 = (rest1 - b1 - (low < 0 ? 1 : 0)) >>> 0;
      rest0 = low >>> 0;
      if (bit < 32) quotientLo |= 1 << bit;
      else quotientHi |= 1 << (bit & 31);
    }
  }
  divided[0] = quotientLo;
  divided[1] = quotientHi;
  divided[2] = rest0 | 0;
  divided[3] = rest1 | 0;
}

/** Signed division, rounding to zero. */
export function divideSigned(aLo: number, aHi: number, bLo: number, bHi: number): void {
  const negativeA = aHi < 0;
  const negativeB = bHi < 0;
  if (negativeA) {
    aHi = ~aHi + (aLo === 0 ? 1 : 0);
    aLo = -aLo | 0;
  }
  if (negativeB) {
    bHi = ~bHi + (bLo === 0 ? 1 : 0);
    bLo = -bLo | 0;
  }
  divideUnsigned(aLo, aHi, bLo, bHi);
  if (negativeA !== negativeB) negate(0);
  if (negativeA) negate(2);
}

function negate(at: 0 | 2): void {
  const lo = divided[at] ?? 0;
  const hi = divided[at + 1] ?? 0;
  divided[at] = -lo | 0;
  divided[at + 1] = ~hi + (lo === 0 ? 1 : 0);
}

/** Result of overflow operations: wrapped lo, hi, and whether the exact result did not fit. */
export const overflowed = new Int32Array(3);

/**
 * Exact a op b of 64-bit operands (signed or not), cut to `bytes`; overflowed[2] says whether that
 * changed it.
 */
export function exactOperation(
  kind: "add" | "sub" | "mul",
  a: { readonly lo: number; readonly hi: number; readonly signed: boolean },
  b: { readonly lo: number; readonly hi: number; readonly signed: boolean },
  result: { readonly bytes: number; readonly signed: boolean },
): void {
  // Six words of 32 bits, two's complement: room for the sign of a 128-bit product.
  const left = extend(a.lo, a.hi, a.signed);
  const right = extend(b.lo, b.hi, b.signed);
  const exact = kind === "mul" ? multiplyWords(left, right) : addWords(left, right, kind === "sub");
  const [lo = 0, hi = 0] = exact;
  overflowed[0] = lo;
  overflowed[1] = hi;
  const bits = result.bytes * 8;
  const kept = bits <= 32 ? cut(lo, bits, result.signed) : lo;
  const keptHigh = bits === 64 ? hi : result.signed ? kept >> 31 : 0;
  const sign = result.signed && keptHigh < 0 ? -1 : 0;
  const fits =
    kept === lo && keptHigh === hi && exact[2] === sign && exact[3] === sign && exact[4] === sign;
  overflowed[2] = fits ? 0 : 1;
}

function cut(lo: number, bits: number, signed: boolean): number {
  if (bits === 32) return lo;
  const up = 32 - bits;
  return signed ? (lo << up) >> up : (lo << up) >>> up;
}

function extend(lo: number, hi: number, signed: boolean): Int32Array {
  const sign = signed && hi < 0 ? -1 : 0;
  return Int32Array.of(lo, hi, sign, sign, sign);
}

function addWords(a: Int32Array, b: Int32Array, subtract: boolean): Int32Array {
  const sum = new Int32Array(5);
  let carry = subtract ? 1 : 0;
  for (let index = 0; index < 5; index++) {
    const other = subtract ? ~(b[index] ?? 0) : (b[index] ?? 0);
    const total = ((a[index] ?? 0) >>> 0) + (other >>> 0) + carry;
    sum[index] = total | 0;
    carry = word <= total ? 1 : 0;
  }
  return sum;
}

function multiplyWords(a: Int32Array, b: Int32Array): Int32Array {
  const product = new Int32Array(5);
  for (let i = 0; i < 5; i++) {
    let carry = 0;
    for (let j = 0; i + j < 5; j++) {
      const x = a[i] ?? 0;
      const y = b[j] ?? 0;
      const low = (Math.imul(x, y) >>> 0) + ((product[i + j] ?? 0) >>> 0) + carry;
      product[i + j] = low | 0;
      carry = (multiplyHigh(x, y) >>> 0) + Math.floor(low / word);
    }
  }
  return product;
}
