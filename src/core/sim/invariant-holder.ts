// SPDX-License-Identifier: MIT
// What holds between a dax device and who holds it.
import {
  argumentOf,
  broken,
  deviceName,
  type Invariant,
  lastPlaced,
  type Moment,
  numberOf,
} from "./monitor";
import type { TraceEvent } from "./trace";

/** What a driver or a filesystem is asked through a pointer, by its name at this level. */
const handlers = new Set(["xfs_dax_notify_failure"]);
const notify = "dax_holder_notify_failure";

const isCall = (event: TraceEvent, name: string): boolean =>
  event.kind === "call" && event.name === name;
const isReturn = (event: TraceEvent, name: string): boolean =>
  event.kind === "return" && event.name === name;
const isHandler = (event: TraceEvent, kind: "call" | "return"): boolean =>
  event.kind === kind && handlers.has(event.name);

/** When a device has been killed nobody can reach it, and nobody is still inside. */
export const deadAfterKill: Invariant = {
  id: "I2-dead-after-kill",
  group: "always",
  rule: "when kill_dax returns, the device is dead, nobody holds it and no earlier reader is left",
  watch: () => {
    /** The devices that are being killed, by process. */
    const killing = new Map<string, { readonly device: string; readonly before: Set<number> }>();
    const readers: { readonly process: string; readonly step: number }[] = [];
    const killed: string[] = [];
    return {
      unreached: () => "no device was killed in this run",
      observe(event, moment) {
        if (event.kind === "host" && event.name === "srcu-lock")
          readers.push({ process: event.thread, step: event.step });
        if (event.kind === "host" && event.name === "srcu-unlock") {
          const at = readers.map(({ process }) => process).lastIndexOf(event.thread);
          if (0 <= at) readers.splice(at, 1);
        }
        if (isCall(event, "kill_dax"))
          killing.set(event.thread, {
            device: deviceName(argumentOf(event, "dax_dev")),
            before: new Set(readers.map(({ step }) => step)),
          });
        if (!isReturn(event, "kill_dax")) return undefined;
        const { device, before } = killing.get(event.thread) ?? { device: "", before: new Set() };
        if (!device) return undefined;
        const state = moment.state();
        const left = [
          ...(state.get(`${device}.alive`) === "1" ? [`${device} is still alive`] : []),
          ...(state.get(`${device}.holder`) === "none" ? [] : [`${device} still has a holder`]),
          ...(state.get(`${device}.holder operations`) === "set"
            ? [`${device} still has its holder's operations`]
            : []),
          ...readers
            .filter(({ step }) => before.has(step))
            .map(({ process }) => `${process} is still inside a read section of before`),
        ];
        killed.push(device);
        return left.length ? broken(event, left.join(", ")) : undefined;
      },
      finish: () =>
        killed.length
          ? { state: "holds", why: `${killed.join(", ")}: dead and let go` }
          : undefined,
    };
  },
};

/** An error is passed on as it is; only "not supported" lets the generic way try. */
export const errorsPropagate: Invariant = {
  id: "I12-errors-propagate",
  group: "always",
  rule: "what the holder answers is what memory_failure decides on; only -EOPNOTSUPP falls through",
  watch: () => {
    /** The last answer by process, and who gave it. */
    const answers = new Map<string, { readonly from: string; readonly value: string }>();
    let seen = 0;
    const chain = [...handlers, notify, "pmem_pagemap_memory_failure"];
    return {
      unreached: () => "no holder was asked in this run",
      observe(event) {
        const { thread } = event;
        if (isCall(event, "kill_dax") || isCall(event, "memory_failure")) answers.delete(thread);
        const last = answers.get(thread);
        if (event.kind === "call" && event.name === "mf_generic_kill_procs" && last)
          return last.value === "-95"
            ? undefined
            : broken(event, `the generic way is taken although ${last.from} gave ${last.value}`);
        if (event.kind !== "return") return undefined;
        const value = event.args[0]?.value ?? "";
        const rank = chain.indexOf(event.name);
        if (0 <= rank) {
          const asked = last && chain.indexOf(last.from) < rank ? last : undefined;
          answers.set(thread, { from: event.name, value });
          seen++;
          return asked && asked.value !== value
            ? broken(event, `${asked.from} gave ${asked.value}, ${event.name} makes it ${value}`)
            : undefined;
        }
        if (event.name !== "memory_failure_dev_pagemap" || !last) return undefined;
        answers.delete(thread);
        return last.value === "-95" || last.value === value
          ? undefined
          : broken(event, `${last.from} gave ${last.value}, ${event.name} makes it ${value}`);
      },
      finish: () =>
        seen ? { state: "holds", why: "every answer was passed on as it was given" } : undefined,
    };
  },
};

/** The holder that a handler reads stays what it is until the handler returns. */
export const holderStays: Invariant = {
  id: "I18-holder-stays",
  group: "always",
  rule: "who holds the device when its handler is called is not freed before the handler returns",
  watch: () => {
    const inside: string[] = [];
    let calls = 0;
    return {
      unreached: () => "no handler was called in this run",
      observe(event) {
        if (isHandler(event, "call")) {
          inside.push(event.thread);
          calls++;
        }
        if (isHandler(event, "return")) inside.splice(inside.lastIndexOf(event.thread), 1);
        if (event.kind !== "host" || event.name !== "mount") return undefined;
        const [running] = inside;
        return running !== undefined && argumentOf(event, "step") === "freed"
          ? broken(
              event,
              `${argumentOf(event, "mount")} is freed while ${running} is inside its handler`,
            )
          : undefined;
      },
      finish: () =>
        calls ? { state: "holds", why: "no holder went away under its handler" } : undefined,
    };
  },
};

/** A handler is called only of a device that lives, and only if there is one. */
export const handlerCallable: Invariant = {
  id: "I19-handler-callable",
  group: "always",
  rule: "the holder is called only while the device lives and its operations are there",
  watch: () => {
    let calls = 0;
    return {
      unreached: () => "no holder was to be told in this run",
      observe(event, moment) {
        if (isCall(event, notify)) calls++;
        if (!isHandler(event, "call")) return undefined;
        const device = deviceName(argumentOf(event, "dax_dev"));
        const state = moment.state();
        if (state.get(`${device}.alive`) === "0")
          return broken(event, `the handler is called although ${device} is dead`);
        return state.get(`${device}.holder operations`) === "none"
          ? broken(event, `the handler is called although ${device} has no operations any more`)
          : undefined;
      },
      finish(ending) {
        const wiped = [...ending.state()].find(
          ([fact, value]) =>
            fact.endsWith(".holder") &&
            value !== "none" &&
            ending.state().get(`${fact} operations`) === "none",
        );
        if (wiped && hadOperations(ending, wiped[0]))
          return {
            state: "broken",
            firstEvent: lastPlaced(ending.events),
            why: `${wiped[1]} holds ${wiped[0].slice(0, -".holder".length)} without operations`,
          };
        return calls ? { state: "holds", why: "every call found a live device" } : undefined;
      },
      cutShort: ({ outcome, events }) =>
        outcome.kind === "trapped" &&
        outcome.function === notify &&
        (outcome.trap === "null" || outcome.trap === "null-function")
          ? {
              state: "broken",
              firstEvent: lastPlaced(events),
              why: `the holder is called through what is no pointer: ${outcome.message}`,
            }
          : undefined,
    };
  },
};

/** Somebody held it with operations in this run: the operations were lost, not never given. */
const hadOperations = (ending: { readonly events: readonly TraceEvent[] }, holder: string) =>
  ending.events.some(
    (event) =>
      isCall(event, "fs_put_dax") &&
      deviceName(argumentOf(event, "dax_dev")) === holder.slice(0, -".holder".length),
  );

/** What a user sees, without the right to write: a sync takes that away and gives it back. */
function visible({ state }: Moment): ReadonlyMap<string, string> {
  const facts = [...state()].filter(
    ([fact]) =>
      / maps | pending | killed$/.test(fact) ||
      /\.(shutdown|frozen)$/.test(fact) ||
      fact.endsWith(" HWPoison"),
  );
  return new Map(
    facts.map(([fact, value]) => [fact, value.replace(/, (writable|read-only)$/, "")]),
  );
}

/** Events by which a handler begins to act. */
const acts = new Set(["rmap-query", "unmap", "shutdown", "hwpoison", "signal", "freeze"]);

/** Who gives up before it has done anything leaves everything as it was. */
export const errorsChangeNothing: Invariant = {
  id: "I22-errors-change-nothing",
  group: "event",
  rule: "a handler that gives an error before it acts has changed nothing a user can see",
  watch: () => {
    const entered = new Map<
      string,
      { readonly state: ReadonlyMap<string, string>; acted: boolean }
    >();
    const partial: string[] = [];
    let errors = 0;
    let calls = 0;
    return {
      unreached: () => "no handler was called in this run",
      observe(event, moment) {
        if (isHandler(event, "call")) {
          calls++;
          entered.set(event.thread, { state: visible(moment), acted: false });
        }
        const own = entered.get(event.thread);
        if (own && event.kind === "host" && acts.has(event.name)) own.acted = true;
        if (!own || !isHandler(event, "return")) return undefined;
        entered.delete(event.thread);
        const value = event.args[0]?.value ?? "";
        if (0n <= (numberOf(value) ?? 0n)) return undefined;
        errors++;
        const now = visible(moment);
        const changed = [...new Set([...own.state.keys(), ...now.keys()])].filter(
          (fact) => own.state.get(fact) !== now.get(fact),
        );
        if (!changed.length) return undefined;
        if (!own.acted)
          return broken(event, `${value} is given, and ${changed.join(", ")} changed`);
        partial.push(...changed);
        return undefined;
      },
      finish: () =>
        calls
          ? {
              state: "holds",
              why: partial.length
                ? `an error came after the handler had acted: ${partial.slice(0, 4).join(", ")}` +
                  (partial.length <= 4 ? "" : ` and ${partial.length - 4} more`)
                : errors
                  ? "errors came before anything was done"
                  : "no handler gave an error",
            }
          : undefined,
    };
  },
};
