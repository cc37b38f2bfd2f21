// SPDX-License-Identifier: MIT
// Functions that run side by side, one at a time: who runs next is asked of whoever drives them.
import { assert } from "../base";
import { stateStack } from "../cc";
import type { FunctionInfo, SourcePosition } from "../cc";
import { Listening } from "./core";
import type { Core } from "./core";
import { placeFrame, resultOf } from "./enter";
import { pageBytes } from "./memory";
import { listeningOf, operationPause, statementPause } from "./pause";
import type { Pause, Until } from "./pause";
import { run } from "./run";
import type { Frame, Stop, Value } from "./trap";

export interface Thread {
  /** Counted from 1 in order of spawn. */
  readonly id: number;
  readonly name: string;
  readonly function: FunctionInfo;
}

export type ThreadState =
  /** Without a pause: not begun, or woken. */
  | { readonly kind: "ready"; readonly pause?: Pause }
  | {
      readonly kind: "blocked";
      readonly on: string;
      /** What __hs_wait named; 0 if nothing. */
      readonly object: bigint;
      readonly position: SourcePosition;
      readonly stack: readonly Frame[];
    }
  | { readonly kind: "finished"; readonly value?: Value }
  /** Trapped, out of fuel, ... ; "blocked" in the midst of a host function that called back. */
  | { readonly kind: "stopped"; readonly stop: Stop };

/** Where a run is: what has to be put aside for another one. */
export interface Context {
  readonly pc: number;
  readonly frame: number;
  readonly stackTop: number;
  readonly stackFloor: number;
  readonly stackLimit: number;
  readonly depth: number;
  readonly nesting: number;
  readonly trackedEnd: number;
  readonly hostName: string | undefined;
  readonly stop: Stop | undefined;
  readonly registersUndefined: boolean;
}

/** A thread and everything about it; replaced, not changed, where a snapshot may have it. */
export interface ThreadRecord {
  readonly thread: Thread;
  readonly state: ThreadState;
  readonly context: Context;
  /** Its first frame. */
  readonly base: number;
  readonly begun: boolean;
  /** Which loop it goes on in. */
  readonly tracked: boolean;
  /** At the context's pc: 1: the statement was paused at, 2: the operation too. */
  readonly passed: number;
}

interface Wait {
  readonly on: string;
  readonly object: bigint;
  readonly position: SourcePosition;
  readonly stack: readonly Frame[];
}

/** What runs: a thread, and for how long. */
interface Running {
  readonly id: number;
  readonly until: Until;
  readonly pausesAt: Listening;
  readonly nesting: number;
  passed: number;
  pause: Pause | undefined;
  parked: Wait | undefined;
}

/** A thread runs in a hook of another one, and so on: each level is a loop on the real stack. */
const nestingLimit = 50;

export class Threads {
  private records: ThreadRecord[] = [];
  /** Whoever runs, the innermost last, and where those below it are. */
  private readonly running: Running[] = [];
  private readonly outer: Context[] = [];
  private readonly sliceBytes: number;

  constructor(
    private readonly core: Core,
    private readonly count: number,
    sliceBytes: number,
  ) {
    this.sliceBytes = (sliceBytes + pageBytes - 1) & -pageBytes;
    core.stackLimit -= count * this.sliceBytes;
    assert(core.stackFloor < core.stackLimit, "the stack has room for all threads");
  }

  // ---- for users ----

  get all(): readonly Thread[] {
    return this.records.map(({ thread }) => thread);
  }

  /** Those that can run, in order of spawn. */
  get ready(): readonly Thread[] {
    return this.records
      .filter(({ thread, state }) => state.kind === "ready" && !this.runs(thread))
      .map(({ thread }) => thread);
  }

  /** The thread that runs now. */
  get current(): Thread | undefined {
    return this.records[(this.running.at(-1)?.id ?? 0) - 1]?.thread;
  }

  stateOf(thread: Thread): ThreadState {
    return this.record(thread).state;
  }

  /** Innermost first; of a thread that ended by itself none. */
  stackOf(thread: Thread): readonly Frame[] {
    const at = this.whereabouts(thread.id);
    return at.frame < 0 ? [] : this.core.stack(at);
  }

  /**
   * A thread that will call a function; nothing of it runs yet.
   * - Shape: arguments as of `Machine.call`.
   * - Errors: RangeError when there are MachineOptions.threads already; a function that cannot be
   *   run makes a thread that is stopped.
   */
  spawn(target: string | FunctionInfo, args: readonly (bigint | number)[], name: string): Thread {
    const { core } = this;
    const info = typeof target === "string" ? core.program.functionNamed(target) : target;
    if (!info) throw new RangeError(`no function ${String(target)}`);
    const thread: Thread = { id: this.records.length + 1, name, function: info };
    const outer = this.contextNow();
    const floor = this.freeSlice();
    this.clearSlice(floor);
    this.use({ ...outer, ...atBottom(floor, this.sliceBytes), nesting: outer.nesting });
    let base = -1;
    if (info.state === "ok") base = placeFrame(core, info, args);
    else
      core.stop = {
        kind: "not-runnable",
        reason: `${info.name} has no code to run`,
        diagnostics: info.diagnostics,
        function: info.name,
      };
    const { stop } = core;
    this.records.push({
      thread,
      state: stop ? { kind: "stopped", stop } : { kind: "ready" },
      context: this.contextNow(),
      base,
      begun: false,
      tracked: false,
      passed: 0,
    });
    this.use(outer);
    return thread;
  }

  /**
   * Lets a thread run until it pauses, blocks or ends; one that is not ready does nothing. Between
   * calls, or from a hook or host function in the midst of anything but that thread itself.
   */
  run(thread: Thread, until: Until = {}): ThreadState {
    const { core } = this;
    const record = this.record(thread);
    if (record.state.kind !== "ready" || this.runs(thread)) return record.state;
    const outer = this.contextNow();
    assert(outer.nesting < nestingLimit, "threads run in hooks of threads, but not that deep");
    const running: Running = {
      id: thread.id,
      until,
      pausesAt: listeningOf(until),
      nesting: outer.nesting + 1,
      passed: record.passed,
      pause: undefined,
      parked: undefined,
    };
    this.outer.push(outer);
    this.running.push(running);
    this.use({ ...record.context, nesting: running.nesting });
    core.code = core.codeFor(running.pausesAt);
    if (!record.begun && core.watchesCalls) core.called(thread.function.index, record.base);
    // A hook may have asked for a pause before the first instruction.
    let { tracked } = record;
    if (!core.pausing || !core.pauses()) tracked = run(core, tracked);
    this.records[thread.id - 1] = this.after(record, running, tracked);
    core.pausing = false;
    this.running.pop();
    this.outer.pop();
    this.use(outer);
    core.code = core.codeFor(this.pausesAt);
    return this.stateOf(thread);
  }

  /**
   * The running thread pauses as soon as it stands between two instructions: called from a hook or
   * host function. Without a thread, or within a call back of a host function, not before that is
   * over.
   */
  pause(): void {
    if (this.running.length) this.core.pausing = true;
  }

  /** A blocked thread may go on, to look again whether it can. */
  wake(thread: Thread): void {
    const record = this.record(thread);
    if (record.state.kind === "blocked")
      this.records[thread.id - 1] = { ...record, state: { kind: "ready" } };
  }

  // ---- for the machine ----

  /** As wake, of all that are blocked on an object; how many. */
  wakeAll(object: bigint): number {
    const waiting = this.records.filter(
      ({ state }) => state.kind === "blocked" && state.object === object,
    );
    for (const { thread } of waiting) this.wake(thread);
    return waiting.length;
  }

  /** What the run pauses at. */
  get pausesAt(): Listening {
    return this.running.at(-1)?.pausesAt ?? Listening.Nothing;
  }

  /** The running thread is blocked; false: it is no thread, or C called back from a host. */
  park(wait: Wait): boolean {
    const running = this.innermost;
    if (!running) return false;
    running.parked = wait;
    this.core.pausing = true;
    return true;
  }

  /** How much of a pc was paused at when the run went on from there. */
  passedAt(pc: number): number {
    const running = this.innermost;
    if (!running?.passed) return 0;
    const { passed } = running;
    running.passed = 0;
    return this.record(running).context.pc === pc ? passed : 0;
  }

  /** Whether the run pauses at an instruction that is hooked. */
  stopsAt(pc: number, passed: number): boolean {
    const running = this.innermost;
    if (!running) return false;
    const { pausesAt } = running;
    if (pausesAt === Listening.Nothing) return false;
    if (passed < 1 && pausesAt & Listening.Statements)
      running.pause = statementPause(this.core, pc, running.until);
    if (!running.pause && passed < 2 && pausesAt & (Listening.Operations | Listening.Calls))
      running.pause = operationPause(this.core, pc, running.until);
    return running.pause !== undefined;
  }

  pauses(): boolean {
    const running = this.innermost;
    if (!running) return false;
    this.core.pausing = false;
    if (!running.parked)
      running.pause = { kind: "asked", position: this.core.program.positionOf(this.core.pc) };
    return true;
  }

  /** The frames of the stack that an address lies on. */
  framesAround(address: number): Iterable<{ readonly frame: number; readonly pc: number }> {
    const { core } = this;
    const holds = ({ stackFloor, stackLimit }: Context): boolean =>
      stackFloor <= address && address < stackLimit;
    const now = this.contextNow();
    const other = holds(now)
      ? now
      : (this.outer.find(holds) ?? this.records.map(({ context }) => context).find(holds));
    return other ? core.framesFrom(other) : [];
  }

  // ---- for snapshots ----

  get kept(): readonly ThreadRecord[] {
    return this.records;
  }

  /** Threads as they were; the stacks of those that changed are for the caller to write. */
  restore(records: readonly ThreadRecord[], changed: ReadonlySet<ThreadRecord>): void {
    for (const record of this.records)
      if (!records.includes(record)) this.clearSlice(record.context.stackFloor);
    for (const { context } of changed) this.clearSlice(context.stackFloor);
    this.records = [...records];
  }

  // ----

  /** The running thread, unless C runs that a host function called back. */
  private get innermost(): Running | undefined {
    const running = this.running.at(-1);
    return running?.nesting === this.core.nesting ? running : undefined;
  }

  private runs({ id }: Thread): boolean {
    return this.running.some((one) => one.id === id);
  }

  private record({ id }: { readonly id: number }): ThreadRecord {
    const record = this.records[id - 1];
    assert(record, "the thread is one of this machine's");
    return record;
  }

  private whereabouts(id: number): { readonly frame: number; readonly pc: number } {
    const level = this.running.findIndex((one) => one.id === id);
    if (level < 0) return this.record({ id }).context;
    // The context of a thread in whose hook another one runs is put aside.
    return this.outer[level + 1] ?? this.core;
  }

  /** What became of a thread that ran. */
  private after(record: ThreadRecord, running: Running, tracked: boolean): ThreadRecord {
    const { core } = this;
    const { pause, parked } = running;
    const { stop } = core;
    const shared = { ...record, begun: true, passed: 0 };
    if (stop) return { ...shared, state: { kind: "stopped", stop }, context: this.contextNow() };
    if (!parked && !pause) {
      const { stackFloor } = record.context;
      const value = resultOf(core, record.thread.function, record.base);
      core.defineStack(stackFloor);
      core.frame = -1;
      return { ...shared, state: { kind: "finished", ...value }, context: this.contextNow() };
    }
    return {
      ...shared,
      state: parked ? { kind: "blocked", ...parked } : { kind: "ready", ...(pause && { pause }) },
      context: this.contextNow(),
      tracked: tracked || core.memory.registersUndefined,
      passed: parked || !pause || pause.kind === "asked" ? 0 : pause.kind === "statement" ? 1 : 2,
    };
  }

  /** The first byte of the lowest slice that no living thread has. */
  private freeSlice(): number {
    const { stackEnd } = this.core.memory;
    const taken = new Set(
      this.records
        .filter(({ state }) => state.kind !== "finished")
        .map(({ context }) => context.stackFloor),
    );
    for (let index = this.count; 0 < index; index--) {
      const floor = stackEnd - index * this.sliceBytes;
      if (!taken.has(floor)) return floor;
    }
    throw new RangeError(`there are ${this.count} threads already`);
  }

  /** What a thread that did not return left on its stack goes. */
  private clearSlice(floor: number): void {
    const { memory } = this.core;
    memory.shadow.fill(0, floor, floor + this.sliceBytes);
    memory.states.fill(stateStack, floor >>> 3, (floor + this.sliceBytes) >>> 3);
  }

  private contextNow(): Context {
    const { pc, frame, stackTop, stackFloor, stackLimit, depth, nesting } = this.core;
    const { trackedEnd, hostName, stop, memory } = this.core;
    const { registersUndefined } = memory;
    return {
      ...{ pc, frame, stackTop, stackFloor, stackLimit, depth, nesting },
      ...{ trackedEnd, hostName, stop, registersUndefined },
    };
  }

  private use({ registersUndefined, ...context }: Context): void {
    Object.assign(this.core, context);
    this.core.memory.registersUndefined = registersUndefined;
  }
}

const atBottom = (floor: number, sizeBytes: number) => ({
  ...{ pc: 0, frame: -1, depth: 0, trackedEnd: 0, hostName: undefined, stop: undefined },
  stackTop: floor >>> 2,
  stackFloor: floor,
  stackLimit: floor + sizeBytes,
  registersUndefined: false,
});
