// SPDX-License-Identifier: MIT
// Instructions that often follow each other and that the plain loop runs in one go. The first one's
// operation number is replaced in the code; the others stay as they are behind it, so that a jump
// to one of them, and the loop that tracks undefined bits, find what they always found.
import { Op, opLengths } from "../cc";

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
  MovLLd32,
  Count,
}

/** An operation; then pairs: its operand at a word is the result of the operation of an index. */
type Step = readonly [op: Op, ...operands: number[]];

const sequences: readonly (readonly [fused: Fused, ...steps: Step[]])[] = [
  [
    Fused.IndexFixedUWLd32AndWIJumpEqWI,
    [Op.IndexFixedUW],
    [Op.Ld32, 2, 0],
    [Op.AndWI, 2, 1],
    [Op.JumpEqWI, 1, 2],
  ],
  [Fused.IndexFixedUWLd32AddW, [Op.IndexFixedUW], [Op.Ld32, 2, 0], [Op.AddW, 3, 1]],
  [Fused.IndexFixedUWLd32, [Op.IndexFixedUW], [Op.Ld32, 2, 0]],
  [Fused.IndexFixedWLd32, [Op.IndexFixedW], [Op.Ld32, 2, 0]],
  [Fused.IndexFixedWLd64, [Op.IndexFixedW], [Op.Ld64, 2, 0]],
  [Fused.IndexFixedLLd32, [Op.IndexFixedL], [Op.Ld32, 2, 0]],
  [Fused.IndexFixedUWLd8U, [Op.IndexFixedUW], [Op.Ld8U, 2, 0]],
  [Fused.IndexFixedLLd8U, [Op.IndexFixedL], [Op.Ld8U, 2, 0]],
  [Fused.IndexUWLd32, [Op.IndexUW], [Op.Ld32, 2, 0]],
  [Fused.IndexWLd32, [Op.IndexW], [Op.Ld32, 2, 0]],
  [Fused.IndexWLd64, [Op.IndexW], [Op.Ld64, 2, 0]],
  [Fused.AddScaledLd8U, [Op.AddScaled], [Op.Ld8U, 2, 0]],
  [Fused.AddScaledLd32, [Op.AddScaled], [Op.Ld32, 2, 0]],
  [Fused.AddScaledLd64, [Op.AddScaled], [Op.Ld64, 2, 0]],
  [Fused.Ld64IndexWLd32, [Op.Ld64], [Op.IndexW, 2, 0], [Op.Ld32, 2, 1]],
  [Fused.Ld64IndexWLd32AddW, [Op.Ld64], [Op.IndexW, 2, 0], [Op.Ld32, 2, 1], [Op.AddW, 3, 2]],
  [Fused.Ld64IndexW, [Op.Ld64], [Op.IndexW, 2, 0]],
  [Fused.Ld64AddScaled, [Op.Ld64], [Op.AddScaled, 2, 0]],
  [Fused.Ld32AndWIJumpEqWI, [Op.Ld32], [Op.AndWI, 2, 0], [Op.JumpEqWI, 1, 1]],
  [Fused.Ld32ZxWLAddL, [Op.Ld32], [Op.ZxWL, 2, 0], [Op.AddL, 3, 1]],
  [Fused.Ld32ZxWLXorL, [Op.Ld32], [Op.ZxWL, 2, 0], [Op.XorL, 3, 1]],
  [Fused.Ld32ZxWL, [Op.Ld32], [Op.ZxWL, 2, 0]],
  [Fused.Ld32Ld32JumpLtUW, [Op.Ld32], [Op.Ld32], [Op.JumpLtUW, 1, 1, 2, 0]],
  [Fused.Ld32JumpLtUW, [Op.Ld32], [Op.JumpLtUW, 1, 0]],
  [Fused.Ld32JumpLtW, [Op.Ld32], [Op.JumpLtW, 2, 0]],
  [Fused.Ld32JumpEqWI, [Op.Ld32], [Op.JumpEqWI, 1, 0]],
  [Fused.Ld32AddWISt32, [Op.Ld32], [Op.AddWI, 2, 0], [Op.St32, 3, 1]],
  [Fused.Ld32AddWI, [Op.Ld32], [Op.AddWI, 2, 0]],
  [Fused.Ld32Ld32AddW, [Op.Ld32], [Op.Ld32], [Op.AddW, 3, 1]],
  [Fused.Ld32AddW, [Op.Ld32], [Op.AddW, 3, 0]],
  [Fused.Ld32SubW, [Op.Ld32], [Op.SubW, 3, 0]],
  [Fused.Ld64AddLI, [Op.Ld64], [Op.AddLI, 2, 0]],
  [Fused.Ld64AddLSt64, [Op.Ld64], [Op.AddL, 2, 0], [Op.St64, 3, 1]],
  [Fused.Ld64JumpEqL, [Op.Ld64], [Op.JumpEqL, 1, 0]],
  [Fused.Ld64JumpEqLI, [Op.Ld64], [Op.JumpEqLI, 1, 0]],
  [Fused.Ld64JumpLtUL, [Op.Ld64], [Op.JumpLtUL, 1, 0]],
  [Fused.Ld64Ld64, [Op.Ld64], [Op.Ld64, 2, 0]],
  [Fused.Ld64Ld32, [Op.Ld64], [Op.Ld32, 2, 0]],
  [Fused.Ld8UXorWAndWI, [Op.Ld8U], [Op.XorW, 3, 0], [Op.AndWI, 2, 1]],
  [Fused.Ld8UJumpEqWI, [Op.Ld8U], [Op.JumpEqWI, 1, 0]],
  [Fused.AndWIJumpEqWI, [Op.AndWI], [Op.JumpEqWI, 1, 0]],
  [Fused.AndLIJumpEqLI, [Op.AndLI], [Op.JumpEqLI, 1, 0]],
  [Fused.AddWIJumpLtUWI, [Op.AddWI], [Op.JumpLtUWI, 1, 0]],
  [Fused.AddWIJumpLtWI, [Op.AddWI], [Op.JumpLtWI, 1, 0]],
  [Fused.AddWIJumpLtW, [Op.AddWI], [Op.JumpLtW, 1, 0]],
  [Fused.AddWIJumpLtUW, [Op.AddWI], [Op.JumpLtUW, 1, 0]],
  [Fused.AddWILd32JumpLtW, [Op.AddWI], [Op.Ld32], [Op.JumpLtW, 2, 1]],
  [Fused.AddWIZxWL, [Op.AddWI], [Op.ZxWL, 2, 0]],
  [Fused.AddLIJumpLtUL, [Op.AddLI], [Op.JumpLtUL, 1, 0]],
  [Fused.AddLIJumpLtULI, [Op.AddLI], [Op.JumpLtULI, 1, 0]],
  [Fused.AddLIJumpEqLI, [Op.AddLI], [Op.JumpEqLI, 1, 0]],
  [Fused.AddLIFrameAddressJumpEqL, [Op.AddLI], [Op.FrameAddress], [Op.JumpEqL, 1, 0, 2, 1]],
  [Fused.AddLILd64, [Op.AddLI], [Op.Ld64, 2, 0]],
  [Fused.AddLSt64, [Op.AddL], [Op.St64, 3, 0]],
  [Fused.AddWAddWSt32, [Op.AddW], [Op.AddW, 2, 0], [Op.St32, 3, 1]],
  [Fused.AddWAddW, [Op.AddW], [Op.AddW, 2, 0]],
  [Fused.AddWSt32, [Op.AddW], [Op.St32, 3, 0]],
  [Fused.AddWConWDivW, [Op.AddW], [Op.ConW], [Op.DivW, 2, 0, 3, 1]],
  [Fused.AddWISt32, [Op.AddWI], [Op.St32, 3, 0]],
  [Fused.ConWDivW, [Op.ConW], [Op.DivW, 3, 0]],
  [Fused.ConWRemW, [Op.ConW], [Op.RemW, 3, 0]],
  [Fused.ConLMulLAddL, [Op.ConL], [Op.MulL, 3, 0], [Op.AddL, 3, 1]],
  [Fused.ShrLIXorL, [Op.ShrLI], [Op.XorL, 3, 0]],
  [Fused.ShlLIXorL, [Op.ShlLI], [Op.XorL, 3, 0]],
  [Fused.ShrWIXorW, [Op.ShrWI], [Op.XorW, 3, 0]],
  [Fused.ShrWIXorWI, [Op.ShrWI], [Op.XorWI, 2, 0]],
  [Fused.XorWAndWI, [Op.XorW], [Op.AndWI, 2, 0]],
  [Fused.MulLIAndLI, [Op.MulLI], [Op.AndLI, 2, 0]],
  [Fused.SubWAddWIZxWL, [Op.SubW], [Op.AddWI, 2, 0], [Op.ZxWL, 2, 1]],
  [Fused.SubWZxWLAddL, [Op.SubW], [Op.ZxWL, 2, 0], [Op.AddL, 3, 1]],
  [Fused.MovLMovLMovL, [Op.MovL], [Op.MovL], [Op.MovL]],
  [Fused.MovLMovL, [Op.MovL], [Op.MovL]],
  [Fused.MovLAddLIJumpEqLI, [Op.MovL], [Op.AddLI], [Op.JumpEqLI, 1, 0]],
  [Fused.MovLAddLI, [Op.MovL], [Op.AddLI]],
  [Fused.MovWJump, [Op.MovW], [Op.Jump]],
  [Fused.MovWJumpEqWI, [Op.MovW], [Op.JumpEqWI, 1, 0]],
  [Fused.AddWIJump, [Op.AddWI], [Op.Jump]],
  [Fused.Ld32JumpLtUWTurned, [Op.Ld32], [Op.JumpLtUW, 2, 0]],
  [Fused.Ld32Ld32AddWAddWI, [Op.Ld32], [Op.Ld32], [Op.AddW, 2, 0, 3, 1], [Op.AddWI, 2, 2]],
  [Fused.Ld32SubWZxWLAddL, [Op.Ld32], [Op.SubW, 3, 0], [Op.ZxWL, 2, 1], [Op.AddL, 3, 2]],
  [Fused.AddWJump, [Op.AddW], [Op.Jump]],
  [Fused.XorWJump, [Op.XorW], [Op.Jump]],
  [Fused.XorLJump, [Op.XorL], [Op.Jump]],
  [Fused.ConWReturnW, [Op.ConW], [Op.ReturnW, 1, 0]],
  [Fused.MovLLd32, [Op.MovL], [Op.Ld32]],
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
// The longest that fits is taken.
for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);

/** Replaces operation numbers from a pc up to another. */
export function fuse(code: Int32Array, start: number, end: number): void {
  for (let pc = start; pc < end;) {
    const op = code[pc] ?? 0;
    const fused = byFirst.get(op)?.find((sequence) => fits(code, pc, end, sequence));
    pc += opLengths[op] ?? opLengths[op & 511] ?? 1;
    if (fused) {
      code[pc - (opLengths[op] ?? 1)] = fused[0];
      // Within the sequence nothing else is fused: it would be passed over.
      for (let index = 2; index < fused.length; index++)
        pc += opLengths[(fused[index] as Step)[0]] ?? 1;
    }
  }
}

function fits(
  code: Int32Array,
  start: number,
  end: number,
  [, ...steps]: readonly [fused: Fused, ...steps: Step[]],
): boolean {
  let pc = start;
  const results: number[] = [];
  for (const [op, ...operands] of steps) {
    if (end <= pc || code[pc] !== op) return false;
    for (let index = 0; index < operands.length; index += 2)
      if (code[pc + (operands[index] ?? 0)] !== results[operands[index + 1] ?? 0]) return false;
    results.push(code[pc + 1] ?? 0);
    pc += opLengths[op] ?? 1;
  }
  return true;
}
