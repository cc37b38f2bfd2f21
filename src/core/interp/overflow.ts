// SPDX-License-Identifier: MIT
// Results that do not fit their type: the kernel is built so that they wrap, but may be heard of.
import { Op } from "../cc";
import type { ArithmeticInfo } from "../cc";
import type { Core } from "./core";
import type { Overflow } from "./trap";
import { bitsOf, undefinedBitsOf } from "./value";

/** If the arithmetic at the run's pc is about to overflow. */
export function overflowAt(
  core: Core,
  { pc, operator, signed, wide }: ArithmeticInfo,
): Overflow | undefined {
  const { memory, program, frame } = core;
  const { code } = program;
  const op = code[pc] as Op;
  const bits = wide ? 64 : 32;
  const cut = (value: bigint): bigint =>
    signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  const operand = (at: number): bigint | undefined => {
    const register = frame + (code[pc + at] ?? 0);
    if (undefinedBitsOf(memory, register, bits / 8)) return undefined;
    return cut(bitsOf(memory, register, bits / 8));
  };
  const left = operand(2);
  const right = isImmediate(op) ? immediateOf(op, operator, code[pc + 3] ?? 0, cut) : operand(3);
  if (left === undefined || right === undefined) return undefined;
  const exact =
    operator === "neg"
      ? -left
      : operator === "+"
        ? left + right
        : operator === "-"
          ? left - right
          : left * right;
  const wrapped = cut(exact);
  if (exact === wrapped) return undefined;
  return {
    kind: signed ? "signed-overflow" : "unsigned-wrap",
    ...{ exact, wrapped },
    function: core.functionInfo?.name ?? "",
    position: program.positionOf(pc),
  };
}

const isImmediate = (op: Op): boolean =>
  (Op.AddWI <= op && op <= Op.NegW) || (Op.AddLI <= op && op <= Op.NegL);

/** The right side as it is in C: lowering adds what is subtracted, and shifts for powers of 2. */
function immediateOf(
  op: Op,
  operator: ArithmeticInfo["operator"],
  number: number,
  cut: (value: bigint) => bigint,
): bigint {
  if (operator === "neg") return 0n;
  if (op === Op.ShlWI || op === Op.ShlLI) return cut(1n << BigInt(number));
  return cut(operator === "-" ? -BigInt(number) : BigInt(number));
}
