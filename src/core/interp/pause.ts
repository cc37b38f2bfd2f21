// SPDX-License-Identifier: MIT
// Where a thread pauses, and what it says about it.
import { Op, functionAddressHigh, opShapes } from "../cc";
import type { FunctionInfo, SourcePosition } from "../cc";
import { Listening } from "./core";
import type { Core } from "./core";
import { statementsAt } from "./prepare";

/** What stands next where a thread paused. */
export type Pause =
  | { readonly kind: "statement"; readonly id: number; readonly position: SourcePosition }
  | {
      readonly kind: "load" | "store";
      readonly address: bigint;
      readonly sizeBytes: number;
      readonly position: SourcePosition;
    }
  | {
      readonly kind: "copy";
      readonly to: bigint;
      readonly from: bigint;
      readonly sizeBytes: number;
      readonly position: SourcePosition;
    }
  /** undefined: through a pointer that leads to no function. */
  | {
      readonly kind: "call";
      readonly callee: FunctionInfo | undefined;
      readonly position: SourcePosition;
    }
  /** `pause` was called; what was going on then is done. */
  | { readonly kind: "asked"; readonly position: SourcePosition };

type Chosen = boolean | ((f: FunctionInfo) => boolean);

/** What a thread pauses before; without any of it the thread runs until it blocks or ends. */
export interface Until {
  /** A statement; of these functions only. */
  readonly statement?: Chosen;
  /**
   * A visible operation: an access of memory outside of the thread's own stack, or a call of a host
   * function; within these functions only. An atomic operation is one.
   */
  readonly operation?: Chosen;
  /** A call; of these functions only. */
  readonly call?: Chosen;
}

/** What code has to be prepared for. */
export const listeningOf = ({ statement, operation, call }: Until): Listening =>
  (statement ? Listening.Statements : 0) |
  (operation ? Listening.Operations : 0) |
  (call ? Listening.Calls : 0);

const chooses = (chosen: Chosen | undefined, info: FunctionInfo | undefined): boolean =>
  typeof chosen === "function" ? info !== undefined && chosen(info) : (chosen ?? false);

/** What a load or store does, by its operation. */
function accessOf(
  op: Op,
): { readonly kind: "load" | "store"; readonly sizeBytes: number } | undefined {
  const sizes = [1, 1, 2, 2, 4, 8];
  if (Op.Ld8S <= op && op <= Op.Ld64) return { kind: "load", sizeBytes: sizes[op - Op.Ld8S] ?? 0 };
  if (Op.LdG8S <= op && op <= Op.LdG64)
    return { kind: "load", sizeBytes: sizes[op - Op.LdG8S] ?? 0 };
  if (Op.St8 <= op && op <= Op.St64) return { kind: "store", sizeBytes: 1 << (op - Op.St8) };
  if (Op.StG8 <= op && op <= Op.StG64) return { kind: "store", sizeBytes: 1 << (op - Op.StG8) };
  return undefined;
}

/** If a statement begins at the run's pc that it pauses before. */
export function statementPause(core: Core, pc: number, { statement }: Until): Pause | undefined {
  const { program } = core;
  if (!chooses(statement, core.functionInfo)) return undefined;
  const found = program.statements[statementsAt(program).get(pc)?.[0] ?? -1];
  return found && { kind: "statement", id: found.id, position: found.position };
}

/** If the instruction at the run's pc is one that it pauses before. */
export function operationPause(
  core: Core,
  pc: number,
  { operation, call }: Until,
): Pause | undefined {
  const { program, frame } = core;
  const { code } = program;
  const op = code[pc] as Op;
  const position = program.positionOf(pc);
  if (op === Op.Call || op === Op.CallPointer) {
    const index = code[pc + 1] ?? 0;
    const callee = op === Op.Call ? program.functions[index] : functionIn(core, frame + index);
    const isWanted =
      (callee ? chooses(call, callee) : call !== undefined && call !== false) ||
      (callee?.state !== "ok" && chooses(operation, core.functionInfo));
    return isWanted ? { kind: "call", callee, position } : undefined;
  }
  if (!chooses(operation, core.functionInfo)) return undefined;
  if (op === Op.Copy) {
    const [to, from] = [
      addressIn(core, frame + (code[pc + 1] ?? 0)),
      addressIn(core, frame + (code[pc + 2] ?? 0)),
    ];
    if (isOwn(core, to) && isOwn(core, from)) return undefined;
    return { kind: "copy", to, from, sizeBytes: code[pc + 3] ?? 0, position };
  }
  const access = accessOf(op);
  if (!access) return undefined;
  const address = accessed(core, op, pc);
  return isOwn(core, address) ? undefined : { ...access, address, position };
}

/** The address that a load or store is about to use. */
function accessed(core: Core, op: Op, pc: number): bigint {
  const { program, frame } = core;
  const { code } = program;
  // The operand "r" that is an address comes before the offset "i"; of globals there is none.
  const shape = opShapes[op] ?? "";
  const offset = code[pc + 1 + shape.indexOf("i")] ?? 0;
  const at = shape.indexOf("ri");
  if (at < 0) return BigInt(offset);
  return BigInt.asUintN(64, addressIn(core, frame + (code[pc + 1 + at] ?? 0)) + BigInt(offset));
}

function addressIn(core: Core, register: number): bigint {
  const { words } = core.memory;
  const high = BigInt((words[register + 1] ?? 0) >>> 0);
  return (high << 32n) | BigInt((words[register] ?? 0) >>> 0);
}

function functionIn(core: Core, register: number): FunctionInfo | undefined {
  const { words } = core.memory;
  const high = words[register + 1] ?? 0;
  return high === functionAddressHigh
    ? core.functionAtAddress(words[register] ?? 0, high)
    : undefined;
}

/** Whether an address is on the thread's own stack. */
function isOwn(core: Core, address: bigint): boolean {
  const { stackFloor, stackLimit } = core;
  return BigInt(stackFloor) <= address && address < BigInt(stackLimit);
}
