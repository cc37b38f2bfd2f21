// SPDX-License-Identifier: MIT
import { argumentOf, broken, type Invariant, lastPlaced, numberOf } from "./monitor";
import type { TraceEvent } from "./trace";

/** The condition of the model's event "warn" for a release too many (hs/lock.c). */
const releasedUnheld = "released without being held";
/** The same for what may sleep under a spinlock, or in an rcu section. */
const sleptAtomic = "sleeping function in atomic context";

/** Everything that a stimulus takes is given back when it is over. */
export const lockBalance: Invariant = {
  id: "I9-balance",
  group: "always",
  rule: "what is taken on the way is given back, and nobody sleeps where that is forbidden",
  watch: () => ({
    unreached: () => "the run did not come to its end",
    observe(event) {
      if (event.kind !== "host" || event.name !== "warn") return undefined;
      const condition = argumentOf(event, "condition");
      if (condition === releasedUnheld)
        return broken(
          event,
          `${argumentOf(event, "kind")} ${argumentOf(event, "object")} ` +
            "is given back without being held",
        );
      return condition === sleptAtomic
        ? broken(event, `${argumentOf(event, "where")} may sleep, under a spinlock or in rcu`)
        : undefined;
    },
    finish(ending) {
      const held = [...ending.state()].filter(([fact]) => fact.startsWith("held "));
      return held.length
        ? {
            state: "broken",
            firstEvent: lastPlaced(ending.events),
            why: `at the end still ${held.map(([fact, by]) => `${fact} (${by})`).join(", ")}`,
          }
        : { state: "holds", why: "nothing is held at the end" };
    },
  }),
};

/** sync_filesystem wants s_umount and a born superblock, and its error may not vanish. */
export const syncRules: Invariant = {
  id: "I11-sync-filesystem",
  group: "rule-set",
  rule: "a filesystem is synced with s_umount held, when it is born, and a failure is told",
  watch: () => {
    let synced = false;
    let dropped = "";
    /** A failed sync whose caller has not returned yet: the error, and how deep the caller is. */
    let failed: { error: string; callerDepth: number; step: number; logged: boolean } | undefined;
    const lost = (error: string, step: number) => ({
      state: "broken" as const,
      firstEvent: step,
      why: `the sync fails with ${error} and its caller neither returns nor logs that`,
    });
    return {
      unreached: () => "no filesystem was synced in this run",
      observe(event) {
        if (event.kind === "host" && event.name === "sync") {
          synced = true;
          return brokenRule(event);
        }
        if (event.kind === "message" && failed && tellsOf(event, failed)) failed.logged = true;
        if (event.kind !== "return") return undefined;
        const value = event.args[0]?.value ?? "";
        if (event.name === "sync_filesystem" && (numberOf(value) ?? 0n) < 0n)
          failed = { error: value, callerDepth: event.depth - 1, step: event.step, logged: false };
        else if (failed && event.depth <= failed.callerDepth) {
          const { error, step, logged } = failed;
          failed = undefined;
          if (value === error || logged) return undefined;
          if (event.args.length) return lost(error, step);
          // A caller without a value has nobody to tell.
          dropped = `; ${error} ends at one that returns nothing`;
        }
        return undefined;
      },
      finish: () =>
        synced
          ? {
              state: "holds",
              why:
                "every sync was made under s_umount, and no error was kept from a caller" + dropped,
            }
          : undefined,
    };
  },
};

/** What the caller itself prints, or anyone with the error's number; others have other worries. */
const tellsOf = (
  event: TraceEvent,
  failed: { readonly error: string; readonly callerDepth: number },
): boolean =>
  event.depth <= failed.callerDepth + 1 || event.text.split(/[^-\w]/).includes(failed.error);

function brokenRule(event: TraceEvent) {
  const lock = argumentOf(event, "s_umount");
  if (lock !== "read" && lock !== "write")
    return {
      state: "broken" as const,
      firstEvent: event.step,
      why: `${argumentOf(event, "mount")} is synced while s_umount is not held`,
    };
  if (argumentOf(event, "born") === "0")
    return {
      state: "broken" as const,
      firstEvent: event.step,
      why: `${argumentOf(event, "mount")} is synced before it is born`,
    };
  return undefined;
}
