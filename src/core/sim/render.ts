// SPDX-License-Identifier: MIT
import type { CType, Program } from "../cc";
import { outermost, type Machine, type Value } from "../interp";
import { flagEnumOf } from "../kernel";

const u64Max = 0xffff_ffff_ffff_ffffn;
/** Strings longer than this are cut in trace arguments. */
const stringLimit = 60;

/**
 * Writes a C value as a kernel reader would, without addresses.
 * - Shape: pointers become the names of what they point to, flag parameters their enum's names,
 *   values with undefined bits say so.
 */
export function renderValue(
  machine: Machine,
  program: Program,
  value: Value,
  parameter: string | undefined,
): string {
  const width = BigInt(Math.max(value.type.sizeBytes, 1) * 8);
  const mask = (1n << width) - 1n;
  const bits = value.bits & mask;
  const undefinedBits = value.undefinedBits & mask;
  const known = renderKnown(machine, program, bits & ~undefinedBits, value.type, parameter);
  if (!undefinedBits) return known;
  return (bits & ~undefinedBits) === 0n ? "undefined" : `${known} | undefined bits`;
}

function renderKnown(
  machine: Machine,
  program: Program,
  bits: bigint,
  type: CType,
  parameter: string | undefined,
): string {
  if (type.kind === "pointer") return renderPointer(machine, bits, type.target);
  if (type.kind !== "int") return type.kind === "void" ? "void" : "{...}";
  if (type.rank === 0) return bits ? "true" : "false";
  const signed = type.signed && bits >> BigInt(type.sizeBytes * 8 - 1);
  const value = signed ? bits - (1n << BigInt(type.sizeBytes * 8)) : bits;
  const flags = flagEnumOf(parameter ?? "");
  if (flags && 0n < value) return renderFlags(program, value, flags);
  if (type.enumeration) {
    const member = program.types
      .enumMembers(type.enumeration.tag ?? "")
      ?.find((candidate) => candidate.value === value);
    if (member) return member.name;
  }
  return renderNumber(value, type.sizeBytes);
}

function renderNumber(value: bigint, sizeBytes: number): string {
  if (sizeBytes === 8 && value === u64Max) return "U64_MAX";
  return -0x1_0000n < value && value < 0x1_0000n ? value.toString() : hexadecimal(value);
}

const hexadecimal = (value: bigint): string =>
  value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;

function renderFlags(program: Program, value: bigint, tag: string): string {
  const names: string[] = [];
  let rest = value;
  for (const member of program.types.enumMembers(tag) ?? [])
    if (member.value && (rest & member.value) === member.value) {
      names.push(member.name);
      rest &= ~member.value;
    }
  if (rest) names.push(hexadecimal(rest));
  return names.join("|");
}

function renderPointer(machine: Machine, bits: bigint, target: CType): string {
  if (bits === 0n) return "NULL";
  if (target.kind === "int" && target.rank === 1) {
    const text = machine.stringAt(bits);
    if (text !== undefined)
      return JSON.stringify(text.length <= stringLimit ? text : `${text.slice(0, stringLimit)}...`);
  }
  // Nothing is known of void and of structs that the unit only declares.
  return machine.describe(bits, target.sizeBytes || outermost).text;
}
