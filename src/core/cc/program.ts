// SPDX-License-Identifier: MIT
import { opLengths } from "./bytecode";
import type { SwitchTable } from "./bytecode";
import { successors } from "./flow";
import type { ArithmeticInfo, DecisionKind } from "./emit";
import type { CcDiagnostic, Position, SourcePosition } from "./position";
import type { CType, FunctionType, RecordType } from "./type";
import type { Place } from "./tree";

/** Memory below this is never mapped: what a NULL pointer plus a field's offset points to. */
export const nullPageBytes = 0x10000;

/**
 * Functions have addresses no object has: this high word, and low words from functionAddressLow in
 * steps of 16.
 */
export const functionAddressHigh = -1;
export const functionAddressLow = 0x81000000 | 0;
export const functionAddressStep = 16;

export interface FunctionLocal {
  readonly name: string;
  readonly type: CType;
  /** From the start of the frame. */
  readonly frameOffset: number;
  /** Over what a frame is aligned to: it lies at the first such address from there on. */
  readonly alignBytes: number;
  readonly position: SourcePosition;
  /** False: its slot is a register, which no pointer reaches. */
  readonly inMemory: boolean;
}

export interface FunctionInfo {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly position: SourcePosition;
  readonly isStatic: boolean;
  readonly params: readonly { readonly name: string; readonly type: CType }[];
  readonly returns: CType;
  readonly type: FunctionType;
  readonly locals: readonly FunctionLocal[];
  readonly codeStart: number;
  readonly codeEnd: number;
  /**
   * The code before it got its place, undefined where there is none: the same object in every
   * program that has this function of this unit.
   */
  readonly unplaced: Int32Array | undefined;
  /** "bad": its text has errors; "stub": nobody defines it; "host": the machine provides it. */
  readonly state: "ok" | "bad" | "stub" | "host";
  /** Of a stub in the place of something that is not known: what it is. */
  readonly standsFor?: string;
  readonly diagnostics: readonly CcDiagnostic[];
  readonly frameBytes: number;
  readonly parameterSlots: number;
  /**
   * Memory states of the part of the frame that can be addressed, one per 8 bytes; empty if there
   * is none.
   */
  readonly states: Uint8Array;
  readonly addressableOffset: number;
}

export interface GlobalInfo {
  readonly name: string;
  readonly path: string;
  readonly type: CType;
  readonly address: number;
  readonly sizeBytes: number;
  readonly position: SourcePosition;
  readonly isStatic: boolean;
  /** The function it is a static local of. */
  readonly owner: string | undefined;
  /** False: only declared everywhere; its bytes have no value. */
  readonly defined: boolean;
}

export interface StatementInfo {
  readonly id: number;
  readonly pc: number;
  readonly position: SourcePosition;
  readonly function: number;
}

export interface DecisionInfo {
  readonly id: number;
  readonly position: SourcePosition;
  readonly kind: DecisionKind;
  readonly function: number;
  /** Where each side begins; both the branch itself for a switch. */
  readonly trueStart: number;
  readonly falseStart: number;
  readonly text: string;
}

export interface CallInfo {
  readonly pc: number;
  readonly position: SourcePosition;
  readonly caller: number;
  /** undefined: through a pointer. */
  readonly callee: string | undefined;
}

export interface AddressTaken {
  readonly pc?: number;
  readonly position: SourcePosition;
  readonly inFunction?: number;
  readonly target: number;
}

/** Origins [start, start + sizeBytes) are the bytes of this local before it gets a value. */
export interface OriginInfo {
  readonly start: number;
  readonly sizeBytes: number;
  readonly function: number;
  /** undefined: the value of a function that ended without returning one. */
  readonly local: FunctionLocal | undefined;
}

export interface ProgramTypes {
  record(tag: string): RecordType | undefined;
  enumMembers(
    tag: string,
  ): readonly { readonly name: string; readonly value: bigint }[] | undefined;
}

/**
 * Linked code and everything known about it; one program is run by many machines and never changes.
 */
export interface Program {
  readonly functions: readonly FunctionInfo[];
  functionNamed(name: string, path?: string): FunctionInfo | undefined;
  readonly globals: readonly GlobalInfo[];
  globalNamed(name: string, path?: string): GlobalInfo | undefined;
  readonly types: ProgramTypes;
  readonly statements: readonly StatementInfo[];
  readonly decisions: readonly DecisionInfo[];
  readonly calls: readonly CallInfo[];
  readonly addressTaken: readonly AddressTaken[];
  /** Functions and objects that nobody defines. */
  readonly unresolved: readonly { readonly name: string; readonly position: SourcePosition }[];
  readonly diagnostics: readonly CcDiagnostic[];
  /** Where the statements of a line begin. */
  pcAt(path: string, line: number): readonly number[];
  positionOf(pc: number): SourcePosition;
  functionAt(pc: number): FunctionInfo | undefined;

  // For the machine.
  readonly code: Int32Array;
  readonly switches: readonly SwitchTable[];
  readonly typeHints: readonly CType[];
  readonly origins: readonly OriginInfo[];
  /** By pc of a call through a pointer: the type the pointer points to. */
  readonly pointerCalls: ReadonlyMap<number, FunctionType>;
  /** Branch pc to decision id. */
  readonly decisionBranches: ReadonlyMap<number, number>;
  /** What the instruction at a pc reads or writes through a pointer. */
  accessAt(pc: number): Place | undefined;
  /** Arithmetic of the source that may overflow, in order. */
  arithmetic(): Iterable<ArithmeticInfo>;
  /** Code [pc, end) of each atomic operation, in order. */
  atomics(): Iterable<{ readonly pc: number; readonly end: number }>;
  /**
   * Bytes and states (one per 8 bytes) of memory from nullPageBytes on: objects, then string
   * literals.
   */
  readonly image: Uint8Array;
  readonly imageStates: Uint8Array;
  /** Objects without a definition: their bytes have no value. */
  readonly undefinedGlobals: readonly GlobalInfo[];
  readonly strings: readonly { readonly address: number; readonly sizeBytes: number }[];
}

/**
 * Program points of one function from which `target` can be reached without leaving the function,
 * and without passing a point that `avoiding` names.
 */
export function reachesWithin(
  program: Program,
  functionIndex: number,
  targetPc: number,
  avoiding: (pc: number) => boolean = () => false,
): { has(pc: number): boolean } {
  const reached = new Set<number>();
  const info = program.functions[functionIndex];
  if (!info || targetPc < info.codeStart || info.codeEnd <= targetPc) return reached;
  const before = predecessors(program, info);
  const open = [targetPc];
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    if (reached.has(pc) || (pc !== targetPc && avoiding(pc))) continue;
    reached.add(pc);
    open.push(...(before.get(pc) ?? []));
  }
  return reached;
}

function predecessors(program: Program, info: FunctionInfo): ReadonlyMap<number, number[]> {
  const before = new Map<number, number[]>();
  for (let pc = info.codeStart; pc < info.codeEnd; pc += opLengths[program.code[pc] ?? 0] ?? 1)
    for (const next of successors(program, pc)) {
      const list = before.get(next);
      if (list) list.push(pc);
      else before.set(next, [pc]);
    }
  return before;
}

/** The text of a position, as messages print it. */
export const positionText = (position: Position): string => `${position.path}:${position.line}`;
