// SPDX-License-Identifier: MIT
// Ranges of blocks and pages, and the flags they are handed on with.
import type { Mount, World } from "../world";
import { affectedBy, deviceOf, firstPage, type AffectedPages } from "./affected";
import { argumentOf, broken, numberOf, type Finding, type Invariant, type Moment } from "./monitor";
import type { TraceEvent } from "./trace";

/** Flags of a record that say it holds no data of a file. */
const forkFlags = 3n;

/** A range stays inside what it is a range of, and what is handed on is what it covers. */
export const rangesInside: Invariant = {
  id: "I14-ranges-inside",
  group: "event",
  rule: "a walk stays in the groups of its mount, and hands on just the pages that are affected",
  watch: () => {
    let walks = 0;
    let pages: AffectedPages | undefined;
    /** The record that each process's walk is at. */
    const records = new Map<string, TraceEvent>();
    return {
      unreached: () => "no range was walked in this run",
      observe(event, moment) {
        if (event.kind === "stimulus") {
          const { stimulus, scenario } = moment;
          pages = (stimulus && affectedBy(stimulus, scenario.world)) ?? pages;
        }
        if (event.kind === "host" && event.name === "rmap-query") {
          walks++;
          return queryInside(event, moment);
        }
        if (event.kind === "host" && event.name === "perag-get")
          return argumentOf(event, "result") === "NULL"
            ? broken(event, `the walk goes on to AG ${argumentOf(event, "ag")}, which is not there`)
            : undefined;
        if (event.kind === "host" && event.name === "rmap-record") records.set(event.thread, event);
        if (event.kind !== "call" || event.name !== "mf_dax_kill_procs") return undefined;
        const record = records.get(event.thread);
        return record && pages && handedOn(event, record, moment.scenario.world, pages);
      },
      finish: () =>
        walks
          ? { state: "holds", why: "every range lay inside, no page too many or few" }
          : undefined,
    };
  },
};

function mountOf(event: TraceEvent, world: World): Mount | undefined {
  return world.mounts.find(({ name }) => name === argumentOf(event, "mount"));
}

function queryInside(event: TraceEvent, { scenario }: Moment): Finding | undefined {
  const mount = mountOf(event, scenario.world);
  if (!mount) return undefined;
  const group = argumentOf(event, "group");
  const ag = numberOf(argumentOf(event, "ag")) ?? 0n;
  const low = numberOf(argumentOf(event, "low")) ?? 0n;
  const high = numberOf(argumentOf(event, "high")) ?? 0n;
  const isLast = ag === BigInt(mount.groups.length - 1);
  const blocks = group
    ? realtimeBlocks(scenario.world, mount)
    : BigInt(isLast ? mount.lastAgBlocks : mount.agBlocks);
  if (high < low) return broken(event, `the walk ends at block ${high}, before it begins (${low})`);
  // All ones mean: to the end of the group.
  return blocks <= high && high < 0xffff_ffffn
    ? broken(event, `the walk goes to block ${high} of ${group || `AG ${ag}`}, which has ${blocks}`)
    : undefined;
}

/** A realtime device is one group. */
function realtimeBlocks(world: World, mount: Mount): bigint {
  const device = world.devices.find(({ name }) => name === mount.realtimeDevice);
  return BigInt(device?.bytes ?? 0) / 4096n;
}

function handedOn(
  event: TraceEvent,
  record: TraceEvent,
  world: World,
  pages: AffectedPages,
): Finding | undefined {
  const mount = mountOf(record, world);
  const flags = numberOf(argumentOf(record, "flags")) ?? 0n;
  if (!mount || deviceOf(world, mount) !== pages.device || flags & forkFlags) return undefined;
  const ag = numberOf(argumentOf(record, "ag")) ?? 0n;
  const start = numberOf(argumentOf(record, "start")) ?? 0n;
  const count = numberOf(argumentOf(record, "count")) ?? 0n;
  const first = firstPage(world, mount) + ag * BigInt(mount.agBlocks) + start;
  const from = first < pages.first ? pages.first : first;
  const to = pages.end < first + count ? pages.end : first + count;
  const wanted = to - from;
  const given = numberOf(argumentOf(event, "count")) ?? 0n;
  const owner = argumentOf(record, "owner");
  return wanted === given
    ? undefined
    : broken(event, `${given} pages of ${owner} are handed on, ${wanted} are affected`);
}

/** Each flag has a bit of its own. */
export const flagsDistinct: Invariant = {
  id: "I21-flags-distinct",
  group: "always",
  rule: "every flag of enum mf_flags is a bit of its own",
  watch: () => {
    let isAsked = false;
    return {
      unreached: () => "no call hands such flags on in this run",
      observe(event, moment) {
        if (isAsked || event.kind !== "call") return undefined;
        if (!event.args.some(({ name }) => name === "mf_flags" || name === "flags"))
          return undefined;
        isAsked = true;
        const members = moment.enumMembers("mf_flags");
        for (const [index, { name, value }] of members.entries()) {
          if (value === 0n || (value & (value - 1n)) !== 0n)
            return broken(event, `${name} is no single bit`);
          const same = members.slice(0, index).find((other) => other.value === value);
          if (same) return broken(event, `${name} and ${same.name} are the same bit`);
        }
        return undefined;
      },
      finish: () => (isAsked ? { state: "holds", why: "no two flags share a bit" } : undefined),
    };
  },
};
