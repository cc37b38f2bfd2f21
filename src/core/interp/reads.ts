// SPDX-License-Identifier: MIT
// Whether a register is read before it is written again: looked for some instructions ahead.
import { Op, extraSlots, fixedSlots, headerWords, opLengths, opShapes, successors } from "../cc";
import type { Program } from "../cc";

/** Temporaries are written again within a statement or two; a longer search is not worth it. */
const instructionsLimit = 64;

const shapeOf = (op: number): string => opShapes[op] ?? "";

export const isBranch = (op: number): boolean => shapeOf(op).includes("t");

/** Whether the first operand is the register that the operation writes. */
export const writes = (op: number): boolean => shapeOf(op).startsWith("d");

/**
 * Whether anything may read a register from a pc on, before it is written again. When that is not
 * clear it is said to be read. `passed`: the instruction at the pc has read it, which is known.
 */
export function isRead(
  program: Program,
  start: number,
  register: number,
  passed: boolean,
): boolean {
  const { code } = program;
  const seen = new Set<number>();
  const first = passed ? continuations(program, start) : [start];
  if (!first) return true;
  const open = [...first];
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    if (seen.has(pc)) continue;
    if (instructionsLimit <= seen.size) return true;
    seen.add(pc);
    const effect = effectOn(code, pc, register);
    if (effect === "reads") return true;
    if (effect === "writes") continue;
    const next = continuations(program, pc);
    if (!next) return true;
    open.push(...next);
  }
  return false;
}

function effectOn(code: Int32Array, pc: number, register: number): "reads" | "writes" | "none" {
  const op = code[pc] ?? 0;
  const shape = shapeOf(op);
  let isWritten = false;
  for (let index = 0; index < shape.length; index++) {
    if (code[pc + 1 + index] !== register) continue;
    if (shape[index] === "r") return "reads";
    if (shape[index] === "d") isWritten = true;
  }
  if (isWritten) return "writes";
  if (op !== Op.Call && op !== Op.CallPointer) return "none";
  const base = code[pc + 2] ?? 0;
  const slots = code[pc + 3] ?? 0;
  const first = base + headerWords;
  if (first <= register && register < first + fixedSlots(slots) * 2) return "reads";
  if (base - extraSlots(slots) * 2 <= register && register < base) return "reads";
  // What the called function has for its own is no longer anybody's value.
  return base <= register ? "writes" : "none";
}

/** Where control may go on; undefined: not looked at. */
function continuations(program: Program, pc: number): readonly number[] | undefined {
  const { code } = program;
  switch (code[pc] as Op) {
    case Op.SwitchW:
    case Op.SwitchL:
      return undefined;
    case Op.Decide: {
      // A forced decision goes over to its other side.
      const decision = program.decisions[code[pc + 1] ?? 0];
      const after = pc + (opLengths[Op.Decide] ?? 1);
      return decision ? [after, decision.trueStart, decision.falseStart] : undefined;
    }
    default:
      return successors(program, pc);
  }
}
