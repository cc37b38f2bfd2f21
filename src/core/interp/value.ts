// SPDX-License-Identifier: MIT
// Registers and memory as bigints: the boundary only, never the loop.
import type { CType } from "../cc";
import type { Memory } from "./memory";
import type { Value } from "./trap";

const join = (lo: number, hi: number): bigint => (BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0);

const widthMask = (sizeBytes: number): bigint =>
  sizeBytes >= 8 ? 0xffffffffffffffffn : (1n << BigInt(sizeBytes * 8)) - 1n;

/** The bits of a register, cut to a size. */
export const bitsOf = ({ words }: Memory, register: number, sizeBytes: number): bigint =>
  join(words[register] ?? 0, sizeBytes > 4 ? (words[register + 1] ?? 0) : 0) & widthMask(sizeBytes);

export const undefinedBitsOf = (
  { shadowWords }: Memory,
  register: number,
  sizeBytes: number,
): bigint =>
  join(shadowWords[register] ?? 0, sizeBytes > 4 ? (shadowWords[register + 1] ?? 0) : 0) &
  widthMask(sizeBytes);

/** Bits as the number C takes them for. */
export function signedBits(bits: bigint, type: CType): bigint {
  if (type.kind !== "int" || !type.signed) return bits;
  const top = 1n << BigInt(type.sizeBytes * 8 - 1);
  return bits & top ? bits - top - top : bits;
}

export const cValue = (memory: Memory, register: number, type: CType): bigint =>
  signedBits(bitsOf(memory, register, type.sizeBytes), type);

/** A register as a value at the boundary. */
export const registerValue = (memory: Memory, register: number, type: CType): Value => ({
  bits: bitsOf(memory, register, type.sizeBytes),
  undefinedBits: undefinedBitsOf(memory, register, type.sizeBytes),
  type,
});

/** A value as the number C takes it for: -5, not 0xfffffffb. */
export const valueNumber = ({ bits, type }: Value): bigint => signedBits(bits, type);
