// SPDX-License-Identifier: MIT
// Instructions that often follow each other and that the plain loop runs in one go. The first one's
// operation number is replaced in the code; the others stay as they are behind it, so that a jump
// to one of them, and the loop that tracks undefined bits, find what they always found.
import { Op, opLengths, opShapes } from "../cc";
import type { FunctionInfo, Program } from "../cc";
import { isBranch, isRead, writes } from "./reads";

/** Operation numbers behind those of plain ones. */
export const enum Fused {
  IndexFixedUWLd32AndWIJumpEqWI = 200,
  IndexFixedUWLd32AddW,
  IndexFixedUWLd32,
  IndexFixedWLd32,
  IndexFixedWLd64,
  IndexFixedLLd32,
  IndexFixedUWLd8U,
  IndexFixedLLd8U,
  IndexUWLd32,
  IndexWLd32,
  IndexWLd64,
  AddScaledLd8U,
  AddScaledLd32,
  AddScaledLd64,
  Ld64IndexWLd32,
  Ld64IndexWLd32AddW,
  Ld64IndexW,
  Ld64AddScaled,
  Ld32AndWIJumpEqWI,
  Ld32ZxWLAddL,
  Ld32ZxWLXorL,
  Ld32ZxWL,
  Ld32Ld32JumpLtUW,
  Ld32JumpLtUW,
  Ld32JumpLtW,
  Ld32JumpEqWI,
  Ld32AddWISt32,
  Ld32AddWI,
  Ld32Ld32AddW,
  Ld32AddW,
  Ld32SubW,
  Ld64AddLI,
  Ld64AddLSt64,
  Ld64JumpEqL,
  Ld64JumpEqLI,
  Ld64JumpLtUL,
  Ld64Ld64,
  Ld64Ld32,
  Ld8UXorWAndWI,
  Ld8UJumpEqWI,
  AndWIJumpEqWI,
  AndLIJumpEqLI,
  AddWIJumpLtUWI,
  AddWIJumpLtWI,
  AddWIJumpLtW,
  AddWIJumpLtUW,
  AddWILd32JumpLtW,
  AddWIZxWL,
  AddLIJumpLtUL,
  AddLIJumpLtULI,
  AddLIJumpEqLI,
  AddLIFrameAddressJumpEqL,
  AddLILd64,
  AddLSt64,
  AddWAddWSt32,
  AddWAddW,
  AddWSt32,
  AddWConWDivW,
  AddWISt32,
  ConWDivW,
  ConWRemW,
  ConLMulLAddL,
  ShrLIXorL,
  ShlLIXorL,
  ShrWIXorW,
  ShrWIXorWI,
  XorWAndWI,
  MulLIAndLI,
  SubWAddWIZxWL,
  SubWZxWLAddL,
  MovLMovLMovL,
  MovLMovL,
  MovLAddLIJumpEqLI,
  MovLAddLI,
  MovWJump,
  MovWJumpEqWI,
  AddWIJump,
  Ld32JumpLtUWTurned,
  Ld32Ld32AddWAddWI,
  Ld32SubWZxWLAddL,
  AddWJump,
  XorWJump,
  XorLJump,
  ConWReturnW,
  TwoElementsAddWLd32JumpLtUW,
  Ld32KeptJumpLtUW,
  MovWJumpLtW,
  Ld64IndexWLd32Ld32JumpLtUW,
  MovLLd32AndWIJumpEqWI,
  Ld64Ld32SubWZxWLAddL,
  /** Both ways lead to a MovW each, which is done as well, and then to the same place. */
  Ld32Ld32ChooseLtUW,
  Ld32KeptChooseLtUW,
  /** The jump leads to the comparison, which is done as well. */
  AddWIJumpJumpLtW,
  /** Arguments, as many as there are, and the call of either kind; by the first operation. */
  MovWCall,
  MovLCall,
  ConWCall,
  ConLCall,
  FrameAddressCall,
  Count,
}

/**
 * An operation; 1 if its result is not stored, because nothing else reads it; then pairs: its
 * operand at a word is the result of the operation of an index.
 */
type Step = readonly [op: Op, passing: number, ...operands: number[]];

const sequences: readonly (readonly [fused: Fused, ...steps: Step[]])[] = [
  [
    Fused.IndexFixedUWLd32AndWIJumpEqWI,
    [Op.IndexFixedUW, 1],
    [Op.Ld32, 1, 2, 0],
    [Op.AndWI, 1, 2, 1],
    [Op.JumpEqWI, 0, 1, 2],
  ],
  [Fused.IndexFixedUWLd32AddW, [Op.IndexFixedUW, 1], [Op.Ld32, 1, 2, 0], [Op.AddW, 0, 3, 1]],
  [Fused.IndexFixedUWLd32, [Op.IndexFixedUW, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.IndexFixedWLd32, [Op.IndexFixedW, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.IndexFixedWLd64, [Op.IndexFixedW, 1], [Op.Ld64, 0, 2, 0]],
  [Fused.IndexFixedLLd32, [Op.IndexFixedL, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.IndexFixedUWLd8U, [Op.IndexFixedUW, 1], [Op.Ld8U, 0, 2, 0]],
  [Fused.IndexFixedLLd8U, [Op.IndexFixedL, 1], [Op.Ld8U, 0, 2, 0]],
  [Fused.IndexUWLd32, [Op.IndexUW, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.IndexWLd32, [Op.IndexW, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.IndexWLd64, [Op.IndexW, 1], [Op.Ld64, 0, 2, 0]],
  [Fused.AddScaledLd8U, [Op.AddScaled, 1], [Op.Ld8U, 0, 2, 0]],
  [Fused.AddScaledLd32, [Op.AddScaled, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.AddScaledLd64, [Op.AddScaled, 1], [Op.Ld64, 0, 2, 0]],
  [Fused.Ld64IndexWLd32, [Op.Ld64, 1], [Op.IndexW, 1, 2, 0], [Op.Ld32, 0, 2, 1]],
  [
    Fused.Ld64IndexWLd32AddW,
    [Op.Ld64, 1],
    [Op.IndexW, 1, 2, 0],
    [Op.Ld32, 1, 2, 1],
    [Op.AddW, 0, 3, 2],
  ],
  [Fused.Ld64IndexW, [Op.Ld64, 1], [Op.IndexW, 0, 2, 0]],
  [Fused.Ld64AddScaled, [Op.Ld64, 1], [Op.AddScaled, 0, 2, 0]],
  [Fused.Ld32AndWIJumpEqWI, [Op.Ld32, 1], [Op.AndWI, 1, 2, 0], [Op.JumpEqWI, 0, 1, 1]],
  [Fused.Ld32ZxWLAddL, [Op.Ld32, 1], [Op.ZxWL, 1, 2, 0], [Op.AddL, 0, 3, 1]],
  [Fused.Ld32ZxWLXorL, [Op.Ld32, 1], [Op.ZxWL, 1, 2, 0], [Op.XorL, 0, 3, 1]],
  [Fused.Ld32ZxWL, [Op.Ld32, 1], [Op.ZxWL, 0, 2, 0]],
  [Fused.Ld32Ld32JumpLtUW, [Op.Ld32, 0], [Op.Ld32, 0], [Op.JumpLtUW, 0, 1, 1, 2, 0]],
  [Fused.Ld32JumpLtUW, [Op.Ld32, 1], [Op.JumpLtUW, 0, 1, 0]],
  [Fused.Ld32JumpLtW, [Op.Ld32, 1], [Op.JumpLtW, 0, 2, 0]],
  [Fused.Ld32JumpEqWI, [Op.Ld32, 1], [Op.JumpEqWI, 0, 1, 0]],
  [Fused.Ld32AddWISt32, [Op.Ld32, 1], [Op.AddWI, 1, 2, 0], [Op.St32, 0, 3, 1]],
  [Fused.Ld32AddWI, [Op.Ld32, 1], [Op.AddWI, 0, 2, 0]],
  [Fused.Ld32Ld32AddW, [Op.Ld32, 0], [Op.Ld32, 1], [Op.AddW, 0, 3, 1]],
  [Fused.Ld32AddW, [Op.Ld32, 1], [Op.AddW, 0, 3, 0]],
  [Fused.Ld32SubW, [Op.Ld32, 1], [Op.SubW, 0, 3, 0]],
  [Fused.Ld64AddLI, [Op.Ld64, 1], [Op.AddLI, 0, 2, 0]],
  [Fused.Ld64AddLSt64, [Op.Ld64, 1], [Op.AddL, 1, 2, 0], [Op.St64, 0, 3, 1]],
  [Fused.Ld64JumpEqL, [Op.Ld64, 1], [Op.JumpEqL, 0, 1, 0]],
  [Fused.Ld64JumpEqLI, [Op.Ld64, 1], [Op.JumpEqLI, 0, 1, 0]],
  [Fused.Ld64JumpLtUL, [Op.Ld64, 1], [Op.JumpLtUL, 0, 1, 0]],
  [Fused.Ld64Ld64, [Op.Ld64, 1], [Op.Ld64, 0, 2, 0]],
  [Fused.Ld64Ld32, [Op.Ld64, 1], [Op.Ld32, 0, 2, 0]],
  [Fused.Ld8UXorWAndWI, [Op.Ld8U, 1], [Op.XorW, 1, 3, 0], [Op.AndWI, 0, 2, 1]],
  [Fused.Ld8UJumpEqWI, [Op.Ld8U, 1], [Op.JumpEqWI, 0, 1, 0]],
  [Fused.AndWIJumpEqWI, [Op.AndWI, 1], [Op.JumpEqWI, 0, 1, 0]],
  [Fused.AndLIJumpEqLI, [Op.AndLI, 1], [Op.JumpEqLI, 0, 1, 0]],
  [Fused.AddWIJumpLtUWI, [Op.AddWI, 0], [Op.JumpLtUWI, 0, 1, 0]],
  [Fused.AddWIJumpLtWI, [Op.AddWI, 0], [Op.JumpLtWI, 0, 1, 0]],
  [Fused.AddWIJumpLtW, [Op.AddWI, 0], [Op.JumpLtW, 0, 1, 0]],
  [Fused.AddWIJumpLtUW, [Op.AddWI, 0], [Op.JumpLtUW, 0, 1, 0]],
  [Fused.AddWILd32JumpLtW, [Op.AddWI, 0], [Op.Ld32, 1], [Op.JumpLtW, 0, 2, 1]],
  [Fused.AddWIZxWL, [Op.AddWI, 1], [Op.ZxWL, 0, 2, 0]],
  [Fused.AddLIJumpLtUL, [Op.AddLI, 0], [Op.JumpLtUL, 0, 1, 0]],
  [Fused.AddLIJumpLtULI, [Op.AddLI, 0], [Op.JumpLtULI, 0, 1, 0]],
  [Fused.AddLIJumpEqLI, [Op.AddLI, 0], [Op.JumpEqLI, 0, 1, 0]],
  [
    Fused.AddLIFrameAddressJumpEqL,
    [Op.AddLI, 1],
    [Op.FrameAddress, 1],
    [Op.JumpEqL, 0, 1, 0, 2, 1],
  ],
  [Fused.AddLILd64, [Op.AddLI, 1], [Op.Ld64, 0, 2, 0]],
  [Fused.AddLSt64, [Op.AddL, 1], [Op.St64, 0, 3, 0]],
  [Fused.AddWAddWSt32, [Op.AddW, 1], [Op.AddW, 1, 2, 0], [Op.St32, 0, 3, 1]],
  [Fused.AddWAddW, [Op.AddW, 1], [Op.AddW, 0, 2, 0]],
  [Fused.AddWSt32, [Op.AddW, 1], [Op.St32, 0, 3, 0]],
  [Fused.AddWConWDivW, [Op.AddW, 1], [Op.ConW, 1], [Op.DivW, 0, 2, 0, 3, 1]],
  [Fused.AddWISt32, [Op.AddWI, 1], [Op.St32, 0, 3, 0]],
  [Fused.ConWDivW, [Op.ConW, 1], [Op.DivW, 0, 3, 0]],
  [Fused.ConWRemW, [Op.ConW, 1], [Op.RemW, 0, 3, 0]],
  [Fused.ConLMulLAddL, [Op.ConL, 1], [Op.MulL, 1, 3, 0], [Op.AddL, 0, 3, 1]],
  [Fused.ShrLIXorL, [Op.ShrLI, 1], [Op.XorL, 0, 3, 0]],
  [Fused.ShlLIXorL, [Op.ShlLI, 1], [Op.XorL, 0, 3, 0]],
  [Fused.ShrWIXorW, [Op.ShrWI, 1], [Op.XorW, 0, 3, 0]],
  [Fused.ShrWIXorWI, [Op.ShrWI, 1], [Op.XorWI, 0, 2, 0]],
  [Fused.XorWAndWI, [Op.XorW, 1], [Op.AndWI, 0, 2, 0]],
  [Fused.MulLIAndLI, [Op.MulLI, 1], [Op.AndLI, 0, 2, 0]],
  [Fused.SubWAddWIZxWL, [Op.SubW, 1], [Op.AddWI, 1, 2, 0], [Op.ZxWL, 0, 2, 1]],
  [Fused.SubWZxWLAddL, [Op.SubW, 1], [Op.ZxWL, 1, 2, 0], [Op.AddL, 0, 3, 1]],
  [Fused.MovLMovLMovL, [Op.MovL, 0], [Op.MovL, 0], [Op.MovL, 0]],
  [Fused.MovLMovL, [Op.MovL, 0], [Op.MovL, 0]],
  [Fused.MovLAddLIJumpEqLI, [Op.MovL, 0], [Op.AddLI, 0], [Op.JumpEqLI, 0, 1, 0]],
  [Fused.MovLAddLI, [Op.MovL, 0], [Op.AddLI, 0]],
  [Fused.MovWJump, [Op.MovW, 0], [Op.Jump, 0]],
  [Fused.MovWJumpEqWI, [Op.MovW, 0], [Op.JumpEqWI, 0, 1, 0]],
  [Fused.AddWIJump, [Op.AddWI, 0], [Op.Jump, 0]],
  [Fused.Ld32JumpLtUWTurned, [Op.Ld32, 1], [Op.JumpLtUW, 0, 2, 0]],
  [
    Fused.Ld32Ld32AddWAddWI,
    [Op.Ld32, 1],
    [Op.Ld32, 1],
    [Op.AddW, 1, 2, 0, 3, 1],
    [Op.AddWI, 0, 2, 2],
  ],
  [
    Fused.Ld32SubWZxWLAddL,
    [Op.Ld32, 1],
    [Op.SubW, 1, 3, 0],
    [Op.ZxWL, 1, 2, 1],
    [Op.AddL, 0, 3, 2],
  ],
  [Fused.AddWJump, [Op.AddW, 0], [Op.Jump, 0]],
  [Fused.XorWJump, [Op.XorW, 0], [Op.Jump, 0]],
  [Fused.XorLJump, [Op.XorL, 0], [Op.Jump, 0]],
  [Fused.ConWReturnW, [Op.ConW, 1], [Op.ReturnW, 0, 1, 0]],
  [
    Fused.TwoElementsAddWLd32JumpLtUW,
    [Op.Ld64, 1],
    [Op.IndexW, 1, 2, 0],
    [Op.Ld32, 1, 2, 1],
    [Op.Ld64, 1],
    [Op.IndexW, 1, 2, 3],
    [Op.Ld32, 1, 2, 4],
    [Op.AddW, 1, 2, 2, 3, 5],
    [Op.Ld32, 1],
    [Op.JumpLtUW, 0, 1, 7, 2, 6],
  ],
  [Fused.Ld32KeptJumpLtUW, [Op.Ld32, 0], [Op.JumpLtUW, 0, 2, 0]],
  [Fused.MovWJumpLtW, [Op.MovW, 0], [Op.JumpLtW, 0]],
  [
    Fused.Ld64IndexWLd32Ld32JumpLtUW,
    [Op.Ld64, 1],
    [Op.IndexW, 0, 2, 0],
    [Op.Ld32, 1, 2, 1],
    [Op.Ld32, 1],
    [Op.JumpLtUW, 0, 1, 3, 2, 2],
  ],
  [
    Fused.MovLLd32AndWIJumpEqWI,
    [Op.MovL, 0],
    [Op.Ld32, 1],
    [Op.AndWI, 1, 2, 1],
    [Op.JumpEqWI, 0, 1, 2],
  ],
  [
    Fused.Ld64Ld32SubWZxWLAddL,
    [Op.Ld64, 1],
    [Op.Ld32, 1],
    [Op.SubW, 1, 3, 1],
    [Op.ZxWL, 1, 2, 2],
    [Op.AddL, 0, 2, 0, 3, 3],
  ],
];

/** By operation number: the operation it begins with. */
export const firstOps: Uint16Array = Uint16Array.from({ length: 1024 }, (_, op) => op);

const byFirst = new Map<number, (readonly [fused: Fused, ...steps: Step[]])[]>();
for (const sequence of sequences) {
  const [fused, [op]] = sequence as readonly [Fused, Step];
  firstOps[fused] = op;
  const list = byFirst.get(op);
  if (list) list.push(sequence);
  else byFirst.set(op, [sequence]);
}
firstOps[Fused.AddWIJumpJumpLtW] = Op.AddWI;
firstOps[Fused.Ld32Ld32ChooseLtUW] = firstOps[Fused.Ld32KeptChooseLtUW] = Op.Ld32;
for (let op = Op.MovW; op <= Op.FrameAddress; op++) firstOps[Fused.MovWCall + op - Op.MovW] = op;
// The longest that fits is taken.
for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);

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
    const fused = byFirst
      .get(code[first] ?? 0)
      ?.find((sequence) => fits(program, code, first, codeEnd, sequence));
    if (!fused) continue;
    // Within the sequence nothing else is fused: it would be passed over.
    for (let index = 2; index < fused.length; index++)
      pc += opLengths[(fused[index] as Step)[0]] ?? 1;
    code[first] = withTargets(code, pc, fused[0]);
  }
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

function fits(
  program: Program,
  code: Int32Array,
  start: number,
  end: number,
  [, ...steps]: readonly [fused: Fused, ...steps: Step[]],
): boolean {
  let pc = start;
  const results: number[] = [];
  const passing: number[] = [];
  for (const [op, isPassing, ...operands] of steps) {
    if (end <= pc || code[pc] !== op || !takes(code, pc, op, operands, results, passing))
      return false;
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
