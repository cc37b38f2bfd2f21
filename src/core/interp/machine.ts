// SPDX-License-Identifier: MIT
// One run of a program, from the outside. Over 400 lines: the loop's way out and the user's way in
// meet here.
import { assert } from "../base";
import {
  frameActivation,
  frameFunction,
  fixedSlots,
  headerSlots,
  headerWords,
  positionText,
  stateReadOnly,
  stateUndefined,
} from "../cc";
import type { CType, FunctionInfo, Program, SourcePosition } from "../cc";
import { Callable, Core, Listening, hookedOp } from "./core";
import { describe, globalNear, keepSites, sitesOf, textAt } from "./describe";
import { begin, placeFrame, resultOf, setSlot } from "./enter";
import { HostArgs } from "./host";
import type { HostFunction, HostMachine } from "./host";
import { modelHosts } from "./hosts";
import { Memory, entryBase, entrySize, entryState } from "./memory";
import { maxDepthUsual, memoryBytesUsual, stackBytesUsual, threadStackBytesUsual } from "./options";
import type { Force, MachineOptions } from "./options";
import { overflowAt } from "./overflow";
import { arithmeticAt, preparedCode, statementsAt } from "./prepare";
import { run } from "./run";
import { takeSnapshot, useSnapshot } from "./snapshot";
import type { Snapshot } from "./snapshot";
import { access, trap } from "./slow";
import { Threads } from "./threads";
import type { Hooks, ObjectRef, Stop, Trap, TrapKind, Value } from "./trap";
import { registerValue } from "./value";
import { View } from "./view";
import { storesAt, storesBetween, watchedBytes } from "./watch";

/** Thrown through a host function whose run is over; never seen outside. */
class Unwind extends Error {}

/**
 * Host functions that call C that calls host functions, and so on: each level is a loop on the real
 * stack.
 */
const nestingLimit = 50;

/** For functions that nobody supplies. */
const noHost: HostFunction = () => undefined;

/** Words of a call of either kind. */
const callWords = 4;

/** A text longer than this in memory is not one. */
const stringBytesLimit = 0x100000;

/** The most stringAt reads. */
const shortStringBytes = 4096;

const decoder = new TextDecoder();

const nowhere: SourcePosition = { path: "", line: 0, column: 0 };

export class Machine extends Core implements HostMachine {
  private readonly hosts: Readonly<Record<string, HostFunction>>;
  /** The same by the functions of the program, found as they are called. */
  private readonly hostsByIndex: (HostFunction | undefined)[] = [];
  private readonly fuelAtStart: number;
  /** Runs of functions side by side, each on a part of the stack of its own. */
  readonly threads: Threads;
  /** The code by what a run pauses at, made on demand since `listen`. */
  private codes: (Int32Array | undefined)[] = [];
  /** What was heard already, for those who listen once. */
  private readonly heard = new Set<number>();

  constructor(
    program: Program,
    readonly options: MachineOptions,
  ) {
    super(
      program,
      new Memory(
        program,
        options.memoryBytes ?? memoryBytesUsual,
        options.stackBytes ?? stackBytesUsual,
      ),
      options.maxDepth ?? maxDepthUsual,
      options.initStack ?? "none",
    );
    this.fuel = this.fuelAtStart = options.fuel;
    this.hosts = { ...modelHosts, ...options.hosts };
    this.threads = new Threads(
      this,
      options.threads ?? 0,
      options.threadStackBytes ?? threadStackBytesUsual,
    );
    this.memory.checksAlignment = (options.misaligned ?? "allow") !== "allow";
    this.setForces(options.forces ?? []);
    this.listen(options.hooks ?? {});
  }

  /**
   * From the next call on just these decisions are forced; `listen` follows, for the code to heed
   * them.
   */
  setForces(forces: readonly Force[]): void {
    this.forced.clear();
    for (const force of forces) this.force(force);
  }

  private force({ path, line, column, outcome }: Force) {
    const decision = this.program.decisions.find(
      ({ position, kind }) =>
        kind !== "switch" &&
        position.path === path &&
        position.line === line &&
        (column === undefined || position.column === column),
    );
    if (decision) this.forced.set(decision.id, outcome);
  }

  /** From the next call on these hear what happens; a member that is absent costs nothing. */
  listen(hooks: Hooks): void {
    this.hooks = hooks;
    this.codes = [];
    this.heard.clear();
    this.code = this.codeFor(this.threads.pausesAt);
    this.watchesCalls = Boolean(hooks.call ?? hooks.return ?? hooks.entered);
    const { selects } = hooks;
    this.callsHeard = Uint8Array.from(this.watchesCalls ? this.program.functions : [], (info) =>
      (selects?.(info) ?? true) ? 1 : 0,
    );
  }

  codeFor(pausesAt: Listening): Int32Array {
    const { decision, statement, once, stored, overflow } = this.hooks;
    return (this.codes[pausesAt] ??= ((): Int32Array => {
      const code = preparedCode(
        this.program,
        pausesAt |
          (decision !== undefined || this.forced.size > 0 ? Listening.Decisions : 0) |
          (statement === undefined ? 0 : Listening.Statements) |
          (stored === undefined ? 0 : Listening.Stores) |
          (overflow === undefined ? 0 : Listening.Arithmetic),
      );
      return once ? code.slice() : code;
    })());
  }

  /** Fuel spent so far: calls and loop iterations. Grows, never by chance. */
  get step(): number {
    return this.fuelAtStart - this.fuel;
  }

  // ---- calls ----

  /**
   * Calls a C function and runs it to its end.
   * - Shape: arguments by the parameters' types; pointers are addresses; records cannot be passed.
   */
  call(target: string | FunctionInfo, args: readonly (bigint | number)[]): Stop {
    const info = typeof target === "string" ? this.program.functionNamed(target) : target;
    if (!info)
      return { kind: "not-runnable", reason: `no function ${String(target)}`, diagnostics: [] };
    if (this.nesting === 0) begin(this);
    else if (this.stop) return this.stop;
    if (info.state !== "ok") return this.callElse(info, args);
    if (nestingLimit <= this.nesting) {
      trap(this, "depth", `host functions and C call each other ${this.nesting} deep`);
      return this.stop as unknown as Stop;
    }
    return this.enter(info, args);
  }

  private enter(info: FunctionInfo, args: readonly (bigint | number)[]): Stop {
    const { memory, pc, frame, stackTop } = this;
    const outerUndefined = memory.registersUndefined;
    const base = placeFrame(this, info, args);
    if (base < 0) return this.stop as unknown as Stop;
    this.nesting++;
    if (this.watchesCalls) this.called(info.index, base);
    run(this);
    this.nesting--;
    // A run that is over keeps its frames, for whoever asks what was where.
    if (this.stop) return this.stop;
    this.pc = pc;
    this.frame = frame;
    this.stackTop = stackTop;
    const value = resultOf(this, info, base);
    this.defineStack(stackTop * 4);
    memory.registersUndefined = outerUndefined;
    return { kind: "returned", ...value };
  }

  /** A host function, stub or bad function called from outside. */
  private callElse(info: FunctionInfo, args: readonly (bigint | number)[]): Stop {
    const base = this.stackTop;
    args.forEach((value, index) => setSlot(this.memory, base, index, BigInt(value)));
    this.nesting++;
    const goesOn = this.callOther(info.index, base, args.length);
    this.nesting--;
    if (!goesOn && this.stop) return this.stop;
    const { memory } = this;
    const value =
      info.returns.kind === "void" ? {} : { value: registerValue(memory, base, info.returns) };
    memory.shadowWords[base] = memory.shadowWords[base + 1] = 0;
    memory.registersUndefined = false;
    return { kind: "returned", ...value };
  }

  callOther(index: number, base: number, slots: number): boolean {
    const info = this.program.functions[index];
    assert(info, "a call names a function");
    switch (this.tables.callable[index]) {
      case Callable.Bad:
        this.stop = {
          kind: "not-runnable",
          reason: `${info.name} has errors`,
          diagnostics: info.diagnostics,
          function: info.name,
        };
        return false;
      case Callable.Stub:
        this.callStub(info, base, slots);
        return true;
      default:
        return this.callHost(info, base, slots);
    }
  }

  private callHost(info: FunctionInfo, base: number, slots: number): boolean {
    const host = (this.hostsByIndex[info.index] ??= this.hosts[info.name] ?? noHost);
    if (host === noHost) {
      this.callStub(info, base, slots);
      return true;
    }
    const { pc, frame, stackTop, hostName } = this;
    this.stackTop = (base + (headerSlots + fixedSlots(slots)) * 2 + 3) & ~3;
    this.hostName = info.name;
    const args = new HostArgs(this, info, base, slots);
    args.returns(0);
    const { stored, watched } = this.hooks;
    const before = stored && watched && watchedBytes(this.memory, watched);
    try {
      host(this, args);
    } catch (error) {
      if (!(error instanceof Unwind)) throw error;
    }
    this.hostName = hostName;
    if (before) for (const one of storesBetween(this, watched, before, info.name)) stored(one);
    if (this.stop) return false;
    this.frame = frame;
    this.stackTop = stackTop;
    this.pc = pc + callWords;
    if (this.pausing && this.pauses()) return false;
    this.pc = pc;
    return true;
  }

  /** Nobody defines it: the call is recorded, and its result has no value. */
  private callStub(info: FunctionInfo, base: number, slots: number): void {
    const { memory } = this;
    const position = this.position();
    const args = new HostArgs(this, info, base, slots);
    const values = Array.from({ length: args.count }, (_, index) =>
      registerValue(memory, args.register(index), info.params[index]?.type ?? unknownWord),
    );
    this.hooks.stub?.(info.name, values, position, info.standsFor);
    const where = positionText(position);
    const text = info.standsFor
      ? `${info.standsFor}, which nothing declares, at ${where}`
      : `the result of ${info.name}(), which nothing defines, at ${where}`;
    const origin = this.recordOrigin(text, position);
    if (info.returns.kind === "record") {
      const target = memory.words[base + headerWords] ?? 0;
      memory.undefine(target, info.returns.sizeBytes, 0);
      for (let at = target >>> 2; at < (target + info.returns.sizeBytes) >>> 2; at++)
        memory.origins[at] = origin;
    } else args.returnsUndefined(origin);
  }

  // ---- hooks ----

  hooked(pc: number): boolean {
    const passed = this.threads.passedAt(pc);
    if (passed === 0 && this.hooks.statement) this.statementBegins(pc, this.hooks.statement);
    if (this.threads.stopsAt(pc, passed)) return false;
    const { stored, watched, overflow } = this.hooks;
    if (stored && watched) for (const one of storesAt(this, pc, watched)) stored(one);
    if (overflow) this.arithmeticBegins(pc, overflow);
    return true;
  }

  private arithmeticBegins(pc: number, overflow: NonNullable<Hooks["overflow"]>): void {
    const info = arithmeticAt(this.program).get(pc);
    const found = info && overflowAt(this, info);
    if (!found) return;
    if (found.kind === "signed-overflow" || this.hooks.marks?.(found.position)) overflow(found);
  }

  private statementBegins(pc: number, statement: NonNullable<Hooks["statement"]>): void {
    if (this.hooks.once) {
      // Where the run may pause the operation stays as it is.
      if (this.threads.pausesAt === Listening.Nothing)
        this.code[pc] = (this.code[pc] ?? 0) - hookedOp;
      if (!this.isFresh(pc)) return;
    }
    for (const id of statementsAt(this.program).get(pc) ?? []) statement(id, this.activation);
  }

  override misaligned(
    message: string,
    about: { readonly address: bigint; readonly object: ObjectRef },
  ): boolean {
    if (this.options.misaligned === "trap") {
      trap(this, "misaligned", message, about);
      return false;
    }
    this.event("misaligned", message);
    return true;
  }

  override isFresh(pc: number): boolean {
    if (this.heard.has(pc)) return false;
    this.heard.add(pc);
    return true;
  }

  override pauses(): boolean {
    return this.threads.pauses();
  }

  override framesAround(address: number): Iterable<{ readonly frame: number }> {
    return this.threads.framesAround(address);
  }

  called(index: number, frame: number): void {
    const info = this.program.functions[index];
    if (!info) return;
    const heard = this.callsHeard[index] ?? 0;
    if (heard < 2) {
      this.callsHeard[index] = heard | 2;
      this.hooks.entered?.(info);
    }
    if (!(heard & 1) || !this.hooks.call) return;
    const { memory } = this;
    const hidden = info.returns.kind === "record" ? 1 : 0;
    let slot = hidden;
    const values: Value[] = [];
    for (const { type } of info.params) {
      const register = frame + headerWords + slot * 2;
      values.push(registerValue(memory, register, type));
      slot += type.kind === "record" ? (type.sizeBytes + 7) >>> 3 : 1;
    }
    const activation = memory.words[frame + frameActivation] ?? 0;
    const site =
      0 <= this.frame && this.frame !== frame ? this.program.positionOf(this.pc) : undefined;
    this.hooks.call(info, values, activation, site);
  }

  returns(frame: number, register: number): void {
    const { memory } = this;
    const index = memory.words[frame + frameFunction] ?? 0;
    const info = this.program.functions[index];
    if (!info || !((this.callsHeard[index] ?? 0) & 1)) return;
    const value =
      register < 0 || info.returns.kind === "void" || info.returns.kind === "record"
        ? undefined
        : registerValue(memory, register, info.returns);
    this.hooks.return?.(info, value, memory.words[frame + frameActivation] ?? 0);
  }

  // ---- for host functions ----

  end(stop: Stop): never {
    this.stop ??= stop;
    throw new Unwind();
  }

  block(on: string, object: bigint): never {
    const wait = { on, position: this.position(), stack: this.stack() };
    if (!this.threads.park({ ...wait, object })) this.stop ??= { kind: "blocked", ...wait };
    throw new Unwind();
  }

  wake(object: bigint): number {
    return this.threads.wakeAll(object);
  }

  unwind(): never {
    throw new Unwind();
  }

  trap(kind: TrapKind, message: string, more: Partial<Trap> = {}): never {
    trap(this, kind, message, more);
    throw new Unwind();
  }

  checkedAddress(address: bigint, sizeBytes: number, write: boolean): number {
    const lo = Number(address & 0xffffffffn);
    const hi = Number((address >> 32n) & 0xffffffffn) | 0;
    const at = access(this, lo | 0, hi, 0, sizeBytes, write);
    if (at < 0) throw new Unwind();
    return at;
  }

  accessible(register: number, sizeBytes: number, write: boolean): number {
    const { words } = this.memory;
    const at = access(this, words[register] ?? 0, words[register + 1] ?? 0, 0, sizeBytes, write);
    if (at < 0) throw new Unwind();
    return at;
  }

  readString(address: bigint, limit = stringBytesLimit): string {
    return decoder.decode(this.stringBytes(address, limit));
  }

  readBytesAsText(address: bigint, limit = stringBytesLimit): string {
    let text = "";
    for (const byte of this.stringBytes(address, limit)) text += String.fromCharCode(byte);
    return text;
  }

  private stringBytes(address: bigint, limit: number): Uint8Array {
    if (limit <= 0) return new Uint8Array(0);
    const { bytes, states } = this.memory;
    const first = this.checkedAddress(address, 1, false);
    let end = first;
    for (; end - first < limit; end++) {
      const state = states[end >>> 3] ?? 0xff;
      const known = state < stateUndefined * 2 || (state & ~7) === stateReadOnly;
      const readable = known && (end & 7) < (state & 7 || 8);
      if (!readable) this.checkedAddress(BigInt(end), 1, false);
      if (bytes[end] === 0) break;
    }
    return bytes.subarray(first, end);
  }

  readNumber(address: bigint, sizeBytes: number): bigint {
    const at = this.checkedAddress(address, sizeBytes, false);
    let value = 0n;
    for (let index = sizeBytes - 1; 0 <= index; index--)
      value = (value << 8n) | BigInt(this.memory.bytes[at + index] ?? 0);
    return value;
  }

  allocate(sizeBytes: number, zeroed: boolean, what: string): bigint {
    const base = this.memory.allocate(sizeBytes, zeroed, 0);
    if (base === undefined) this.trap("memory", "the machine's memory is used up");
    this.nameAutomatically(base, what);
    keepSites(this, this.memory.entryCount - 1, false);
    return BigInt(base);
  }

  free(address: bigint): void {
    if (address === 0n) return;
    const index = this.entryOf(address);
    const { words } = this.memory;
    const entry = index === undefined ? 0 : this.memory.entryAt(index);
    const object = this.describe(address);
    const shared = { address, object };
    if (index === undefined || BigInt(words[entry + entryBase] ?? 0) !== address)
      this.trap(
        "invalid-free",
        `free of something that was not allocated: ${
          object.root.kind === "heap"
            ? `${object.offset} bytes into ${object.root.name}`
            : object.text
        }`,
        shared,
      );
    if (words[entry + entryState] === 2) {
      const freed = sitesOf(this, index, true);
      const allocated = sitesOf(this, index, false);
      const [by] = freed ?? [];
      const where = by
        ? `, first by ${by.function} at ${by.position.path}:${by.position.line}`
        : "";
      this.trap("double-free", `${object.root.name} is freed twice${where}`, {
        ...shared,
        ...(freed ? { freedAt: freed } : {}),
        ...(allocated ? { allocatedAt: allocated } : {}),
      });
    }
    keepSites(this, index, true);
    this.memory.release(index);
  }

  private entryOf(address: bigint): number | undefined {
    if (address < 0n || BigInt(this.memory.sizeBytes) <= address) return undefined;
    return this.memory.entryNear(Number(address));
  }

  nameObject(address: bigint, text: string): void {
    if (address <= 0n || BigInt(this.memory.sizeBytes) <= address) return;
    const at = Number(address);
    const index = this.memory.entryNear(at);
    const base =
      index === undefined
        ? globalNear(this, at)?.address
        : this.memory.words[this.memory.entryAt(index) + entryBase];
    if (base !== undefined) this.setName(base, { text, sequence: undefined });
  }

  event(kind: string, text: string): void {
    this.options.onEvent?.(kind, text, this.position(), this.stack());
  }

  message(level: number, text: string): void {
    // printk texts end in a newline, and may begin with their level.
    const [, , line = ""] = /^(\u0001.)?([^]*?)\n?$/.exec(text) ?? [];
    this.options.onMessage?.(level, line, this.position());
  }

  choose(count: number, about: string): number {
    if (count <= 0) this.trap("bug", `a choice of ${count} ways: ${about}`);
    return this.options.choices?.next(count, about) ?? 0;
  }

  undefinedResult(args: HostArgs, kind: string, why: string): void {
    const position = this.position();
    this.hooks.undefinedProduced?.(kind, position);
    const given = this.options.undefinedResults?.[kind];
    if (given !== undefined) args.returns(given);
    else {
      const text = `the result of ${why} at ${position.path}:${position.line}`;
      args.returnsUndefined(this.recordOrigin(text, position));
    }
  }

  // ---- for users ----

  describe(address: bigint, wantedBytes = 0): ObjectRef {
    return describe(
      this,
      Number(address & 0xffffffffn) | 0,
      Number((address >> 32n) & 0xffffffffn) | 0,
      wantedBytes,
    );
  }

  position(): SourcePosition {
    return this.frame < 0 ? nowhere : this.program.positionOf(this.pc);
  }

  /** A global, or a static one of a file or "function.name". */
  readGlobal(name: string, path?: string): View {
    const info = this.program.globalNamed(name, path);
    if (!info) throw new RangeError(`no global ${name}`);
    return new View(this, info.type, BigInt(info.address));
  }

  view(address: bigint, type: CType): View {
    return new View(this, type, address);
  }

  /** A fresh heap object; throws RangeError when memory is spent. */
  alloc(
    sizeBytes: number,
    { zeroed, name }: { readonly zeroed: boolean; readonly name?: string },
  ): bigint {
    const base = this.memory.allocate(sizeBytes, zeroed, 0);
    if (base === undefined) throw new RangeError("the machine's memory is used up");
    if (name === undefined) this.nameAutomatically(base, "heap object");
    else this.setName(base, { text: name, sequence: undefined });
    return BigInt(base);
  }

  allocString(text: string): bigint {
    const bytes = new TextEncoder().encode(text);
    const base = this.alloc(bytes.length + 1, { zeroed: true, name: JSON.stringify(text) });
    this.memory.touch(Number(base), bytes.length);
    this.memory.bytes.set(bytes, Number(base));
    return base;
  }

  /** Writes values everybody knows; the range must be inside of memory. */
  writeBytes(address: bigint, bytes: Uint8Array): void {
    const at = this.rangeOf(address, bytes.length);
    this.memory.touch(at, bytes.length);
    this.memory.bytes.set(bytes, at);
    this.memory.shadow.fill(0, at, at + bytes.length);
  }

  readBytes(address: bigint, sizeBytes: number): Uint8Array {
    const at = this.rangeOf(address, sizeBytes);
    return this.memory.bytes.slice(at, at + sizeBytes);
  }

  private rangeOf(address: bigint, sizeBytes: number): number {
    const at = Number(address);
    if (at <= 0 || this.memory.sizeBytes - sizeBytes < at)
      throw new RangeError("outside of memory");
    return at;
  }

  /**
   * The C string at an address if every byte of it can be read and has a value; at most 4096 bytes.
   */
  stringAt(address: bigint): string | undefined {
    if (address <= 0n || BigInt(this.memory.sizeBytes) <= address) return undefined;
    const first = Number(address);
    const { bytes, shadow, states } = this.memory;
    for (let at = first; at < first + shortStringBytes && at < bytes.length; at++) {
      const state = states[at >>> 3] ?? 0xff;
      const limit = state & 7 || 8;
      const readable = state < stateUndefined * 2 || (state & ~7) === stateReadOnly;
      if (!readable || limit <= (at & 7) || shadow[at] !== 0) return undefined;
      if (bytes[at] === 0) return decoder.decode(bytes.subarray(first, at));
    }
    return undefined;
  }

  /** The heap objects that are still alive, in order of allocation. */
  *liveObjects(): Generator<{ readonly address: bigint; readonly sizeBytes: number }> {
    const { memory } = this;
    for (let index = 0; index < memory.entryCount; index++) {
      const entry = memory.entryAt(index);
      if (memory.words[entry + entryState] !== 1) continue;
      yield {
        address: BigInt(memory.words[entry + entryBase] ?? 0),
        sizeBytes: memory.words[entry + entrySize] ?? 0,
      };
    }
  }

  /**
   * The whole state, in pages that states share; only between calls from outside. What changed
   * since the last one is all it costs.
   */
  snapshot(): Snapshot {
    assert(this.nesting === 0, "a snapshot is taken between calls");
    return takeSnapshot(this, this.threads);
  }

  restore(snapshot: Snapshot): void {
    assert(this.nesting === 0, "a snapshot is restored between calls");
    useSnapshot(this, this.threads, snapshot);
  }

  /** Any C string in memory, for display; what cannot be read ends it. */
  text(address: bigint): string {
    return address <= 0n || BigInt(this.memory.sizeBytes) <= address
      ? ""
      : textAt(this, Number(address));
  }
}

const unknownWord: CType = {
  kind: "int",
  qualifiers: 0,
  sizeBytes: 8,
  alignBytes: 8,
  signed: false,
  rank: 4,
  name: "unsigned long",
};
