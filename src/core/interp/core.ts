// SPDX-License-Identifier: MIT
import {
  Op,
  frameActivation,
  frameCaller,
  frameFunction,
  frameReturnPc,
  functionAddressHigh,
  functionAddressLow,
  functionAddressStep,
  headerWords,
  fixedSlots,
  returnsTracked,
} from "../cc";
import type { CType, FunctionInfo, Program, SourcePosition } from "../cc";
import { entryBase } from "./memory";
import type { Memory } from "./memory";
import { PageTable } from "./pages";
import type { Frame, Hooks, ObjectRef, Stop, UndefinedOrigin } from "./trap";

/** Header word of a frame entered from a host: where the host's caller was. */
export const frameHostPc = 5;

/** Added to an operation's number where a statement begins that somebody listens to. */
export const hookedOp = 512;

const decideWords = 3;

/** What a run wants to hear, or to pause at; code prepared for nothing costs nothing. */
export const enum Listening {
  Nothing = 0,
  Decisions = 1,
  Statements = 2,
  /** Operations that other threads may see: accesses through pointers, and calls of the host. */
  Operations = 4,
  Calls = 8,
  Stores = 16,
  Arithmetic = 32,
}

/** Names of functions by what can be done with them. */
export const enum Callable {
  Code,
  Bad,
  Stub,
  Host,
}

/** Function tables as flat arrays, made once per program. */
export interface FunctionTables {
  readonly callable: Uint8Array;
  readonly start: Int32Array;
  readonly frameBytes: Int32Array;
  /** States of the part of the frame that can be addressed, and where it begins in the frame. */
  readonly states: readonly Uint8Array[];
  readonly addressable: Int32Array;
  /** By pc of a call through a pointer: the function last found fit for it, plus 1. */
  readonly fitCallees: Int32Array;
}

const tablesOf = new WeakMap<Program, FunctionTables>();

function functionTables(program: Program): FunctionTables {
  let tables = tablesOf.get(program);
  if (!tables) {
    const { functions } = program;
    const states = {
      ok: Callable.Code,
      bad: Callable.Bad,
      stub: Callable.Stub,
      host: Callable.Host,
    };
    tables = {
      callable: Uint8Array.from(functions, ({ state }) => states[state]),
      start: Int32Array.from(functions, ({ codeStart }) => codeStart),
      frameBytes: Int32Array.from(functions, ({ frameBytes }) => frameBytes),
      states: functions.map((info) => info.states),
      addressable: Int32Array.from(functions, (info) => info.addressableOffset),
      fitCallees: new Int32Array(program.code.length),
    };
    tablesOf.set(program, tables);
  }
  return tables;
}

/** A bits-without-value event that is not a place in memory: the result of __ffs64(0). */
export interface OriginRecord {
  readonly origin: UndefinedOrigin;
}

export interface ObjectName {
  readonly text: string;
  /** Of heap objects without a name of their own: counted from 1 among those of one type. */
  readonly sequence: number | undefined;
}

/** Names of objects and origins of undefined bits, as a snapshot has them. */
export interface KeptNames {
  readonly names: ReadonlyMap<number, ObjectName>;
  readonly counts: ReadonlyMap<string, number>;
  readonly origins: readonly OriginRecord[];
}

/** What the loop works on: the state of one run, and what it has to ask others for. */
export abstract class Core {
  code: Int32Array;
  pc = 0;
  /** The current frame, in words of memory; -1: none. */
  frame = -1;
  /** The first word above everything in use on the stack, while a host function runs. */
  stackTop: number;
  /** The part of the stack that the run has, in bytes of memory: all of it, or a thread's slice. */
  stackFloor: number;
  stackLimit: number;
  fuel = 0;
  depth = 0;
  /** How many loops are on the real stack: host functions call C that calls host functions. */
  nesting = 0;
  /** Why the run is over; undefined while it goes on. */
  stop: Stop | undefined;
  /** A pause was asked for, to be had as soon as the run stands between two instructions. */
  pausing = false;
  hooks: Hooks = {};
  /** Whether calls and returns have to be looked at. */
  watchesCalls = false;
  /** By function: 1 if hooks hear of its calls, 2 if it was entered before. */
  callsHeard = new Uint8Array(0);
  /** Outcome by decision id, for decisions that are forced. */
  readonly forced = new Map<number, boolean>();
  private origins: OriginRecord[] = [];
  private objectNames = new Map<number, ObjectName>();
  /** How many heap objects go by each name so far. */
  private nameCounts = new Map<string, number>();
  /** A copy of the three, as long as nothing changes. */
  private keptNames: KeptNames | undefined;
  readonly pages: PageTable;
  /** The host function that runs, for messages. */
  hostName: string | undefined;
  readonly tables: FunctionTables;

  constructor(
    readonly program: Program,
    readonly memory: Memory,
    readonly maxDepth: number,
    readonly initStack: "none" | "zero" | "pattern",
  ) {
    this.tables = functionTables(program);
    this.code = program.code;
    this.stackTop = memory.stackStart >>> 2;
    this.stackFloor = memory.stackStart;
    this.stackLimit = memory.stackEnd;
    this.pages = new PageTable(memory);
  }

  /** Runs a host function, or records a stub; false: the run is over. */
  abstract callOther(index: number, base: number, slots: number): boolean;
  /** The address in a register, if so many bytes can be accessed there; else the run is over. */
  abstract accessible(register: number, sizeBytes: number, write: boolean): number;
  /** An instruction comes at which somebody listens or the run may pause; false: it pauses. */
  abstract hooked(pc: number): boolean;
  /** An access is misaligned; false: the run is over. */
  abstract misaligned(
    message: string,
    about: { readonly address: bigint; readonly object: ObjectRef },
  ): boolean;
  /** For those who listen once: nothing was heard at this pc yet; from now on something was. */
  abstract isFresh(pc: number): boolean;
  /** The code for this run, if it pauses at some of its operations. */
  abstract codeFor(pausesAt: Listening): Int32Array;
  /** Whether the run pauses here, as it was asked to. */
  abstract pauses(): boolean;
  /** The frames of the stack that an address lies on, innermost first. */
  abstract framesAround(address: number): Iterable<{ readonly frame: number }>;
  abstract called(index: number, frame: number): void;
  abstract returns(frame: number, register: number): void;

  save(pc: number, frame: number, fuel: number): void {
    this.pc = pc;
    this.frame = frame;
    this.fuel = fuel;
  }

  // ---- names ----

  /** Names of heap objects and globals by base address. */
  get names(): ReadonlyMap<number, ObjectName> {
    return this.objectNames;
  }

  get originRecords(): readonly OriginRecord[] {
    return this.origins;
  }

  setName(base: number, name: ObjectName): void {
    this.keptNames = undefined;
    this.objectNames.set(base, name);
  }

  /** Makes a value of origin `text`; the number goes into the origin table. */
  recordOrigin(text: string, position: SourcePosition): number {
    const function_ = this.functionInfo?.name;
    this.keptNames = undefined;
    this.origins.push({
      origin: {
        kind: "result",
        object: { root: { kind: "none", name: text }, path: "", offset: 0, sizeBytes: 8, text },
        declaredAt: position,
        ...(function_ === undefined ? {} : { function: function_ }),
        text,
      },
    });
    return -this.origins.length;
  }

  keepNames(): KeptNames {
    return (this.keptNames ??= {
      names: new Map(this.objectNames),
      counts: new Map(this.nameCounts),
      origins: [...this.origins],
    });
  }

  useNames(kept: KeptNames): void {
    if (this.keptNames === kept) return;
    this.keptNames = kept;
    this.objectNames = new Map(kept.names);
    this.nameCounts = new Map(kept.counts);
    this.origins = [...kept.origins];
  }

  // ---- which loop ----

  /** The stack below this address may hold undefined bits in registers; above it, none does. */
  trackedEnd = 0;

  /** The first byte behind a frame. */
  frameEnd(frame: number): number {
    return frame * 4 + (this.tables.frameBytes[this.memory.words[frame + frameFunction] ?? 0] ?? 0);
  }

  /** From now on registers of this frame may have undefined bits. */
  tracks(frame: number): void {
    const end = this.frameEnd(frame);
    if (this.trackedEnd < end) this.trackedEnd = end;
    this.memory.registersUndefined = false;
  }

  /** Nothing on the stack is alive from an address on: what comes there begins with values. */
  defineStack(from: number): void {
    if (from < this.trackedEnd) {
      this.memory.shadow.fill(0, from, this.trackedEnd);
      this.trackedEnd = from;
    }
    this.memory.registersUndefined = false;
  }

  /** As defineStack, for the whole stack, wherever the run ended. */
  defineWholeStack(): void {
    if (0 <= this.frame) this.tracks(this.frame);
    this.defineStack(this.stackFloor);
  }

  /** A frame was made for a call: whether its arguments have values. */
  takesValues(frame: number, slots: number): boolean {
    const { shadowWords } = this.memory;
    const end = frame + headerWords + fixedSlots(slots) * 2;
    for (let at = frame + headerWords; at < end; at++) if (shadowWords[at] !== 0) return false;
    this.defineStack(frame * 4);
    return true;
  }

  /** Whether all registers of the innermost frame have values. */
  hasValues(frame: number): boolean {
    const { shadowWords, words } = this.memory;
    const index = words[frame + frameFunction] ?? 0;
    const end = this.frameEnd(frame) >>> 2;
    const objects = this.tables.states[index]?.length ?? 0;
    const first = objects ? frame + ((this.tables.addressable[index] ?? 0) >>> 2) : end;
    const next = first + objects * 2;
    for (let at = frame; at < first; at++) if (shadowWords[at] !== 0) return false;
    for (let at = next; at < end; at++) if (shadowWords[at] !== 0) return false;
    this.defineStack(end * 4);
    return true;
  }

  /** A side of a decision begins: where to go instead if the other one is forced, else -1. */
  decided(id: number, outcome: boolean): number {
    const forced = this.forced.get(id);
    if (forced !== undefined && forced !== outcome) {
      const known = this.program.decisions[id];
      return known ? (forced ? known.trueStart : known.falseStart) : -1;
    }
    if (!this.hooks.once || forced !== undefined || this.isFresh(this.pc))
      this.hooks.decision?.(id, outcome, this.activation, forced !== undefined);
    if (this.hooks.once && forced === undefined) {
      // The code is this run's own copy: from now on the side begins with a jump past this.
      this.code[this.pc] = Op.Jump;
      this.code[this.pc + 1] = this.pc + decideWords;
    }
    return -1;
  }

  /** Heap objects are called after their type as soon as it is known: "xfs_perag #2". */
  nameByType(index: number, type: CType): void {
    const base = this.memory.words[this.memory.entryAt(index) + entryBase] ?? 0;
    const named = this.names.get(base);
    if (named && named.sequence === undefined) return;
    const text = type.kind === "record" ? type.definition.tag : undefined;
    if (text !== undefined) this.nameAutomatically(base, text);
  }

  nameAutomatically(base: number, text: string): void {
    const sequence = (this.nameCounts.get(text) ?? 0) + 1;
    this.nameCounts.set(text, sequence);
    this.setName(base, { text, sequence });
  }

  get functionInfo(): FunctionInfo | undefined {
    if (this.frame < 0) return undefined;
    return this.program.functions[this.memory.words[this.frame + frameFunction] ?? 0];
  }

  get activation(): number {
    return this.frame < 0 ? 0 : (this.memory.words[this.frame + frameActivation] ?? 0);
  }

  /** The frames of the run, innermost first: the frame's first word, and the pc it is at. */
  frames(): Generator<{ readonly frame: number; readonly pc: number }> {
    return this.framesFrom(this);
  }

  /** As frames(), from a frame and the pc it is at. */
  *framesFrom(innermost: {
    readonly frame: number;
    readonly pc: number;
  }): Generator<{ readonly frame: number; readonly pc: number }> {
    let { frame, pc } = innermost;
    const { words } = this.memory;
    while (0 <= frame) {
      yield { frame, pc };
      const back = words[frame + frameReturnPc] ?? -1;
      // A frame returns behind the call, which takes four words.
      pc = back < 0 ? (words[frame + frameHostPc] ?? 0) : (back & ~returnsTracked) - 4;
      frame = words[frame + frameCaller] ?? -1;
    }
  }

  stack(innermost: { readonly frame: number; readonly pc: number } = this): Frame[] {
    const stack: Frame[] = [];
    for (const { frame, pc } of this.framesFrom(innermost)) {
      const info = this.program.functions[this.memory.words[frame + frameFunction] ?? 0];
      stack.push({ function: info?.name ?? "?", position: this.program.positionOf(pc) });
    }
    return stack;
  }

  /** The function a code address names. */
  functionAtAddress(lo: number, hi: number): FunctionInfo | undefined {
    const distance = (lo - functionAddressLow) >>> 0;
    if (hi !== functionAddressHigh || distance % functionAddressStep) return undefined;
    return this.program.functions[distance / functionAddressStep];
  }
}
