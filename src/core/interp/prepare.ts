// SPDX-License-Identifier: MIT
import { Op, opLengths, opShapes } from "../cc";
import type { ArithmeticInfo, FunctionInfo, Program } from "../cc";
import { Listening, hookedOp } from "./core";
import { fuse } from "./fused";
import { storesToMemory } from "./watch";

const prepared = new WeakMap<Program, (Int32Array | undefined)[]>();

/** The program's code for a kind of run, made once. */
export function preparedCode(program: Program, listening: Listening): Int32Array {
  let variants = prepared.get(program);
  if (!variants) prepared.set(program, (variants = []));
  return (variants[listening] ??= prepare(program, listening));
}

function prepare(program: Program, listening: Listening): Int32Array {
  const code = program.code.slice();
  if (!(listening & Listening.Decisions)) skipBookkeeping(program, code);
  const hook = (pc: number): void => {
    const op = code[pc] ?? 0;
    if (op < hookedOp) code[pc] = op + hookedOp;
  };
  if (listening & Listening.Statements) for (const { pc } of program.statements) hook(pc);
  if (listening & (Listening.Operations | Listening.Calls))
    for (const pc of operations(program, listening)) hook(pc);
  if (listening & Listening.Stores) for (const pc of stores(program)) hook(pc);
  if (listening & Listening.Arithmetic) for (const { pc } of program.arithmetic()) hook(pc);
  for (const info of program.functions) fuseOnce(program, code, info, listening);
  return code;
}

/** By code and kind of run: where operations are fused, from the function's start, and to what. */
const fusions = new WeakMap<Int32Array, Map<Listening, Int32Array>>();

/** Fuses a function as in the first program that had it: where it stands makes no difference. */
function fuseOnce(
  program: Program,
  code: Int32Array,
  info: FunctionInfo,
  listening: Listening,
): void {
  const { unplaced, codeStart, codeEnd } = info;
  if (!unplaced) return;
  let kinds = fusions.get(unplaced);
  if (!kinds) fusions.set(unplaced, (kinds = new Map()));
  const known = kinds.get(listening);
  if (known) {
    for (let index = 0; index < known.length; index += 2)
      code[codeStart + (known[index] ?? 0)] = known[index + 1] ?? 0;
    return;
  }
  const plain = code.slice(codeStart, codeEnd);
  fuse(program, code, info);
  const found: number[] = [];
  for (const [at, op] of plain.entries()) {
    const fused = code[codeStart + at] ?? 0;
    if (fused !== op) found.push(at, fused);
  }
  kinds.set(listening, Int32Array.from(found));
}

function* stores({ code, functions }: Program): Generator<number> {
  for (const { codeStart, codeEnd } of functions)
    for (let pc = codeStart; pc < codeEnd; pc += opLengths[code[pc] ?? 0] ?? 1)
      if (storesToMemory(code[pc] as Op)) yield pc;
}

/** Where a run may pause; of an atomic operation the beginning only. */
function* operations(program: Program, listening: Listening): Generator<number> {
  const { code, functions } = program;
  const atomics = program.atomics()[Symbol.iterator]();
  let atomic = atomics.next();
  /** Up to here everything belongs to an atomic operation that has begun. */
  let begunEnd = 0;
  for (const { codeStart, codeEnd } of functions)
    for (let pc = codeStart; pc < codeEnd; pc += opLengths[code[pc] ?? 0] ?? 1) {
      const op = code[pc] as Op;
      const isCall = op === Op.Call || op === Op.CallPointer;
      const isVisible = (listening & Listening.Operations) !== 0 && (isCall || touchesMemory(op));
      if (!isVisible && !(isCall && listening & Listening.Calls)) continue;
      while (!atomic.done && atomic.value.end <= pc) atomic = atomics.next();
      if (pc < begunEnd) continue;
      if (!atomic.done && atomic.value.pc <= pc) begunEnd = atomic.value.end;
      yield pc;
    }
}

/** Through a pointer, or of a global: what a frame's own offsets reach is nobody else's. */
const touchesMemory = (op: Op): boolean =>
  (Op.Ld8S <= op && op <= Op.Ld64) ||
  (Op.LdG8S <= op && op <= Op.LdG64) ||
  (Op.St8 <= op && op <= Op.St64) ||
  (Op.StG8 <= op && op <= Op.StG64) ||
  op === Op.Copy;

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

const statementMaps = new WeakMap<Program, ReadonlyMap<number, readonly number[]>>();

/** The statements that begin at a pc, by number. */
export function statementsAt(program: Program): ReadonlyMap<number, readonly number[]> {
  let map = statementMaps.get(program);
  if (!map) {
    const made = new Map<number, number[]>();
    for (const { id, pc } of program.statements) {
      const list = made.get(pc);
      if (list) list.push(id);
      else made.set(pc, [id]);
    }
    statementMaps.set(program, (map = made));
  }
  return map;
}

const arithmeticMaps = new WeakMap<Program, ReadonlyMap<number, ArithmeticInfo>>();

/** By pc: arithmetic of the source that may overflow. */
export function arithmeticAt(program: Program): ReadonlyMap<number, ArithmeticInfo> {
  let map = arithmeticMaps.get(program);
  if (!map) {
    map = new Map([...program.arithmetic()].map((info) => [info.pc, info]));
    arithmeticMaps.set(program, map);
  }
  return map;
}
