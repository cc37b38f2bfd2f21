// SPDX-License-Identifier: MIT
// Arithmetic on constants. A constant is two int32 halves of 64 bits, extended by its type's sign;
// a floating one holds the bits of a double.
import type { ArithmeticOperator, ComparisonOperator } from "./tree";
import { type CType, type FloatType, type IntType, unsignedLongType } from "./type";

export interface Bits {
  readonly lo: number;
  readonly hi: number;
}

export const zeroBits: Bits = { lo: 0, hi: 0 };

export const bitsOf = (value: number): Bits => ({ lo: value | 0, hi: value < 0 ? -1 : 0 });

/** Any integer within 2^53. */
export function bitsOfNumber(value: number): Bits {
  const hi = Math.floor(value / 0x1_0000_0000);
  return { lo: (value - hi * 0x1_0000_0000) | 0, hi: hi | 0 };
}

/** As a double: exact within 2^53. */
export function numberOf(bits: Bits, signed: boolean): number {
  return (signed ? bits.hi : bits.hi >>> 0) * 0x1_0000_0000 + (bits.lo >>> 0);
}

export const isZero = (bits: Bits): boolean => (bits.lo | bits.hi) === 0;

/** Cut to the size of an integer or pointer type and extended again. */
export function wrap(type: CType, { lo, hi }: Bits): Bits {
  if (type.kind !== "int") return { lo, hi };
  if (type.rank === 0) return { lo: (lo | hi) !== 0 ? 1 : 0, hi: 0 };
  switch (type.sizeBytes) {
    case 8:
      return { lo, hi };
    case 4:
      return { lo, hi: type.signed ? lo >> 31 : 0 };
    case 2: {
      const cut = type.signed ? (lo << 16) >> 16 : lo & 0xffff;
      return { lo: cut, hi: type.signed ? cut >> 31 : 0 };
    }
    case 1: {
      const cut = type.signed ? (lo << 24) >> 24 : lo & 0xff;
      return { lo: cut, hi: type.signed ? cut >> 31 : 0 };
    }
  }
}

export function add(left: Bits, right: Bits): Bits {
  const lo = (left.lo >>> 0) + (right.lo >>> 0);
  return { lo: lo | 0, hi: (left.hi + right.hi + (0xffff_ffff < lo ? 1 : 0)) | 0 };
}

export const negate = (bits: Bits): Bits => add({ lo: ~bits.lo, hi: ~bits.hi }, { lo: 1, hi: 0 });

export function multiply(left: Bits, right: Bits): Bits {
  const a0 = left.lo & 0xffff;
  const a1 = left.lo >>> 16;
  const b0 = right.lo & 0xffff;
  const b1 = right.lo >>> 16;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >>> 16);
  const middle2 = a0 * b1 + (middle & 0xffff);
  const carry = a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(middle2 / 0x10000);
  const lo = ((middle2 & 0xffff) << 16) | (low & 0xffff);
  const hi = (carry + Math.imul(left.hi, right.lo) + Math.imul(left.lo, right.hi)) | 0;
  return { lo, hi };
}

const mask64 = (1n << 64n) - 1n;

// BigInt is fine here: few constants are divided, and fewer do not fit a double.
function toBig(bits: Bits, signed: boolean): bigint {
  return (BigInt(signed ? bits.hi : bits.hi >>> 0) << 32n) | BigInt(bits.lo >>> 0);
}

function fromBig(value: bigint): Bits {
  const bits = value & mask64;
  return { lo: Number(bits & 0xffff_ffffn) | 0, hi: Number(bits >> 32n) | 0 };
}

/** undefined: division by zero. */
export function divide(left: Bits, right: Bits, signed: boolean, rest: boolean): Bits | undefined {
  if (isZero(right)) return undefined;
  const a = toBig(left, signed);
  const b = toBig(right, signed);
  return fromBig(rest ? a % b : a / b);
}

/** Shifts by 0 to 63. */
export function shiftLeft({ lo, hi }: Bits, count: number): Bits {
  if (count === 0) return { lo, hi };
  if (32 <= count) return { lo: 0, hi: lo << (count - 32) };
  return { lo: lo << count, hi: (hi << count) | (lo >>> (32 - count)) };
}

export function shiftRight({ lo, hi }: Bits, count: number, signed: boolean): Bits {
  if (count === 0) return { lo, hi };
  if (32 <= count) {
    return signed
      ? { lo: hi >> (count - 32), hi: hi >> 31 }
      : { lo: (hi >>> (count - 32)) | 0, hi: 0 };
  }
  return {
    lo: (lo >>> count) | (hi << (32 - count)),
    hi: signed ? hi >> count : (hi >>> count) | 0,
  };
}

/** Negative, zero or positive. */
export function compare(left: Bits, right: Bits, signed: boolean): number {
  if (left.hi !== right.hi) {
    const less = signed ? left.hi < right.hi : left.hi >>> 0 < right.hi >>> 0;
    return less ? -1 : 1;
  }
  if (left.lo === right.lo) return 0;
  return left.lo >>> 0 < right.lo >>> 0 ? -1 : 1;
}

/** undefined where C leaves the result undefined: division by zero, a shift out of range. */
export function foldArithmetic(
  operator: ArithmeticOperator,
  left: Bits,
  right: Bits,
  type: IntType,
): Bits | undefined {
  const result = operate(operator, left, right, type);
  return result && wrap(type, result);
}

function operate(
  operator: ArithmeticOperator,
  left: Bits,
  right: Bits,
  type: IntType,
): Bits | undefined {
  switch (operator) {
    case "+":
      return add(left, right);
    case "-":
      return add(left, negate(right));
    case "*":
      return multiply(left, right);
    case "/":
    case "%":
      return divide(left, right, type.signed, operator === "%");
    case "&":
      return { lo: left.lo & right.lo, hi: left.hi & right.hi };
    case "|":
      return { lo: left.lo | right.lo, hi: left.hi | right.hi };
    case "^":
      return { lo: left.lo ^ right.lo, hi: left.hi ^ right.hi };
    case "<<":
    case ">>": {
      const inRange = right.hi === 0 && right.lo >>> 0 < type.sizeBytes * 8;
      if (!inRange) return undefined;
      return operator === "<<"
        ? shiftLeft(left, right.lo)
        : shiftRight(left, right.lo, type.signed);
    }
  }
}

export function foldComparison(
  operator: ComparisonOperator,
  left: Bits,
  right: Bits,
  signed: boolean,
): boolean {
  return holds(operator, compare(left, right, signed));
}

function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return 0 < order;
    case ">=":
      return 0 <= order;
  }
}

const view = new DataView(new ArrayBuffer(8));

export function bitsOfDouble(value: number): Bits {
  view.setFloat64(0, value, true);
  return { lo: view.getInt32(0, true), hi: view.getInt32(4, true) };
}

export function doubleOf(bits: Bits): number {
  view.setInt32(0, bits.lo, true);
  view.setInt32(4, bits.hi, true);
  return view.getFloat64(0, true);
}

/** A floating constant's bytes in memory; long double in the 80-bit format is not offered. */
export function floatBytes(bits: Bits, type: FloatType): Uint8Array {
  const bytes = new Uint8Array(type.sizeBytes);
  const target = new DataView(bytes.buffer);
  if (type.name === "float") target.setFloat32(0, doubleOf(bits), true);
  else target.setFloat64(0, doubleOf(bits), true);
  return bytes;
}

/** A number beyond the type's range becomes the nearest one in it, as gcc folds it. */
function saturated(value: number, type: IntType): Bits {
  if (value !== value) return zeroBits;
  const width = type.sizeBytes * 8 - (type.signed ? 1 : 0);
  const limit = 2 ** width;
  const low = type.signed ? -limit : 0;
  const top = (1n << BigInt(width)) - 1n;
  if (limit <= value) return wrap(type, fromBig(top));
  return wrap(type, fromBig(BigInt(Math.trunc(Math.max(value, low)))));
}

/** Between arithmetic types, pointers included as 64-bit integers. */
export function foldConversion(bits: Bits, from: CType, to: CType): Bits {
  if (from.kind === "float") {
    const value = doubleOf(bits);
    if (to.kind === "float") {
      return to.name === "float" ? bitsOfDouble(Math.fround(value)) : bits;
    }
    if (to.kind === "int" && to.rank === 0) return bitsOf(value !== 0 ? 1 : 0);
    return to.kind === "int" ? saturated(value, to) : saturated(value, unsignedLongType);
  }
  if (to.kind === "float") {
    const signed = from.kind === "int" && from.signed;
    const value = Number(toBig(bits, signed));
    return bitsOfDouble(to.name === "float" ? Math.fround(value) : value);
  }
  return wrap(to, bits);
}

/** undefined: not an operation on floating numbers. */
export function foldDouble(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    default:
      return undefined;
  }
}

export function foldDoubleComparison(
  operator: ComparisonOperator,
  left: number,
  right: number,
): boolean {
  if (left !== left || right !== right) return operator === "!=";
  return holds(operator, left < right ? -1 : left === right ? 0 : 1);
}
