// SPDX-License-Identifier: MIT
// Rules that a filesystem keeps when it is told of a failure or a removal.
import { affectedBy, deviceOf, firstPage, type AffectedPages } from "./affected";
import { argumentOf, broken, type Invariant, lastPlaced, type Moment, numberOf } from "./monitor";

/** A filesystem is called corrupt only when some of its own blocks are lost. */
export const shutdownReason: Invariant = {
  id: "I8-shutdown-reason",
  group: "rule-set",
  rule: "a shutdown as corrupt needs lost metadata or an error; a removal ends as its rules say",
  watch: () => {
    let pages: AffectedPages | undefined;
    let removed: string | undefined;
    let error = false;
    const reasons = new Map<string, string>();
    return {
      unreached: () => "no device of a filesystem was removed or lost memory in this run",
      observe(event, moment) {
        if (event.kind === "stimulus") {
          const { stimulus, scenario } = moment;
          pages = (stimulus && affectedBy(stimulus, scenario.world)) ?? pages;
          if (stimulus?.kind === "unbind") removed = stimulus.device;
        }
        if (event.kind !== "host") return undefined;
        if (event.name === "iget" || event.name === "agf-read") {
          const result = numberOf(argumentOf(event, "result")) ?? 0n;
          if (result < 0n && result !== noData) error = true;
        }
        if (event.name === "injected") error = true;
        if (event.name !== "shutdown") return undefined;
        const mount = argumentOf(event, "mount");
        const reason = argumentOf(event, "reason");
        reasons.set(mount, reason);
        if (reason !== "CORRUPT_ONDISK" || error) return undefined;
        if (removed !== undefined && pages?.device === removed)
          return broken(event, `${mount} is called corrupt, and its device was only removed`);
        return pages && hitsMetadata(moment, mount, pages)
          ? undefined
          : broken(event, `${mount} is called corrupt, and none of its metadata is affected`);
      },
      finish({ scenario, events }) {
        if (!pages) return undefined;
        const device = removed;
        const held = scenario.world.mounts.filter(
          (mount) => device !== undefined && deviceOf(scenario.world, mount) === device,
        );
        const wrong =
          scenario.rules === "merged"
            ? held.find(({ name }) => reasons.get(name) !== "FORCE_UMOUNT")
            : undefined;
        if (wrong)
          return {
            state: "broken",
            firstEvent: lastPlaced(events),
            why: `${wrong.name} is not shut down as by umount when its device is removed`,
          };
        return { state: "holds", why: "no filesystem was shut down without a reason" };
      },
    };
  },
};

/** xfs_iget's way to say that the inode is not in memory: no error to the walk. */
const noData = -61n;

function hitsMetadata({ scenario }: Moment, name: string, pages: AffectedPages): boolean {
  const { world } = scenario;
  const mount = world.mounts.find((one) => one.name === name);
  if (!mount) return false;
  if (mount.logDevice === pages.device && mount.logDevice !== mount.device) return true;
  const files = new Set(world.files.filter((file) => file.mount === name).map((file) => file.name));
  const start = firstPage(world, mount);
  return mount.groups.some((group, ag) =>
    group.records.some(({ owner, fork, start: block, count }) => {
      if (files.has(owner) && fork === "data") return false;
      const first = start + BigInt(ag * mount.agBlocks + block);
      return (
        deviceOf(world, mount) === pages.device &&
        first < pages.end &&
        pages.first < first + BigInt(count)
      );
    }),
  );
}

/** Who freezes thaws, and nobody else's freeze is ended. */
export const freezeBalance: Invariant = {
  id: "I10-freeze-balance",
  group: "rule-set",
  rule: "whoever freezes a filesystem thaws it, and nobody ends the freeze of somebody else",
  watch: () => {
    /** Who froze each mount: a process, or "before" for the world. */
    const frozen = new Map<string, string>();
    let isReady = false;
    let seen = 0;
    /** Freezing and thawing by hand is what a stimulus is for. */
    let byHand: string | undefined;
    const own = new Set<string>();
    return {
      unreached: () => "nothing was frozen or thawed in this run",
      observe(event, { scenario, stimulus }) {
        if (!isReady) {
          isReady = true;
          for (const { name, frozen: who } of scenario.world.mounts)
            if (who !== "no") frozen.set(name, "before");
        }
        if (event.kind === "stimulus")
          byHand =
            stimulus?.kind === "freeze" || stimulus?.kind === "thaw" ? stimulus.by : undefined;
        if (event.kind !== "host" || event.name !== "freeze") return undefined;
        const mount = argumentOf(event, "mount");
        const step = argumentOf(event, "step");
        if (step === "complete" || step === "read-only") {
          seen++;
          frozen.set(mount, event.thread);
          if (event.thread !== byHand) own.add(mount);
        }
        if (step !== "thawed") return undefined;
        seen++;
        const by = frozen.get(mount);
        frozen.delete(mount);
        own.delete(mount);
        if (event.thread === byHand || by === event.thread) return undefined;
        return broken(
          event,
          `${event.thread} thaws ${mount}, which ${by === "before" ? "somebody else" : by} froze`,
        );
      },
      finish(ending) {
        const left = [...own].find((mount) => ending.state().get(`${mount}.frozen`) !== "no");
        if (left !== undefined && ending.state().has(`${left}.frozen`))
          return {
            state: "broken",
            firstEvent: lastPlaced(ending.events),
            why: `${left} is frozen by ${frozen.get(left) ?? "somebody"} and never thawed`,
          };
        return seen ? { state: "holds", why: "every freeze was ended by who made it" } : undefined;
      },
    };
  },
};
