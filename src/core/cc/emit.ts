// SPDX-License-Identifier: MIT
import { Op, opLengths } from "./bytecode";
import type { SwitchTable } from "./bytecode";
import type { CType, FunctionType } from "./type";
import type {
  FunctionHead,
  FunctionSymbol,
  GlobalSymbol,
  Local,
  Place,
  StringLiteral,
} from "./tree";
import type { CcDiagnostic, SourcePosition } from "./position";

/** A register: the index of its low word from the start of the frame. */
export type Register = number;

/** A code address that may not be known yet. */
export interface CodeLabel {
  pc: number;
  readonly uses: number[];
}

/** A word (two for function addresses) of the code that the linker fills in. */
export interface Relocation {
  readonly at: number;
  /** "function": a callee's index; "address": lo and hi of what is addressed; "direct": lo only. */
  readonly kind: "function" | "address" | "direct";
  readonly target: FunctionSymbol | GlobalSymbol | StringLiteral;
  readonly addendBytes: number;
}

export type DecisionKind = "if" | "while" | "do" | "for" | "?:" | "switch";

export interface LoweredDecision {
  readonly text: string;
  readonly position: SourcePosition;
  readonly kind: DecisionKind;
  truePc: number;
  falsePc: number;
}

/** Where a local that lives in memory, or a register, has no value yet. */
export interface LoweredOrigin {
  /** undefined: the value of a function that ended without returning one. */
  readonly local: Local | undefined;
  readonly sizeBytes: number;
}

/** An instruction whose result may not fit its type. */
export interface ArithmeticInfo {
  readonly pc: number;
  readonly operator: "+" | "-" | "*" | "neg";
  readonly signed: boolean;
  /** 64 bits, else 32. */
  readonly wide: boolean;
}

/** A local and its place in the frame, in bytes from the frame's start. */
export interface LocalSlot {
  readonly local: Local;
  readonly frameOffset: number;
  /** Its bytes can be addressed; false: a register. */
  readonly inMemory: boolean;
  /** Aligned more than frames are: the register that says where it lies, from frameOffset on. */
  readonly addressRegister: number | undefined;
}

/** What lowering makes of one function; jump targets and tables are numbered from 0. */
export interface LoweredFunction {
  readonly source: FunctionHead;
  readonly code: Int32Array;
  readonly relocations: readonly Relocation[];
  readonly positions: { readonly pcs: readonly number[]; readonly at: readonly SourcePosition[] };
  readonly statements: readonly { readonly pc: number; readonly position: SourcePosition }[];
  readonly decisions: readonly LoweredDecision[];
  /** Branches that belong to a decision: pc and index. */
  readonly decisionBranches: readonly { readonly pc: number; readonly decision: number }[];
  readonly calls: readonly {
    readonly pc: number;
    readonly position: SourcePosition;
    readonly callee: FunctionSymbol | undefined;
    readonly type: FunctionType;
  }[];
  /** What an instruction reads or writes through a pointer, for messages. */
  readonly accesses: readonly { readonly pc: number; readonly place: Place }[];
  /** Arithmetic of the source that may overflow, in order. */
  readonly arithmetic: readonly ArithmeticInfo[];
  /** Code [pc, end) of atomic operations, in order. */
  readonly atomics: readonly { readonly pc: number; readonly end: number }[];
  readonly addressTaken: readonly {
    readonly pc: number;
    readonly position: SourcePosition;
    readonly target: FunctionSymbol;
  }[];
  readonly origins: readonly LoweredOrigin[];
  readonly switches: readonly SwitchTable[];
  readonly typeHints: readonly CType[];
  readonly locals: readonly LocalSlot[];
  readonly frameBytes: number;
  /** One state byte per 8 bytes from addressableOffset on; empty when no local lives in memory. */
  readonly states: Uint8Array;
  readonly addressableOffset: number;
  readonly parameterSlots: number;
  /** Found while lowering: what this engine cannot run. */
  readonly diagnostics: readonly CcDiagnostic[];
}

/** Where code is collected before its length is known: one that no function uses now. */
let spare: Int32Array | undefined;
/** Words; larger ones, of functions beyond any real one, are let go. */
const spareLimit = 1 << 18;

/** Collects the code of one function and everything known about it by pc. */
export class Emitter {
  private code = spare ?? new Int32Array(1024);
  private length = 0;
  readonly relocations: Relocation[] = [];
  readonly positionPcs: number[] = [];
  readonly positions: SourcePosition[] = [];
  readonly statements: { pc: number; position: SourcePosition }[] = [];
  readonly decisions: LoweredDecision[] = [];
  readonly decisionBranches: { pc: number; decision: number }[] = [];
  readonly calls: {
    pc: number;
    position: SourcePosition;
    callee: FunctionSymbol | undefined;
    type: FunctionType;
  }[] = [];
  readonly accesses: { pc: number; place: Place }[] = [];
  readonly atomics: { pc: number; end: number }[] = [];
  readonly arithmetic: ArithmeticInfo[] = [];
  readonly addressTaken: { pc: number; position: SourcePosition; target: FunctionSymbol }[] = [];
  readonly origins: LoweredOrigin[] = [];
  readonly originStarts: number[] = [];
  originCount = 0;
  readonly switches: SwitchTable[] = [];
  readonly switchFixes: { table: number; targets: readonly CodeLabel[]; otherwise: CodeLabel }[] =
    [];
  readonly typeHints: CType[] = [];
  readonly diagnostics: CcDiagnostic[] = [];

  /** The first free temporary, in slots; and the most that were ever used. */
  top = 0;
  mostSlots = 0;
  /** The decision that branches emitted now belong to. */
  decision = -1;

  private position: SourcePosition | undefined;
  private readonly labels: CodeLabel[] = [];

  constructor() {
    spare = undefined;
  }

  get pc(): number {
    return this.length;
  }

  /** What is emitted from here on belongs to this position. */
  at(position: SourcePosition): void {
    this.position = position;
  }

  emit(op: Op, ...operands: number[]): number {
    const pc = this.length;
    const { position, positions } = this;
    if (position && positions[positions.length - 1] !== position) {
      this.positionPcs.push(pc);
      positions.push(position);
    }
    const count = operands.length;
    if (count + 1 !== opLengths[op])
      throw new Error(`operation ${op} takes ${opLengths[op]} words`);
    if (this.code.length <= pc + count) this.grow();
    const { code } = this;
    code[pc] = op;
    for (let index = 0; index < count; index++) code[pc + 1 + index] = operands[index] as number;
    this.length = pc + 1 + count;
    return pc;
  }

  private grow(): void {
    const larger = new Int32Array(this.code.length * 2);
    larger.set(this.code);
    this.code = larger;
  }

  /** A new temporary register; freed by setting `top` back. */
  temporary(): Register {
    return this.reserve(1);
  }

  reserve(slots: number): Register {
    const slot = this.top;
    this.top += slots;
    if (this.mostSlots < this.top) this.mostSlots = this.top;
    return slot * 2;
  }

  label(): CodeLabel {
    const label = { pc: -1, uses: [] };
    this.labels.push(label);
    return label;
  }

  bind(label: CodeLabel): void {
    label.pc = this.pc;
  }

  /** Two-target branch; operands are those before the targets. */
  branch(op: Op, operands: readonly number[], whenTrue: CodeLabel, whenFalse: CodeLabel): void {
    const pc = this.emit(op, ...operands, 0, 0);
    whenTrue.uses.push(pc + 1 + operands.length);
    whenFalse.uses.push(pc + 2 + operands.length);
    if (0 <= this.decision) this.decisionBranches.push({ pc, decision: this.decision });
  }

  jump(label: CodeLabel): void {
    label.uses.push(this.emit(Op.Jump, 0) + 1);
  }

  statement(position: SourcePosition): void {
    this.at(position);
    this.statements.push({ pc: this.pc, position });
  }

  /** Fills in every label; called once, at the end. */
  finish(): Int32Array {
    for (const { pc, uses } of this.labels) for (const use of uses) this.code[use] = pc;
    for (const { table, targets, otherwise } of this.switchFixes) {
      const known = this.switches[table];
      if (!known) continue;
      this.switches[table] = {
        ...known,
        targets: Int32Array.from(targets, (label) => label.pc),
        otherwise: otherwise.pc,
      };
    }
    if (this.code.length <= spareLimit) spare = this.code;
    return this.code.slice(0, this.length);
  }
}
