// SPDX-License-Identifier: MIT
// Instructions that often follow each other and that the plain loop runs in one go. The first one's
// operation number is replaced in the code; the others stay as they are behind it, so that a jump
// to one of them, and the loop that tracks undefined bits, find what they always found.
import { Op, opLengths, opShapes } from "../cc";
import type { FunctionInfo, Program } from "../cc";
import { Fused, type Step, sequences, updates } from "./sequences";
import { isBranch, isRead, writes } from "./reads";

/** By operation number: the operation it begins with. */
export const firstOps: Uint16Array = Uint16Array.from({ length: 1024 }, (_, op) => op);

interface Sequence {
  readonly fused: Fused;
  readonly steps: readonly Step[];
}

const byFirst: (Sequence[] | undefined)[] = [];
for (const [fused, ...steps] of sequences) {
  const [op] = steps[0] as Step;
  firstOps[fused] = op;
  (byFirst[op] ??= []).push({ fused, steps });
}
firstOps[Fused.AddWIJumpJumpLtW] = Op.AddWI;
firstOps[Fused.Ld32Ld32ChooseLtUW] = firstOps[Fused.Ld32KeptChooseLtUW] = Op.Ld32;
for (let op = Op.MovW; op <= Op.FrameAddress; op++) firstOps[Fused.MovWCall + op - Op.MovW] = op;
// The longest that fits is taken.
for (const list of byFirst) list?.sort((a, b) => b.steps.length - a.steps.length);

/** Whether the operands that should be are results of the steps before, and no others. */
function takes(
  code: Int32Array,
  pc: number,
  op: Op,
  operands: readonly number[],
  results: readonly number[],
  passing: readonly number[],
): boolean {
  for (let index = 0; index < operands.length; index += 2)
    if (results.lastIndexOf(code[pc + (operands[index] ?? 0)] ?? 0) !== operands[index + 1])
      return false;
  const shape = opShapes[op] ?? "";
  for (let index = 0; index < shape.length; index++)
    if (shape[index] === "r" && passing.includes(code[pc + 1 + index] ?? 0))
      if (!operands.some((word, at) => !(at & 1) && word === index + 1)) return false;
  return true;
}

/** Replaces operation numbers of one function. */
export function fuse(program: Program, code: Int32Array, info: FunctionInfo): void {
  const { codeStart, codeEnd } = info;
  for (let pc = codeStart; pc < codeEnd;) {
    const first = pc;
    pc += opLengths[program.code[pc] ?? 0] ?? 1;
    const call = callBehind(code, first);
    if (first < call) {
      code[first] = (code[first] ?? 0) - Op.MovW + Fused.MovWCall;
      pc = call + (opLengths[Op.Call] ?? 1);
      continue;
    }
    const list = byFirst[code[first] ?? 0];
    const found = list && sequenceAt(program, code, first, codeEnd, list);
    if (!found) continue;
    // Within the sequence nothing else is fused: it would be passed over.
    for (let index = 1; index < found.steps.length; index++)
      pc += opLengths[(found.steps[index] as Step)[0]] ?? 1;
    code[first] = withTargets(code, pc, found.fused);
  }
}

function sequenceAt(
  program: Program,
  code: Int32Array,
  start: number,
  end: number,
  list: readonly Sequence[],
): Sequence | undefined {
  for (let index = 0; index < list.length; index++) {
    const sequence = list[index] as Sequence;
    // Few pass the first test, which makes nothing.
    if (!follow(code, start, end, sequence.steps)) continue;
    if (isUpdate(code, start, sequence.fused) && fits(program, code, start, sequence.steps))
      return sequence;
  }
  return undefined;
}

/** Not of a sequence that has to store where it loaded from, and does not. */
function isUpdate(code: Int32Array, start: number, fused: Fused): boolean {
  const words = updates.get(fused);
  if (!words) return true;
  const [load, store] = words;
  return (
    code[start + load] === code[start + store] && code[start + load + 1] === code[start + store + 1]
  );
}

/** Whether these operations stand behind one another. */
function follow(code: Int32Array, start: number, end: number, steps: readonly Step[]): boolean {
  let pc = start;
  for (let index = 0; index < steps.length; index++) {
    const op = (steps[index] as Step)[0];
    if (end <= pc || code[pc] !== op) return false;
    pc += opLengths[op] ?? 1;
  }
  return true;
}

const isArgument = (op: number): boolean => Op.MovW <= op && op <= Op.FrameAddress;

/** The pc of the call behind nothing but arguments that are moved; -1: there is none. */
function callBehind(code: Int32Array, first: number): number {
  let pc = first;
  for (let op = code[pc] ?? 0; isArgument(op); op = code[pc] ?? 0) pc += opLengths[op] ?? 1;
  return code[pc] === Op.Call || code[pc] === Op.CallPointer ? pc : -1;
}

/** A sequence that ends in a jump, or that one together with what the jump leads to. */
function withTargets(code: Int32Array, end: number, fused: Fused): Fused {
  switch (fused) {
    case Fused.AddWIJump:
      return code[code[end - 1] ?? 0] === Op.JumpLtW ? Fused.AddWIJumpJumpLtW : fused;
    case Fused.Ld32Ld32JumpLtUW:
      return chooses(code, end) ? Fused.Ld32Ld32ChooseLtUW : fused;
    case Fused.Ld32KeptJumpLtUW:
      return chooses(code, end) ? Fused.Ld32KeptChooseLtUW : fused;
    default:
      return fused;
  }
}

/** As `x = a < b ? c : d` does: MovW, Jump behind the other one | MovW. */
function chooses(code: Int32Array, end: number): boolean {
  const [one = 0, other = 0] = [code[end - 2], code[end - 1]];
  const length = opLengths[Op.MovW] ?? 1;
  if (one < end || other < end || code[one] !== Op.MovW || code[other] !== Op.MovW) return false;
  return code[one + length] === Op.Jump && code[one + length + 1] === other + length;
}

function fits(program: Program, code: Int32Array, start: number, steps: readonly Step[]): boolean {
  let pc = start;
  const results: number[] = [];
  const passing: number[] = [];
  for (const [op, isPassing, ...operands] of steps) {
    if (!takes(code, pc, op, operands, results, passing)) return false;
    results.push(code[pc + 1] ?? 0);
    if (isPassing) passing.push(code[pc + 1] ?? 0);
    pc += opLengths[op] ?? 1;
  }
  // A branch comes last; what it takes is looked at from itself on.
  const [last] = steps[steps.length - 1] ?? [];
  const after = last === undefined || !writes(last) ? undefined : results[results.length - 1];
  const from = last !== undefined && isBranch(last) ? pc - (opLengths[last] ?? 1) : pc;
  return passing.every(
    (register) => register === after || !isRead(program, from, register, from !== pc),
  );
}
