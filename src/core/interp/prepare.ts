// SPDX-License-Identifier: MIT
import { Op, opLengths, opShapes } from "../cc";
import type { Program } from "../cc";
import { hookedOp } from "./core";
import { fuse } from "./fused";

/** What a run wants to hear; code prepared for nothing costs nothing. */
export interface Listening {
  readonly decisions: boolean;
  readonly statements: boolean;
}

const prepared = new WeakMap<Program, (Int32Array | undefined)[]>();

/** The program's code for a kind of run, made once. */
export function preparedCode(program: Program, listening: Listening): Int32Array {
  let variants = prepared.get(program);
  if (!variants) prepared.set(program, (variants = []));
  const index = (listening.decisions ? 1 : 0) + (listening.statements ? 2 : 0);
  return (variants[index] ??= prepare(program, listening));
}

function prepare(program: Program, { decisions, statements }: Listening): Int32Array {
  const code = program.code.slice();
  if (!decisions) skipBookkeeping(program, code);
  if (statements)
    for (const { pc } of program.statements) {
      const op = code[pc] ?? 0;
      if (op < hookedOp) code[pc] = op + hookedOp;
    }
  for (const info of program.functions) fuse(program, code, info);
  return code;
}

/** Chains of jumps longer than this are loops of nothing but jumps. */
const jumpChainLimit = 16;

/** Moves branch targets past Decide operations and jumps to jumps. */
function skipBookkeeping(program: Program, code: Int32Array): void {
  for (const { codeStart, codeEnd } of program.functions)
    for (let pc = codeStart; pc < codeEnd;) {
      const op = code[pc] ?? 0;
      const shape = opShapes[op] ?? "";
      for (let index = 0; index < shape.length; index++)
        if (shape[index] === "t")
          code[pc + 1 + index] = finalTarget(program.code, code[pc + 1 + index] ?? 0);
      pc += opLengths[op] ?? 1;
    }
}

function finalTarget(code: Int32Array, start: number): number {
  let target = start;
  for (let steps = 0; steps < jumpChainLimit; steps++) {
    if (code[target] === Op.Decide) target += opLengths[Op.Decide] ?? 1;
    else if (code[target] === Op.Jump && (code[target + 1] ?? 0) > target)
      target = code[target + 1] ?? 0;
    else break;
  }
  return target;
}
