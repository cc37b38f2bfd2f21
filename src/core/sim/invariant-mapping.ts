// SPDX-License-Identifier: MIT
import type { World } from "../world";
import {
  affectedBy,
  firstPage,
  isAffected,
  mappingsIn,
  type AffectedPages,
  type Mapping,
} from "./affected";
import { argumentOf, broken, type Invariant, lastPlaced, type Moment, numberOf } from "./monitor";
import type { TraceEvent } from "./trace";

/** Named in a verdict; the rest is counted. */
const namedLimit = 4;

/** No page table entry and no DAX entry outlives the device it points to. */
export const noStaleMapping: Invariant = {
  id: "I1-no-stale-mapping",
  group: "always",
  rule: "when a device's pages are gone, no page table and no DAX entry refers to them any more",
  watch: () => {
    const removed = new Set<string>();
    return {
      unreached: () => "no device's pages went away in this run",
      observe(event, moment) {
        if (event.kind !== "host") return undefined;
        const device = argumentOf(event, "device");
        if (event.name === "pagemap-removed") {
          removed.add(device);
          const stale = [...moment.state()].filter(([, value]) =>
            value.startsWith(`${device} page `),
          );
          return stale.length
            ? broken(
                event,
                `${named(stale.map(([fact]) => fact))} still refer to pages of ${device}`,
              )
            : undefined;
        }
        return event.name === "map" && removed.has(device)
          ? broken(
              event,
              `${argumentOf(event, "process")} maps a page of ${device} after its removal`,
            )
          : undefined;
      },
      finish: () =>
        removed.size
          ? { state: "holds", why: `nothing refers to pages of ${[...removed].join(", ")}` }
          : undefined,
    };
  },
};

/** Whoever maps what fails is told, about the right address and size. */
export const everyMapperTold: Invariant = {
  id: "I3-every-mapper-told",
  group: "event",
  rule: "every process that maps an affected page gets a SIGBUS of the right size or a SIGKILL",
  watch: () => {
    /** For each stimulus that is about pages: who maps them, and the signals that follow. */
    const rounds: { readonly affected: readonly Mapping[]; readonly signals: TraceEvent[] }[] = [];
    /** Those that go on: with processes side by side a new one does not end the others. */
    let open: typeof rounds = [];
    return {
      unreached: () => "no stimulus was about pages of a device",
      observe(event, moment) {
        if (event.kind === "stimulus") {
          const pages = affectedAt(moment);
          const mappings = pages ? mappingsIn(moment.state()) : [];
          const affected = pages ? mappings.filter((one) => isAffected(one, pages)) : [];
          const round = { affected, signals: [] };
          if (pages) rounds.push(round);
          if (pages) open = isSideBySide(moment) ? [...open, round] : [round];
        }
        if (event.kind === "host" && event.name === "signal")
          for (const { signals } of open) signals.push(event);
        return undefined;
      },
      finish(ending) {
        if (!rounds.length) return undefined;
        const processes = processesOf(rounds.flatMap(({ affected }) => affected));
        const untold = processes.filter((process) =>
          rounds.some(
            ({ affected, signals }) =>
              processesOf(affected).includes(process) &&
              !signals.some((signal) => tells(signal, affected, process)),
          ),
        );
        return untold.length
          ? {
              state: "broken",
              firstEvent: lastPlaced(ending.events),
              why:
                untold.length === 1
                  ? `${named(untold)} maps affected pages and is never told`
                  : `${named(untold)} map affected pages and are never told`,
            }
          : {
              state: "holds",
              why: processes.length
                ? `${named(processes)} told`
                : "nobody mapped the affected pages",
            };
      },
    };
  },
};

/** Whether what is announced begins while something else goes on. */
const isSideBySide = ({ scenario, stimulus }: Moment): boolean =>
  scenario.schedule !== undefined || stimulus?.at !== undefined;

const processesOf = (mappings: readonly Mapping[]): readonly string[] => [
  ...new Set(mappings.map(({ process }) => process)),
];

/** What becomes of a signal that its process gets to see; a dropped or ignored one tells nobody. */
const arrivals = new Set(["queued", "blocked", "forced"]);

function tells(signal: TraceEvent, affected: readonly Mapping[], process: string): boolean {
  if (argumentOf(signal, "to") !== process) return false;
  if (argumentOf(signal, "signal") === "SIGKILL") return true;
  if (!arrivals.has(argumentOf(signal, "result"))) return false;
  const page = numberOf(argumentOf(signal, "page"));
  const lsb = Number(argumentOf(signal, "lsb"));
  return affected.some(
    (mapping) =>
      mapping.process === process &&
      mapping.file === argumentOf(signal, "object") &&
      page !== undefined &&
      mapping.filePage <= page &&
      page < mapping.filePage + (1n << BigInt(mapping.shift - 12)) &&
      mapping.shift === lsb,
  );
}

/** The walk over the reverse map sees every record that overlaps, whatever stands before it. */
export const everyRecordVisited: Invariant = {
  id: "I6-every-record-visited",
  group: "event",
  rule:
    "every rmap record that overlaps the affected range is visited, " +
    "unless I/O fails: then the filesystem is shut down",
  watch: () => {
    let expected: readonly string[] = [];
    let walks = 0;
    let failed = "";
    let failedStep = 0;
    let isShutDown = false;
    let lastStep = 0;
    const visited = new Set<string>();
    return {
      unreached: () => "no walk over the reverse map began in this run",
      observe(event, moment) {
        if (event.kind === "stimulus") {
          const pages = affectedAt(moment);
          if (pages) expected = [...expected, ...recordsIn(moment, pages)];
        }
        if (event.kind !== "host") return undefined;
        if (event.name === "rmap-query") {
          walks++;
          lastStep = event.step;
        }
        if (event.name === "agf-read" && (numberOf(argumentOf(event, "result")) ?? 0n) < 0n)
          [failed, failedStep] = [argumentOf(event, "result"), event.step];
        if (event.name === "shutdown") isShutDown = true;
        if (event.name === "rmap-record") {
          visited.add(recordName(event));
          lastStep = event.step;
        }
        return undefined;
      },
      finish(ending) {
        if (failed && !isShutDown)
          return {
            state: "broken",
            firstEvent: failedStep,
            why: `an I/O error (${failed}) ended the walk, and nothing was shut down`,
          };
        if (!walks && !failed) return undefined;
        // Of a filesystem that is gone by now nobody was to visit anything.
        const state = ending.state();
        const missed = expected.filter(
          (record) => !visited.has(record) && state.get(`${record.split(" ")[0]}.mounted`) !== "no",
        );
        if (!missed.length || failed)
          return {
            state: "holds",
            why: failed
              ? `an I/O error (${failed}) ended the walk`
              : `${expected.length} records visited`,
          };
        return {
          state: "broken",
          firstEvent: lastStep,
          why:
            `${missed.length} of ${expected.length} overlapping records never visited: ` +
            named(missed),
        };
      },
    };
  },
};

const recordName = (event: TraceEvent): string =>
  `${argumentOf(event, "mount")} ` +
  `${argumentOf(event, "ag") ? `AG${argumentOf(event, "ag")}` : "realtime"} ` +
  `block ${argumentOf(event, "start")} (${argumentOf(event, "owner")})`;

function recordsIn({ scenario }: Moment, pages: AffectedPages): string[] {
  return [...groupRecordsIn(scenario.world, pages), ...realtimeRecordsIn(scenario.world, pages)];
}

/** What files have of a realtime device, where that has a reverse map. */
function realtimeRecordsIn({ mounts, files }: World, pages: AffectedPages): readonly string[] {
  return mounts
    .filter(({ realtimeDevice }) => realtimeDevice === pages.device)
    .flatMap(({ name }) => files.filter(({ mount }) => mount === name))
    .flatMap((file) =>
      file.realtime
        .filter(({ start, count }) => start < pages.end && pages.first < start + count)
        .map(({ start }) => `${file.mount} realtime block ${start} (${file.name})`),
    );
}

function groupRecordsIn(world: World, pages: AffectedPages): readonly string[] {
  return world.mounts
    .filter((mount) => mount.device === pages.device)
    .flatMap((mount) => {
      const start = firstPage(world, mount);
      return mount.groups.flatMap((group, index) =>
        group.records
          .filter((record) => {
            const first = start + BigInt(index * mount.agBlocks + record.start);
            return first < pages.end && pages.first < first + BigInt(record.count);
          })
          .map((record) => `${mount.name} AG${index} block ${record.start} (${record.owner})`),
      );
    });
}

const affectedAt = ({ stimulus, scenario }: Moment): AffectedPages | undefined =>
  stimulus && affectedBy(stimulus, scenario.world);

function named(names: readonly string[]): string {
  const shown = names.slice(0, namedLimit).join(", ");
  return names.length <= namedLimit ? shown : `${shown} and ${names.length - namedLimit} more`;
}
