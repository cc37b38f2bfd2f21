// SPDX-License-Identifier: MIT
import type { Outcome, Verdict } from "./outcome";
import type { Scenario } from "./scenario";
import type { Stimulus } from "../world";
import type { TraceEvent } from "./trace";

/** The world at one moment of a run; reading it costs, so monitors ask only where they must. */
export interface Moment {
  readonly scenario: Scenario;
  /** What is announced by the event at hand, if that is a stimulus. */
  readonly stimulus: Stimulus | undefined;
  /** The members of an enum of the program, by its tag. */
  enumMembers(tag: string): readonly { readonly name: string; readonly value: bigint }[];
  state(): ReadonlyMap<string, string>;
}

/** The end of a run. */
export interface Ending extends Moment {
  readonly outcome: Outcome;
  readonly events: readonly TraceEvent[];
  /** More happened than a trace may hold: what came later was not watched. */
  readonly isTraceCut: boolean;
}

/** Watches one invariant through one run. */
export interface Monitor {
  readonly invariant: string;
  observe(event: TraceEvent, moment: Moment): void;
  verdict(ending: Ending): Verdict;
}

/** What a monitor knows when it has seen enough. */
export interface Finding {
  readonly state: "holds" | "broken";
  readonly firstEvent?: number;
  readonly why: string;
}

/** An invariant: its words, and how a fresh monitor of it is made. */
export interface Invariant {
  readonly id: string;
  /** When it is judged: in every run, by what a run is about, or by the rules a scenario takes. */
  readonly group: "always" | "event" | "rule-set";
  /** One sentence: what must hold. */
  readonly rule: string;
  readonly watch: () => Watcher;
}

/** The part of a monitor that differs: it says what it found as soon as it found it. */
export interface Watcher {
  observe(event: TraceEvent, moment: Moment): Finding | undefined;
  /**
   * At the end of a run that was not cut short; undefined where its check point was never reached.
   */
  finish(ending: Ending): Finding | undefined;
  /** What the end of a run that was cut short shows by itself, such as a shift that trapped. */
  cutShort?(ending: Ending): Finding | undefined;
  /** Why there is no verdict when the check point was never reached. */
  unreached(): string;
}

export function monitorOf(invariant: Invariant): Monitor {
  const watcher = invariant.watch();
  let broken: Finding | undefined;
  return {
    invariant: invariant.id,
    observe(event, moment) {
      if (broken) return;
      const found = watcher.observe(event, moment);
      if (found?.state === "broken") broken = found;
    },
    verdict(ending) {
      const invariantId = invariant.id;
      if (broken) return { invariant: invariantId, ...broken };
      const unknown = (why: string): Verdict => ({ invariant: invariantId, state: "unknown", why });
      const isCut = ending.outcome.kind !== "returned";
      const found = isCut ? watcher.cutShort?.(ending) : watcher.finish(ending);
      if (found?.state === "holds" && ending.isTraceCut)
        return unknown("the run went on after its trace was full");
      if (found) return { invariant: invariantId, ...found };
      return unknown(
        isCut
          ? `the run ended early (${ending.outcome.kind}) before this could be decided`
          : watcher.unreached(),
      );
    },
  };
}

/** The value of an event's argument, "" where it has none of that name. */
export const argumentOf = (event: TraceEvent, name: string): string =>
  event.args.find((argument) => argument.name === name)?.value ?? "";

export const broken = (event: TraceEvent, why: string): Finding => ({
  state: "broken",
  firstEvent: event.step,
  why,
});

/** The step of the last event that stands at a line: there is told what only the end shows. */
export function lastPlaced(events: readonly TraceEvent[]): number {
  for (let step = events.length; 0 < step; step--) if (events[step - 1]?.position.path) return step;
  return events.length;
}

/** "pmem0" of "dax device pmem0". */
export const deviceName = (rendered: string): string => rendered.replace(/^dax device /, "");

/** Reads a rendered number: decimal, hexadecimal or U64_MAX; undefined for anything else. */
export function numberOf(text: string): bigint | undefined {
  if (text === "U64_MAX") return 0xffff_ffff_ffff_ffffn;
  return /^-?(?:0x[0-9a-f]{1,16}|[0-9]{1,20})$/.test(text)
    ? text.startsWith("-")
      ? -BigInt(text.slice(1))
      : BigInt(text)
    : undefined;
}
