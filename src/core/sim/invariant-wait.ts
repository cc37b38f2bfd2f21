// SPDX-License-Identifier: MIT
// Locks as lockdep would judge them: the order they are taken in, and who waits for whom.
import { argumentOf, broken, type Finding, type Invariant } from "./monitor";
import type { TraceEvent } from "./trace";

/** The kind of the locks that entries of a file's index have. */
const entryKind = "dax-entry";

interface Held {
  readonly lock: string;
  readonly of: string;
}

interface Edge {
  readonly process: string;
  readonly step: number;
}

/**
 * Nobody waits in a ring, and no two orders of taking locks could make a ring.
 * - Source: what Documentation/locking/lockdep-design calls classes: a lock's name, not its object.
 */
export const noWaitCycle: Invariant = {
  id: "I20-no-wait-cycle",
  group: "always",
  rule: "no process waits, through others or not, for itself, and no lock order allows it",
  watch: () => {
    const held = new Map<string, Held[]>();
    /** From each lock to those that were taken while it was held. */
    const order = new Map<string, Map<string, Edge>>();
    const waits = new Map<string, string>();
    let taken = 0;
    return {
      unreached: () => "no lock was taken in this run",
      observe(event) {
        if (event.kind !== "host") return undefined;
        const own = held.get(event.thread) ?? [];
        held.set(event.thread, own);
        switch (event.name) {
          case "lock":
          case "srcu-lock": {
            taken++;
            const lock = lockOf(event);
            // A reader of srcu waits for nobody, and who waits for an entry lets the index go
            // first: of these only what is taken inside matters, and the waits themselves.
            const isWaitless =
              event.name === "srcu-lock" || argumentOf(event, "kind") === entryKind;
            const found = isWaitless ? undefined : ordered(order, own, lock, event);
            own.push(lock);
            return found;
          }
          case "srcu-sync":
            return ordered(order, own, lockOf(event), event);
          case "unlock":
          case "srcu-unlock": {
            const { lock, of } = lockOf(event);
            const at = own.map((one) => `${one.lock} ${one.of}`).lastIndexOf(`${lock} ${of}`);
            if (0 <= at) own.splice(at, 1);
            return undefined;
          }
          case "wait":
            return ring(waits, event) ?? ordered(order, own, waitedFor(event), event);
          case "wake":
            waits.delete(argumentOf(event, "process"));
            return undefined;
          default:
            return undefined;
        }
      },
      finish: () =>
        taken ? { state: "holds", why: "locks are always taken in one order" } : undefined,
      cutShort: ({ outcome, events }) =>
        outcome.kind === "deadlocked"
          ? { state: "broken", firstEvent: events.length, why: outcome.waits.join("; ") }
          : undefined,
    };
  },
};

const lockOf = (event: TraceEvent): Held =>
  event.name.startsWith("srcu")
    ? { lock: argumentOf(event, "srcu"), of: "none" }
    : {
        lock: argumentOf(event, "lock").replace(/^entry [0-9]+$/, "entry"),
        of: argumentOf(event, "of"),
      };

const waitedFor = (event: TraceEvent): Held => ({
  lock: argumentOf(event, "for"),
  of: argumentOf(event, "of"),
});

/** Notes what is taken under what; a way back from it to what is held is a ring in waiting. */
function ordered(
  order: Map<string, Map<string, Edge>>,
  own: readonly Held[],
  taken: Held,
  event: TraceEvent,
): Finding | undefined {
  for (const { lock } of own) {
    // Locks of one class nest by rules of their own, such as parent before child.
    if (lock === taken.lock) continue;
    const behind = order.get(lock) ?? new Map<string, Edge>();
    order.set(lock, behind);
    if (behind.has(taken.lock)) continue;
    behind.set(taken.lock, { process: event.thread, step: event.step });
    const way = wayFrom(order, taken.lock, lock, new Set());
    if (way)
      return broken(
        event,
        `${event.thread} takes ${taken.lock} while it has ${lock}; ` +
          `step ${way.step} (${way.process}) has the other order`,
      );
  }
  return undefined;
}

function wayFrom(
  order: ReadonlyMap<string, ReadonlyMap<string, Edge>>,
  from: string,
  to: string,
  seen: Set<string>,
): Edge | undefined {
  seen.add(from);
  for (const [next, edge] of order.get(from) ?? []) {
    if (next === to) return edge;
    if (!seen.has(next) && wayFrom(order, next, to, seen)) return edge;
  }
  return undefined;
}

function ring(waits: Map<string, string>, event: TraceEvent): Finding | undefined {
  const process = argumentOf(event, "process");
  const chain = [process];
  waits.set(process, argumentOf(event, "held_by"));
  for (let next = waits.get(process); next !== undefined; next = waits.get(next)) {
    if (next === process) return broken(event, `${[...chain, process].join(" waits for ")}`);
    if (chain.includes(next)) return undefined;
    chain.push(next);
  }
  return undefined;
}
