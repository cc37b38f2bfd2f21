// SPDX-License-Identifier: MIT
import { replay, type Choices } from "../base";
import type { FunctionInfo, Position, Program } from "../cc";
import { Machine, type Stop, type Value } from "../interp";
import { isTraced } from "../kernel";
import { bootWorld, currentProcess, readState, stimulate } from "../world";
import { monitorsFor, type Moment } from "./invariant";
import type { Outcome, Verdict } from "./outcome";
import { renderValue } from "./render";
import type { Scenario } from "./scenario";
import type { TraceArgument, TraceEvent } from "./trace";

/** The longest stock scenario takes well under a million steps; ten times that is a hang. */
export const fuelStock = 10_000_000;
/** A trace longer than this is of no use to a reader; the run goes on unrecorded. */
const eventLimit = 20_000;

/** One decision as it fell: the condition, how it went, and in which call of its function. */
export interface DecisionRecord {
  readonly decision: number;
  readonly outcome: boolean;
  readonly activation: number;
  readonly forced: boolean;
  /** Events recorded before it. */
  readonly step: number;
}

/** A place where a condition is made to take one outcome. */
export interface Force {
  readonly path: string;
  readonly line: number;
  readonly outcome: boolean;
}

export interface RunOptions {
  readonly forces?: readonly Force[];
  readonly undefinedResults?: Readonly<Record<string, bigint>>;
  readonly initStack?: "none" | "zero" | "pattern";
  readonly fuel?: number;
  readonly choices?: Choices;
}

/** Everything one run of one side shows. */
export interface Run {
  readonly outcome: Outcome;
  readonly stop: Stop;
  readonly events: readonly TraceEvent[];
  readonly verdicts: readonly Verdict[];
  /** The world's named facts at the end. */
  readonly state: ReadonlyMap<string, string>;
  /** Indexes of the statements that ran. */
  readonly ranStatements: ReadonlySet<number>;
  readonly entered: ReadonlySet<number>;
  readonly decisions: readonly DecisionRecord[];
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
  private readonly machine: Machine;
  private readonly monitors = monitorsFor(this.scenario.invariants);
  /** Traced calls that have not returned. */
  private depth = 0;
  private recording = false;

  constructor(
    private readonly program: Program,
    private readonly scenario: Scenario,
    options: RunOptions,
  ) {
    this.machine = new Machine(program, {
      fuel: options.fuel ?? fuelStock,
      initStack: options.initStack ?? "none",
      forces: options.forces ?? [],
      undefinedResults: options.undefinedResults ?? {},
      choices: options.choices ?? replay([]),
      hooks: {
        call: (callee, args, _activation, site) => this.onCall(callee, args, site),
        return: (callee, value) => this.onReturn(callee, value),
        statement: (id) => void (this.recording && this.ranStatements.add(id)),
        decision: (decision, outcome, activation, forced) =>
          void (
            this.recording &&
            this.decisions.push({
              decision,
              outcome,
              activation,
              forced,
              step: this.events.length,
            })
          ),
        undefinedProduced: (kind, position) =>
          this.record("undefined", kind, [], `${kind}: an undefined value`, position),
        stub: (name, args, position) =>
          this.record(
            "unknown-callee",
            name,
            args.map((value) => this.argument("", value)),
            `${name}(...) is not modelled`,
            position,
          ),
      },
      onEvent: (kind, text, position) => this.onHostEvent(kind, text, position),
      onMessage: (level, text, position) =>
        this.record("message", `level ${level}`, [], text, position),
    });
  }

  run(): Run {
    const boot = bootWorld(this.machine, this.scenario.world);
    let stop: Stop = boot;
    if (boot.kind === "returned") {
      this.recording = true;
      for (const stimulus of this.scenario.stimuli) {
        this.depth = 0;
        stop = stimulate(this.machine, stimulus, (text, args) =>
          this.record("stimulus", stimulus.kind, args, text, this.machine.position()),
        );
        if (stop.kind !== "returned") break;
      }
      this.recording = false;
    }
    const outcome = outcomeOf(stop);
    const ended = { outcome, events: this.events, ...this.moment() };
    return {
      outcome,
      stop,
      events: this.events,
      verdicts: this.monitors.map((monitor) => monitor.verdict(ended)),
      state: readState(this.machine),
      ranStatements: this.ranStatements,
      entered: this.entered,
      decisions: this.decisions,
    };
  }

  private moment(): Moment {
    return { state: () => readState(this.machine) };
  }

  private onCall(callee: FunctionInfo, args: readonly Value[], site: Position | undefined): void {
    if (!this.recording) return;
    this.entered.add(callee.index);
    if (!isTraced(callee.path)) return;
    const rendered = args.map((value, index) =>
      this.argument(callee.params[index]?.name ?? "", value),
    );
    const list = rendered.map((argument) => argument.value).join(", ");
    this.record("call", callee.name, rendered, `${callee.name}(${list})`, site ?? callee.position);
    this.depth++;
  }

  private onReturn(callee: FunctionInfo, value: Value | undefined): void {
    if (!this.recording || !isTraced(callee.path)) return;
    this.depth--;
    const shown = value && value.type.kind !== "void" ? [this.argument("", value)] : [];
    const text = `${callee.name} returns${shown.length ? ` ${shown[0]?.value}` : ""}`;
    this.record("return", callee.name, shown, text, this.machine.position());
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
    if (!this.recording || eventLimit <= this.events.length) return;
    const thread = currentProcess(this.machine);
    const values = args.map((argument) => keyOf(argument.value)).join(", ");
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
    for (const monitor of this.monitors) monitor.observe(event, this.moment());
  }
}

/** The name of a local belongs to whoever wrote the patch, not to what happened. */
const keyOf = (value: string): string => value.replace(/\b\w+ \(local of (\w+)\)/g, "local of $1");

function outcomeOf(stop: Stop): Outcome {
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
        message: trap.message,
        position: trap.position,
        function: trap.function,
        stack: trap.stack.map((frame) => ({
          function: frame.function,
          position: frame.position,
        })),
        ...(trap.origin ? { origin: trap.origin.text } : {}),
        ...(trap.origin?.declaredAt ? { originPosition: trap.origin.declaredAt } : {}),
      };
    }
    case "blocked":
      return { kind: "deadlocked", waits: [stop.on], position: stop.position };
    case "out-of-fuel":
      return { kind: "out-of-budget", limit: fuelStock, position: stop.position };
    case "not-runnable":
      return { kind: "not-runnable", reason: stop.reason };
  }
}
