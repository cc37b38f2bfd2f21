// SPDX-License-Identifier: MIT
// Who is told, how often, and what is called poisoned.
import { affectedBy, isAffected, mappingsIn, type AffectedPages, type Mapping } from "./affected";
import { argumentOf, broken, numberOf, type Invariant, type Moment } from "./monitor";
import type { TraceEvent } from "./trace";

/** Codes that tell of lost memory; others answer what the process did itself. */
const memoryCodes = new Set(["BUS_MCEERR_AO", "BUS_MCEERR_AR"]);

const isNotification = (event: TraceEvent): boolean =>
  event.kind === "host" &&
  event.name === "signal" &&
  (memoryCodes.has(argumentOf(event, "code")) || argumentOf(event, "signal") === "SIGKILL");

const affectedAt = ({ stimulus, scenario }: Moment): AffectedPages | undefined =>
  stimulus && affectedBy(stimulus, scenario.world);

/** Whoever has nothing to do with the range hears nothing. */
export const nobodyElseTold: Invariant = {
  id: "I4-nobody-else-told",
  group: "event",
  rule: "a process that maps nothing of the affected range is not signalled",
  watch: () => {
    const affected: Mapping[] = [];
    const ranges: AffectedPages[] = [];
    const faulted = new Set<string>();
    let rounds = 0;
    return {
      unreached: () => "no stimulus was about pages of a device",
      observe(event, moment) {
        const pages = event.kind === "stimulus" ? affectedAt(moment) : undefined;
        if (event.kind === "host" && event.name === "map") {
          const page = BigInt(argumentOf(event, "device_page"));
          const device = argumentOf(event, "device");
          if (ranges.some((one) => one.device === device && one.first <= page && page < one.end))
            faulted.add(argumentOf(event, "process"));
        }
        if (pages) {
          rounds++;
          ranges.push(pages);
          affected.push(...mappingsIn(moment.state()).filter((one) => isAffected(one, pages)));
        }
        if (!rounds || !isNotification(event)) return undefined;
        const to = argumentOf(event, "to");
        if (affected.some(({ process }) => process === to)) return undefined;
        // A fault may have come in between; what is told of may be unmapped by now.
        return faulted.has(to)
          ? undefined
          : broken(event, `${to} is signalled and maps nothing of the affected pages`);
      },
      finish: () =>
        rounds ? { state: "holds", why: "only who maps affected pages was signalled" } : undefined,
    };
  },
};

/** One event, one page, one process: one signal. */
export const toldOnce: Invariant = {
  id: "I5-told-once",
  group: "event",
  rule: "no process is told twice of the same page in one event",
  watch: () => {
    const told = new Set<string>();
    let rounds = 0;
    return {
      unreached: () => "no stimulus was about pages of a device",
      observe(event, moment) {
        if (event.kind === "stimulus" && affectedAt(moment)) {
          rounds++;
          told.clear();
        }
        if (!isNotification(event)) return undefined;
        const page = `${argumentOf(event, "object")} page ${argumentOf(event, "page")}`;
        const key = `${argumentOf(event, "to")} of ${page}`;
        if (told.has(key)) return broken(event, `${key} is told a second time`);
        told.add(key);
        return undefined;
      },
      finish: () =>
        rounds ? { state: "holds", why: "nobody was told twice of one page" } : undefined,
    };
  },
};

/** Poison is what is lost, no more; memory that goes away in order is not lost. */
export const poisonExact: Invariant = {
  id: "I7-poison-exact",
  group: "event",
  rule: "a removal poisons no page, and a lost page is the only one that is poisoned",
  watch: () => {
    const lost = new Set<string>();
    let removals = 0;
    let marked = 0;
    return {
      unreached: () => "nothing was removed or lost in this run",
      observe(event, moment) {
        if (event.kind === "stimulus") {
          const pages = affectedAt(moment);
          const kind = moment.stimulus?.kind;
          if (kind === "unbind" || kind === "dm-remove") removals++;
          else if (pages) lost.add(`${pages.device} page ${pages.first}`);
        }
        if (event.kind !== "host" || event.name !== "hwpoison") return undefined;
        if (argumentOf(event, "value") !== "1") return undefined;
        marked++;
        const poisoned = [...moment.state()].flatMap(([fact, value]) => {
          const [, page] = /^(?!RAM )(\S+ page [0-9]+) HWPoison$/.exec(fact) ?? [];
          return page !== undefined && !lost.has(page) ? [value === "yes" ? page : value] : [];
        });
        return poisoned.length
          ? broken(event, `${poisoned[0]} is marked as poisoned and was not lost`)
          : undefined;
      },
      finish: () =>
        removals || lost.size
          ? { state: "holds", why: marked ? "only lost pages are marked" : "no page is marked" }
          : undefined,
    };
  },
};

/** "Recovered" means that nobody reaches the page any more. */
export const honestResult: Invariant = {
  id: "I17-honest-result",
  group: "event",
  rule: "when memory_failure says 0 nobody maps the page any more, and who did has been told",
  watch: () => {
    /** The page that each process's memory_failure is about, and who mapped it then. */
    const pending = new Map<string, { readonly page: string; readonly mappers: Mapping[] }>();
    const told = new Set<string>();
    let results = 0;
    return {
      unreached: () => "memory_failure did not end in this run",
      observe(event, moment) {
        if (isNotification(event)) told.add(argumentOf(event, "to"));
        if (event.kind === "call" && event.name === "memory_failure") {
          const page = pageOfFrame(moment, argumentOf(event, "pfn"));
          const mappers = mappingsIn(moment.state()).filter((one) => shows(one, page));
          told.clear();
          pending.set(event.thread, { page, mappers });
        }
        if (event.kind !== "return" || event.name !== "memory_failure") return undefined;
        const { page, mappers } = pending.get(event.thread) ?? { page: "", mappers: [] };
        results++;
        if (event.args[0]?.value !== "0" || !page) return undefined;
        const still = mappingsIn(moment.state()).filter((one) => shows(one, page));
        if (still[0])
          return broken(event, `0 is given, and ${still[0].process} still maps ${page}`);
        const untold = mappers.find(({ process }) => !told.has(process));
        return untold
          ? broken(event, `0 is given, and ${untold.process}, which mapped ${page}, is not told`)
          : undefined;
      },
      finish: () =>
        results ? { state: "holds", why: "the result says what became of the page" } : undefined,
    };
  },
};

function shows(mapping: Mapping, page: string): boolean {
  const [, device, number] = /^(\S+) page ([0-9]+)$/.exec(page) ?? [];
  if (device === undefined || number === undefined) return false;
  const first = BigInt(number);
  return isAffected(mapping, { device, first, end: first + 1n });
}

function pageOfFrame({ scenario }: Moment, pfn: string): string {
  const number = numberOf(pfn) ?? 0n;
  const device = scenario.world.devices.find((one) => {
    const first = BigInt(one.basePhys) / 4096n;
    return first <= number && number < first + BigInt(one.bytes) / 4096n;
  });
  return device ? `${device.name} page ${number - BigInt(device.basePhys) / 4096n}` : "";
}
