// SPDX-License-Identifier: MIT
// What operations do to bits that have no value. Called only when an operand has such bits; the
// loop does the rest.
import { Op, UnaryKind } from "../cc";
import type { Memory } from "./memory";

/** From the lowest undefined bit on up nothing of a sum is known. */
const upwards = (bits: number): number => bits | -bits;

/** Bits of a & b that depend on undefined ones: a defined 0 on either side settles the bit. */
const andBits = (va: number, sa: number, vb: number, sb: number): number =>
  (sa & sb) | (sa & vb & ~sb) | (sb & va & ~sa);

const orBits = (va: number, sa: number, vb: number, sb: number): number =>
  andBits(~va, sa, ~vb, sb);

/** Sets the undefined bits of the low word of register d. */
function setWord(memory: Memory, d: number, bits: number, origin: number): void {
  memory.shadowWords[d] = bits;
  if (bits !== 0) memory.origins[d] = origin;
}

/** d = a op b on words; b's value, undefined bits and origin are given, as it may be a constant. */
export function undefinedWord(
  memory: Memory,
  op: Op,
  d: number,
  a: number,
  vb: number,
  sb: number,
  originB: number,
): void {
  const va = memory.words[a] ?? 0;
  const sa = memory.shadowWords[a] ?? 0;
  const origin = sa !== 0 ? (memory.origins[a] ?? 0) : originB;
  setWord(memory, d, wordBits(op, va, sa, vb, sb), origin);
}

function wordBits(op: Op, va: number, sa: number, vb: number, sb: number): number {
  switch (op) {
    case Op.AndW:
    case Op.AndWI:
      return andBits(va, sa, vb, sb);
    case Op.OrW:
    case Op.OrWI:
      return orBits(va, sa, vb, sb);
    case Op.XorW:
    case Op.XorWI:
      return sa | sb;
    case Op.ShlW:
    case Op.ShlWI:
      return sb ? -1 : sa << vb;
    case Op.ShrW:
    case Op.ShrWI:
      return sb ? -1 : sa >>> vb;
    case Op.SarW:
    case Op.SarWI:
      return sb ? -1 : sa >> vb;
    case Op.DivW:
    case Op.DivUW:
    case Op.RemW:
    case Op.RemUW:
      return -1;
    case Op.MulW:
    case Op.MulWI:
      return productBits(va, sa, vb, sb);
    default:
      return upwards(sa | sb);
  }
}

/**
 * A product is known below its lowest undefined bit, which a defined factor's trailing zeros move
 * up.
 */
function productBits(va: number, sa: number, vb: number, sb: number): number {
  if (sa !== 0 && sb !== 0) return upwards(sa | sb);
  const known = sa === 0 ? va : vb;
  if (known === 0) return 0;
  return upwards(sa | sb) << (31 - Math.clz32(known & -known));
}

/** d = a op b on both words. */
export function undefinedLong(
  memory: Memory,
  op: Op,
  d: number,
  a: number,
  vbLo: number,
  vbHi: number,
  sbLo: number,
  sbHi: number,
  originB: number,
): void {
  const { words, shadowWords, origins } = memory;
  const vaLo = words[a] ?? 0;
  const vaHi = words[a + 1] ?? 0;
  const saLo = shadowWords[a] ?? 0;
  const saHi = shadowWords[a + 1] ?? 0;
  const origin = saLo !== 0 ? (origins[a] ?? 0) : saHi !== 0 ? (origins[a + 1] ?? 0) : originB;
  let lo: number;
  let hi: number;
  switch (op) {
    case Op.AndL:
    case Op.AndLI:
      lo = andBits(vaLo, saLo, vbLo, sbLo);
      hi = andBits(vaHi, saHi, vbHi, sbHi);
      break;
    case Op.OrL:
    case Op.OrLI:
      lo = orBits(vaLo, saLo, vbLo, sbLo);
      hi = orBits(vaHi, saHi, vbHi, sbHi);
      break;
    case Op.XorL:
    case Op.XorLI:
      lo = saLo | sbLo;
      hi = saHi | sbHi;
      break;
    case Op.ShlL:
    case Op.ShlLI:
    case Op.ShrL:
    case Op.ShrLI:
    case Op.SarL:
    case Op.SarLI:
      [lo, hi] = sbLo ? [-1, -1] : shiftPair(op, saLo, saHi, vbLo & 63);
      break;
    case Op.AddL:
    case Op.AddLI:
    case Op.SubL:
      lo = upwards(saLo | sbLo);
      hi = lo !== 0 ? -1 : upwards(saHi | sbHi);
      break;
    case Op.MulL:
    case Op.MulLI: {
      const zero =
        ((saLo | saHi) === 0 && (vaLo | vaHi) === 0) ||
        ((sbLo | sbHi) === 0 && (vbLo | vbHi) === 0);
      lo = zero ? 0 : upwards(saLo | sbLo);
      hi = zero ? 0 : lo !== 0 ? -1 : upwards(saHi | sbHi);
      break;
    }
    default:
      lo = hi = -1;
  }
  setPair(memory, d, lo, hi, origin);
}

/** d = a + b scaled to a pair; a below 0: a constant. An undefined index leaves no bit known. */
export function undefinedIndex(
  memory: Memory,
  d: number,
  a: number,
  b: number,
  bLo: number,
  bHi: number,
): void {
  const bits = memory.shadowWords[b] !== 0 ? -1 : 0;
  const origin = memory.origins[b] ?? 0;
  if (a < 0) setPair(memory, d, bits, bits, origin);
  else undefinedLong(memory, Op.AddL, d, a, bLo, bHi, bits, bits, origin);
}

/** d = a constant + b scaled, where the index b is a long that has undefined bits. */
export function undefinedScaled(memory: Memory, d: number, b: number): void {
  const { shadowWords, origins } = memory;
  const low = shadowWords[b] ? -1 : 0;
  const high = low | (shadowWords[b + 1] ? -1 : 0);
  const origin = (low !== 0 ? origins[b] : origins[b + 1]) ?? 0;
  // As the sum of a defined base and the product.
  setPair(memory, d, low, low !== 0 ? -1 : upwards(high), origin);
}

function setPair(memory: Memory, d: number, lo: number, hi: number, origin: number): void {
  setWord(memory, d, lo, origin);
  setWord(memory, d + 1, hi, origin);
}

function shiftPair(op: Op, lo: number, hi: number, count: number): [lo: number, hi: number] {
  if (count === 0) return [lo, hi];
  if (op === Op.ShlL || op === Op.ShlLI)
    return count < 32
      ? [lo << count, (hi << count) | (lo >>> (32 - count))]
      : [0, lo << (count - 32)];
  const arithmetic = op === Op.SarL || op === Op.SarLI;
  const fill = arithmetic ? hi >> 31 : 0;
  if (count < 32)
    return [(lo >>> count) | (hi << (32 - count)), arithmetic ? hi >> count : hi >>> count];
  return [arithmetic ? hi >> (count - 32) : hi >>> (count - 32), fill];
}

/** Negation, complement and widening of one register. */
export function undefinedUnary(memory: Memory, op: Op, d: number, a: number): void {
  const { shadowWords, origins } = memory;
  const lo = shadowWords[a] ?? 0;
  const hi = shadowWords[a + 1] ?? 0;
  const origin = (lo !== 0 ? origins[a] : origins[a + 1]) ?? 0;
  switch (op) {
    case Op.NegW:
      setWord(memory, d, upwards(lo), origin);
      break;
    case Op.NotW:
      setWord(memory, d, lo, origin);
      break;
    case Op.NegL:
      setPair(memory, d, upwards(lo), lo !== 0 ? -1 : upwards(hi), origin);
      break;
    case Op.Sx8:
      setWord(memory, d, (lo << 24) >> 24, origin);
      break;
    case Op.Sx16:
      setWord(memory, d, (lo << 16) >> 16, origin);
      break;
    case Op.SxWL:
      setPair(memory, d, lo, lo >> 31, origin);
      break;
    case Op.ZxWL:
      setPair(memory, d, lo, 0, origin);
      break;
    default:
      setPair(memory, d, lo, hi, origin);
  }
}

/** Bit moving and bit counting of one register; counts are all or nothing. */
export function undefinedCount(
  memory: Memory,
  kind: UnaryKind,
  d: number,
  a: number,
  wide: boolean,
): void {
  const { shadowWords, origins } = memory;
  const lo = shadowWords[a] ?? 0;
  const hi = wide ? (shadowWords[a + 1] ?? 0) : 0;
  const origin = (lo !== 0 ? origins[a] : origins[a + 1]) ?? 0;
  switch (kind) {
    case UnaryKind.Bswap16:
      setWord(memory, d, swapWord(lo) >>> 16, origin);
      break;
    case UnaryKind.Bswap32:
      setWord(memory, d, swapWord(lo), origin);
      break;
    case UnaryKind.Bswap64:
      setPair(memory, d, swapWord(hi), swapWord(lo), origin);
      break;
    default:
      setWord(memory, d, -1, origin);
  }
}

export const swapWord = (x: number): number =>
  (x << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | (x >>> 24);

/** Result of a comparison: 0, 1, or -1 when undefined bits decide it. */
export type Decided = 0 | 1 | -1;

export type Comparison = "eq" | "lt" | "le";

/** Compares with the undefined bits taken every way at once. */
export function compareWord(
  kind: Comparison,
  signed: boolean,
  va: number,
  sa: number,
  vb: number,
  sb: number,
): Decided {
  if (kind === "eq") {
    if ((va ^ vb) & ~(sa | sb)) return 0;
    return (sa | sb) === 0 ? 1 : -1;
  }
  const top = signed ? -0x80000000 : 0;
  // Flipping the sign bit turns a signed order into an unsigned one.
  const [a, b] = [va ^ top, vb ^ top];
  const [minA, maxA] = [(a & ~sa) >>> 0, (a | sa) >>> 0];
  const [minB, maxB] = [(b & ~sb) >>> 0, (b | sb) >>> 0];
  if (kind === "lt") return maxA < minB ? 1 : maxB <= minA ? 0 : -1;
  return maxA <= minB ? 1 : maxB < minA ? 0 : -1;
}

/** As compareWord, on both words. */
export function compareLong(
  kind: Comparison,
  signed: boolean,
  a: { readonly lo: number; readonly hi: number; readonly sLo: number; readonly sHi: number },
  b: { readonly lo: number; readonly hi: number; readonly sLo: number; readonly sHi: number },
): Decided {
  const lo = { s: a.sLo | b.sLo, hi: a.sHi | b.sHi };
  if (kind === "eq") {
    if ((a.lo ^ b.lo) & ~lo.s || (a.hi ^ b.hi) & ~lo.hi) return 0;
    return (lo.s | lo.hi) === 0 ? 1 : -1;
  }
  const top = signed ? -0x80000000 : 0;
  const [aHi, bHi] = [a.hi ^ top, b.hi ^ top];
  const minA = pair(a.lo & ~a.sLo, aHi & ~a.sHi);
  const maxA = pair(a.lo | a.sLo, aHi | a.sHi);
  const minB = pair(b.lo & ~b.sLo, bHi & ~b.sHi);
  const maxB = pair(b.lo | b.sLo, bHi | b.sHi);
  if (kind === "lt") return less(maxA, minB) ? 1 : !less(minA, maxB) ? 0 : -1;
  return !less(minB, maxA) ? 1 : less(maxB, minA) ? 0 : -1;
}

const pair = (lo: number, hi: number): readonly [hi: number, lo: number] => [hi >>> 0, lo >>> 0];

const less = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
