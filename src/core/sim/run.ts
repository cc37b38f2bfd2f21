// SPDX-License-Identifier: MIT
// One run of one side. Over 400 lines: all that a machine tells comes together here, in one order.
import { replay, type Choices } from "../base";
import type { FunctionInfo, Position, Program } from "../cc";
import type { Force, Frame, Hooks, Machine, Stop, Trap, Value } from "../interp";
import { isTraced } from "../kernel";
import { currentProcess, readState, type At, type Deed, type Step, type Stimulus } from "../world";
import { bootedMachine, fuelStock, type BootedMachine } from "./boot";
import { History, type FactStep } from "./history";
import { monitorsFor } from "./invariant";
import type { Moment, Monitor } from "./monitor";
import type { Outcome, Verdict } from "./outcome";
import { undefinedResults } from "./continuation";
import { renderValue } from "./render";
import type { Scenario } from "./scenario";
import type { TraceArgument, TraceEvent } from "./trace";
import { Moments, type Occasion } from "./moments";
import { TimedForces, type TimedForce } from "./timed";
import { runnerOf, Tasks, type Stage } from "./tasks";
import { Waits } from "./waits";

/** A trace longer than this is of no use to a reader; the run goes on unrecorded. */
const eventLimit = 20_000;

/** The first time a condition went one way. */
export interface DecisionRecord {
  readonly decision: number;
  readonly outcome: boolean;
  /** Events recorded before it. */
  readonly step: number;
}

export interface RunOptions {
  readonly forces?: readonly Force[];
  /** Decisions that are counted, and forced at some of the times they are asked. */
  readonly timedForces?: readonly TimedForce[];
  readonly undefinedResults?: Readonly<Record<string, bigint>>;
  readonly initStack?: "none" | "zero" | "pattern";
  readonly choices?: Choices;
  /** Whether to write down what became different at every step; it takes a while. */
  readonly history?: boolean;
}

/** Everything one run of one side shows. */
export interface Run {
  readonly outcome: Outcome;
  readonly stop: Stop;
  readonly events: readonly TraceEvent[];
  readonly verdicts: readonly Verdict[];
  /** The world's named facts when the first stimulus came, and at the end. */
  readonly initialState: ReadonlyMap<string, string>;
  readonly state: ReadonlyMap<string, string>;
  /** What became different up to each event, then to the end; where that was asked for. */
  readonly history?: readonly (readonly FactStep[])[];
  /** Indexes of the statements that ran. */
  readonly ranStatements: ReadonlySet<number>;
  readonly entered: ReadonlySet<number>;
  readonly decisions: readonly DecisionRecord[];
  /** How often each of the timed decisions was asked. */
  readonly asked: readonly number[];
}

/** Boots the scenario's world on one program and sends it the stimuli in order. */
export function runScenario(program: Program, scenario: Scenario, options: RunOptions = {}): Run {
  return new Recorder(program, scenario, options).run();
}

class Recorder {
  private readonly events: TraceEvent[] = [];
  private readonly decisions: DecisionRecord[] = [];
  private readonly ranStatements = new Set<number>();
  private readonly entered = new Set<number>();
  private readonly booted: BootedMachine;
  private readonly machine: Machine;
  private readonly monitors: readonly Monitor[];
  /** Traced calls that have not returned. */
  private depth = 0;
  private isTraceCut = false;
  /** The one that is just announced. */
  private stimulus: Stimulus | undefined;
  private readonly moments: Moments;
  private readonly waits = new Waits();
  private readonly history: History | undefined;
  private readonly timed: TimedForces;
  /** Decisions, by their ids and outcomes, that have been written down. */
  private readonly toldDecisions = new Set<string>();
  private readonly tasks: Tasks;

  constructor(
    private readonly program: Program,
    private readonly scenario: Scenario,
    options: RunOptions,
  ) {
    this.monitors = monitorsFor(scenario.invariants);
    this.moments = new Moments(scenario.stimuli);
    this.booted = bootedMachine(program, scenario.world, options.initStack ?? "none");
    this.machine = this.booted.machine;
    const { forces = [], timedForces = [] } = options;
    this.tasks = new Tasks(this.machine, this.stage());
    this.booted.prepare({
      forces,
      undefinedResults: options.undefinedResults ?? {},
      choices: options.choices ?? replay([]),
      onEvent: (kind, text, position, stack) => {
        const isHeard = !this.isFull() || this.moments.isAwaited("event", kind);
        if (isHeard) this.onHostEvent(kind, text, this.kernelPosition(position, stack));
      },
      onMessage: (level, text, position) => this.onMessage(level, text.trim(), position),
      // Whoever counts has to hear of every time.
      hooks: { ...this.hooks(), once: !timedForces.length },
    });
    this.timed = new TimedForces(this.machine, program, forces, timedForces);
    this.history = options.history ? new History(this.machine, this.booted.state) : undefined;
  }

  private hooks(): Hooks {
    return {
      entered: (callee) => void this.entered.add(callee.index),
      selects: (callee) => isTraced(callee.path),
      call: (callee, args, _activation, site) => this.onCall(callee, args, site),
      return: (callee, value) => this.onReturn(callee, value),
      statement: (id) => void this.ranStatements.add(id),
      decision: (decision, outcome) => this.onDecision(decision, outcome),
      undefinedProduced: (kind, position) =>
        this.record(
          "undefined",
          kind,
          [],
          `${undefinedResults[kind]?.what ?? kind} gives an undefined value`,
          this.kernelPosition(position),
        ),
      stub: (name, args, position, standsFor) =>
        this.record(
          "unknown-callee",
          name,
          args.map((value) => this.argument("", value)),
          `${standsFor ?? `${name}(...)`} is not modelled`,
          position,
        ),
    };
  }

  /** What the tasks ask of whoever watches them. */
  private stage(): Stage {
    const depth = { get: () => this.depth, set: (to: number) => void (this.depth = to) };
    const stage: Omit<Stage, "depth"> = {
      announce: (stimulus, deed) => this.announce(stimulus, deed),
      turned: (process) =>
        this.record(
          ...(["host", "run", [{ name: "process", value: process }]] as const),
          ...([`run: process ${process}`, this.machine.position()] as const),
        ),
      blocked: (state, isNested) => this.waits.blocked(state, this.events, isNested),
      until: () => {
        const names = this.moments.watchedFunctions;
        return names.size ? { operation: ({ name }) => names.has(name) } : {};
      },
      paused: ({ pause }, thread) => {
        if (pause?.kind !== "load" && pause?.kind !== "store") return true;
        const { kind, address, sizeBytes } = pause;
        const { text } = this.machine.describe(address, sizeBytes);
        const dot = text.lastIndexOf(".");
        return this.occasion({
          ...{ on: kind, name: text.slice(dot + 1) },
          args: [
            { name: "object", value: text.slice(0, Math.max(dot, 0)) },
            { name: "function", value: this.machine.threads.stackOf(thread)[0]?.function ?? "" },
          ],
          process: currentProcess(this.machine),
        });
      },
    };
    return Object.defineProperty(stage, "depth", depth) as Stage;
  }

  run(): Run {
    let { stop } = this.booted;
    const initialState = this.booted.state;
    if (stop.kind === "returned") {
      const stimuli = this.scenario.stimuli.filter(({ at }) => !at);
      if (this.scenario.schedule) this.takeTurns(this.scenario.schedule, stimuli);
      else this.inOrder(stimuli);
      ({ stop = stop } = this.tasks);
    }
    this.tellUnreached(stop);
    const outcome = this.waits.outcome ?? outcomeOf(stop, this.events);
    const { events, isTraceCut } = this;
    const ended = { outcome, events, isTraceCut, ...this.moment() };
    return {
      outcome,
      stop,
      events: this.events,
      verdicts: this.monitors.map((monitor) => monitor.verdict(ended)),
      initialState,
      state: readState(this.machine),
      ...(this.history ? { history: this.history.told() } : {}),
      ranStatements: this.ranStatements,
      entered: this.entered,
      decisions: this.decisions,
      asked: this.timed.told(),
    };
  }

  /** Nothing is written down any more, so nothing needs to be put into words either. */
  private isFull(): boolean {
    if (eventLimit <= this.events.length) this.isTraceCut = true;
    return this.isTraceCut;
  }

  /** Nothing can go on, or need not. */
  private isOver(): boolean {
    return this.waits.cycle || this.tasks.stop !== undefined;
  }

  /** Who waits for somebody else is left waiting, and the others go on. */
  private inOrder(stimuli: readonly Stimulus[]): void {
    for (const stimulus of stimuli) {
      if (this.isOver()) return;
      this.tasks.go(this.tasks.begin([stimulus]));
      this.tasks.settle(() => this.isOver());
    }
  }

  /** Each process has its own list of things to do; what the schedule leaves is done at the end. */
  private takeTurns(steps: readonly Step[], stimuli: readonly Stimulus[]): void {
    const tasks = new Map(
      [...new Set(stimuli.map(runnerOf))].map((process) => [
        process,
        this.tasks.begin(stimuli.filter((one) => runnerOf(one) === process)),
      ]),
    );
    for (const { run, until } of steps) {
      const task = tasks.get(run);
      if (!task || this.isOver()) return;
      this.moments.beginTurn(until);
      this.tasks.go(task);
      const { missed } = this.moments;
      if (missed && !this.isOver()) this.tellMissed(missed, `the end of the turn of ${run}`);
      this.moments.beginTurn(undefined);
    }
    for (const task of tasks.values()) {
      if (this.isOver()) return;
      this.tasks.go(task);
      this.tasks.settle(() => this.isOver());
    }
  }

  private announce(stimulus: Stimulus, { text, args }: Deed): void {
    this.stimulus = stimulus;
    this.record("stimulus", stimulus.kind, args, text, this.machine.position());
    this.stimulus = undefined;
  }

  /**
   * What waits for just this moment happens now, in the midst of what runs. True: the turn of who
   * runs ends here.
   */
  private occasion(occasion: Occasion): boolean {
    for (const stimulus of this.moments.due(occasion)) this.tasks.go(this.tasks.begin([stimulus]));
    return this.tasks.isOutermost && this.moments.endsTurn(occasion);
  }

  /** As occasion, from a hook: the thread that runs pauses behind it. */
  private hooked(occasion: Occasion): void {
    if (this.occasion(occasion)) this.machine.threads.pause();
  }

  private tellUnreached(stop: Stop): void {
    if (stop.kind !== "returned") return;
    for (const { kind, at } of this.moments.unreached()) this.tellMissed(at, kind);
  }

  private tellMissed({ on, name }: At, what: string): void {
    const args = [
      { name: "stimulus", value: what },
      { name: "at", value: `${on} ${name}` },
    ];
    const text = `not reached: the moment (${on} ${name}) for ${what}`;
    this.record("host", "not-reached", args, text, this.machine.position());
  }

  /** The world is read once however many ask: nothing happens while they do. */
  private moment(): Moment {
    let state: ReadonlyMap<string, string> | undefined;
    return {
      scenario: this.scenario,
      stimulus: this.stimulus,
      state: () => (state ??= readState(this.machine)),
      enumMembers: (tag) => this.program.types.enumMembers(tag) ?? [],
    };
  }

  private onCall(callee: FunctionInfo, args: readonly Value[], site: Position | undefined): void {
    if (this.isFull()) return void this.depth++;
    const rendered = args.map((value, index) =>
      this.argument(callee.params[index]?.name ?? "", value),
    );
    const list = rendered.map((argument) => argument.value).join(", ");
    this.record("call", callee.name, rendered, `${callee.name}(${list})`, site ?? callee.position);
    this.depth++;
    if (this.moments.isAwaited("call", callee.name))
      this.hooked({
        ...{ on: "call", name: callee.name, args: rendered },
        process: currentProcess(this.machine),
      });
  }

  private onReturn(callee: FunctionInfo, value: Value | undefined): void {
    this.depth--;
    if (this.isFull()) return;
    const shown = value && value.type.kind !== "void" ? [this.argument("", value)] : [];
    const text = `${callee.name} returns${shown.length ? ` ${shown[0]?.value}` : ""}`;
    this.record("return", callee.name, shown, text, this.machine.position());
    if (this.moments.isAwaited("return", callee.name))
      this.hooked({
        ...{ on: "return", name: callee.name },
        args: shown.map((argument) => ({ ...argument, name: "value" })),
        process: currentProcess(this.machine),
      });
  }

  private onDecision(decision: number, outcome: boolean): void {
    this.timed.asked(decision);
    const key = `${decision} ${outcome}`;
    if (this.toldDecisions.has(key)) return;
    this.toldDecisions.add(key);
    this.decisions.push({ decision, outcome, step: this.events.length });
  }

  /** The line of kernel code a primitive works for; its own line says nothing to a reader. */
  private kernelPosition(position: Position, stack?: readonly Frame[]): Position {
    if (isTraced(position.path)) return position;
    const frames = stack ?? this.machine.stack();
    return frames.find((frame) => isTraced(frame.position.path))?.position ?? position;
  }

  private onHostEvent(kind: string, text: string, position: Position): void {
    const args = text
      .split(", ")
      .filter((pair) => pair.includes("="))
      .map((pair): TraceArgument => {
        const equals = pair.indexOf("=");
        return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
      });
    const shown = args.map(({ name, value }) => `${name} ${value}`).join(", ");
    this.record("host", kind, args, `${kind}${shown ? `: ${shown}` : ""}`, position);
    if (kind === "wake") this.waits.woken(args[0]?.value ?? "");
    if (this.moments.isAwaited("event", kind))
      this.hooked({
        ...{ on: "event", name: kind, args },
        process: currentProcess(this.machine),
      });
  }

  private onMessage(level: number, text: string, position: Position): void {
    this.record("message", `level ${level}`, [], text, this.kernelPosition(position));
    if (this.moments.isAwaited("event", "message"))
      this.hooked({
        ...{ on: "event", name: "message", args: [{ name: "text", value: text }] },
        process: currentProcess(this.machine),
      });
  }

  private argument(name: string, value: Value): TraceArgument {
    return { name, value: renderValue(this.machine, this.program, value, name) };
  }

  private record(
    kind: TraceEvent["kind"],
    name: string,
    args: readonly TraceArgument[],
    text: string,
    position: Position,
  ): void {
    if (this.isFull()) return;
    const thread = currentProcess(this.machine);
    const values = args
      .filter((argument) => !lineParameters.has(argument.name))
      .map((argument) => keyOf(argument.value))
      .join(", ");
    const event: TraceEvent = {
      step: this.events.length + 1,
      thread,
      depth: this.depth,
      kind,
      name,
      args,
      text,
      position,
      key: `${thread}|${kind}|${name}|${kind === "message" ? text : values}`,
    };
    this.events.push(event);
    this.history?.tell();
    const moment = this.moment();
    for (const monitor of this.monitors) monitor.observe(event, moment);
  }
}

/** Parameters that carry __LINE__: where a line stands is no part of what happened. */
const lineParameters = new Set(["lnnum"]);

const localMark = " (local of ";

/** The name of a local belongs to whoever wrote the patch, not to what happened. */
const keyOf = (value: string): string =>
  value.includes(localMark) ? value.replace(/\b\w+ \(local of (\w+)\)/g, "local of $1") : value;

function outcomeOf(stop: Stop, events: readonly TraceEvent[]): Outcome {
  switch (stop.kind) {
    case "returned":
      return { kind: "returned", function: "stimulus" };
    case "exited":
      return { kind: "returned", function: "exit", value: String(stop.status) };
    case "trapped": {
      const { trap } = stop;
      return {
        kind: "trapped",
        trap: trap.kind,
        message: withoutOrigin(trap),
        position: trap.position,
        function: trap.function,
        stack: trap.stack.map((frame) => ({
          function: frame.function,
          position: frame.position,
        })),
        ...originOf(trap, events),
      };
    }
    case "blocked":
      return { kind: "deadlocked", waits: [stop.on], position: stop.position };
    case "out-of-fuel":
      return { kind: "out-of-budget", limit: fuelStock, position: stop.position };
    case "not-runnable":
      return { kind: "not-runnable", reason: reasonOf(stop) };
  }
}

/** With the first thing that is wrong, where the front end found something. */
function reasonOf({ reason, diagnostics }: Extract<Stop, { kind: "not-runnable" }>): string {
  const first = diagnostics.find(({ severity }) => severity === "error");
  return first
    ? `${reason}: ${first.position.path}:${first.position.line}: ${first.message}`
    : reason;
}

/** The engine ends such a message with the origin; here the two are told apart. */
function withoutOrigin({ message, origin }: Trap): string {
  const tail = `: ${origin?.text ?? ""}`;
  return origin && message.endsWith(tail) ? message.slice(0, -tail.length) : message;
}

function originOf(
  { origin }: Trap,
  events: readonly TraceEvent[],
): { readonly origin?: string; readonly originPosition?: Position } {
  if (!origin) return {};
  const made = events.filter((event) => event.kind === "undefined").at(-1);
  if (origin.kind === "result" && made)
    return {
      origin: `the result of ${undefinedResults[made.name]?.what ?? made.name}`,
      originPosition: made.position,
    };
  return {
    origin: origin.text,
    ...(origin.declaredAt ? { originPosition: origin.declaredAt } : {}),
  };
}
