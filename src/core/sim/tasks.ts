// SPDX-License-Identifier: MIT
// What the processes of a scenario do, each as a thread of the machine.
import type { Machine, Stop, Thread, ThreadState, Until } from "../interp";
import { deedsOf, giveTurn, turn, valuesOf, type Deed, type Stimulus } from "../world";

/** Threads that can be under way at once: more than any scenario leaves waiting. */
export const threadLimit = 8;

/** One process's way through what it does. */
export interface Task {
  readonly process: string;
  /** What it has not begun yet. */
  readonly deeds: { readonly stimulus: Stimulus; readonly deed: Deed }[];
  thread: Thread | undefined;
  /** Who it was when it last ran: the kernel's worker runs in its midst. */
  turn: Uint8Array | undefined;
  /** Traced calls that have not returned. */
  depth: number;
}

/** The process that does something; what firmware tells comes to the kernel's worker. */
export const runnerOf = (stimulus: Stimulus): string =>
  "by" in stimulus ? stimulus.by : "kworker";

type Blocked = Extract<ThreadState, { readonly kind: "blocked" }>;
type Paused = Extract<ThreadState, { readonly kind: "ready" }>;

/** Whoever drives tasks. */
export interface Stage {
  depth: number;
  announce(stimulus: Stimulus, deed: Deed): void;
  /** The other process is about to go on. */
  turned(process: string): void;
  blocked(state: Blocked, isNested: boolean): void;
  /** What to pause before. */
  until(): Until;
  /** True: the task is to go no further for now. */
  paused(state: Paused, thread: Thread): boolean;
}

/** How a task's turn ended. */
export type Turn = "done" | "waits" | "paused" | "stopped";

/** Processes take turns: by a list, in the midst of one another, or as they are woken. */
export class Tasks {
  private readonly begun: Task[] = [];
  /** Those at work, the innermost last. */
  private readonly running: Task[] = [];
  /** What ends the whole run. */
  stop: Stop | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly stage: Stage,
  ) {}

  begin(stimuli: readonly Stimulus[]): Task {
    const deeds = stimuli.flatMap((stimulus) =>
      deedsOf(stimulus).map((deed) => ({ stimulus, deed })),
    );
    const [first] = stimuli;
    const process = first ? runnerOf(first) : "nobody";
    const task: Task = { process, deeds, thread: undefined, turn: undefined, depth: 0 };
    this.begun.push(task);
    return task;
  }

  /** Whoever runs does so in nobody's midst. */
  get isOutermost(): boolean {
    return this.running.length === 1;
  }

  /** Lets a task go on until it is done, waits, or is to pause. */
  go(task: Task): Turn {
    const { machine, stage } = this;
    const isNested = this.running.length > 0;
    const outer = { turn: turn(machine), depth: stage.depth };
    stage.depth = task.depth;
    if (task.turn) this.giveTurn(task.turn);
    this.running.push(task);
    const ended = this.advance(task, isNested);
    this.running.pop();
    task.turn = turn(machine);
    task.depth = stage.depth;
    // Between two that nobody nested, nobody is at work.
    if (!isNested) return ended;
    stage.depth = outer.depth;
    if (!this.stop) this.giveTurn(outer.turn);
    return ended;
  }

  /** Who waited and was woken goes on, in the order in which they began. */
  settle(isOver: () => boolean): void {
    for (let next = this.woken; next && !isOver(); next = this.woken) this.go(next);
  }

  private get woken(): Task | undefined {
    return this.begun.find(
      ({ thread }) => thread && this.machine.threads.stateOf(thread).kind === "ready",
    );
  }

  private advance(task: Task, isNested: boolean): Turn {
    const { machine, stage } = this;
    const { threads } = machine;
    for (;;) {
      task.thread ??= this.spawn(task);
      if (this.stop) return "stopped";
      if (!task.thread) return "done";
      if (threads.stateOf(task.thread).kind === "blocked") return "waits";
      const state = threads.run(task.thread, stage.until());
      // Somebody in its midst came to an end that is everybody's.
      if (this.stop) return "stopped";
      switch (state.kind) {
        case "finished":
          task.thread = undefined;
          break;
        case "blocked":
          stage.blocked(state, isNested);
          return "waits";
        case "ready":
          if (stage.paused(state, task.thread)) return "paused";
          if (this.stop) return "stopped";
          break;
        case "stopped":
          this.stop = state.stop;
          threads.pause();
          return "stopped";
      }
    }
  }

  private spawn(task: Task): Thread | undefined {
    const next = task.deeds.shift();
    if (!next) return undefined;
    const { machine } = this;
    const { threads } = machine;
    if (this.begun.filter(({ thread }) => thread).length === threadLimit) {
      const reason = `more than ${threadLimit} processes are under way at once`;
      this.stop = { kind: "not-runnable", reason, diagnostics: [] };
      return undefined;
    }
    this.stage.depth = 0;
    this.stage.announce(next.stimulus, next.deed);
    return threads.spawn(next.deed.function, [...valuesOf(machine, next.deed)], task.process);
  }

  private giveTurn(to: Uint8Array): void {
    const { machine, stage } = this;
    const now = turn(machine);
    if (now.every((byte, index) => byte === to[index])) return;
    stage.turned(giveTurn(machine, to));
  }
}
