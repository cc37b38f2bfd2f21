// SPDX-License-Identifier: MIT
// The picture of a world at a step: a scenario's devices, extents, mappings and processes, with
// what the facts of the step say of them. Data only; the panel draws it.
import type { World } from "../world";
import { count, shown } from "./label";
import type { PanelFact, PanelWorld } from "./model";
import { factKey, type Facts } from "./timeline";

/** A picture of more has nothing to tell: it says how many more there are. */
const devicesMax = 8;
const processesMax = 12;
const extentsMax = 60;
/** Owners that lie this near to one another are drawn as one extent of metadata. */
const metadataGapPages = 4;
const pageBytes = 4096;
/** Of 4 KiB in one of the larger sizes. */
const pagesInLarge: readonly (readonly [string, number])[] = [
  ["2 MiB", 512],
  ["1 GiB", 512 * 512],
];

type Extent = PanelWorld["devices"][number]["extents"][number];

/** What of a scenario's world is drawn, and never changes in a run. */
export function worldOf(world: World): PanelWorld {
  const devices = world.devices.slice(0, devicesMax).map(({ name, bytes, dataOffsetBytes }) => {
    const extents = mergeMetadata(
      world.mounts
        .filter((mount) => rootOf(world, mount.device).device === name)
        .flatMap((mount) => extentsOf(world, mount))
        .concat(realtimeOf(world, name)),
    );
    return {
      name: shown(name),
      pages: pagesOf(amount(bytes) - amount(dataOffsetBytes)),
      extents: extents.slice(0, extentsMax),
      extentsMore: beyond(extents, extentsMax),
    };
  });
  return {
    more: {
      devices: beyond(world.devices, devicesMax),
      mounts: beyond(world.mounts, devicesMax),
      processes: beyond(world.processes, processesMax),
    },
    devices,
    mounts: world.mounts.slice(0, devicesMax).map(({ name, device }) => ({
      name: shown(name),
      device: shown(rootOf(world, device).device),
      ...(rootOf(world, device).device !== device && { through: shown(device) }),
    })),
    processes: world.processes.slice(0, processesMax).map(({ name, maps }) => ({
      name: shown(name),
      maps: maps.map(({ file, firstPage, pages }) => ({ file: shown(file), firstPage, pages })),
    })),
  };
}

const beyond = ({ length }: readonly unknown[], most: number): number => Math.max(0, length - most);
const amount = (value: number | string): number => Number(value);
const pagesOf = (bytes: number): number => Math.max(0, Math.floor(bytes / pageBytes));

/** The pmem device behind a mount's device, and the page of it at which that begins. */
function rootOf(world: World, name: string): { readonly device: string; readonly page: number } {
  const mapper = world.mappers.find((one) => one.name === name);
  if (!mapper) return { device: name, page: 0 };
  return { device: mapper.device, page: pagesOf(amount(mapper.startBytes)) };
}

function extentsOf(world: World, mount: World["mounts"][number]): Extent[] {
  const start = rootOf(world, mount.device).page + pagesOf(amount(mount.partitionStartBytes));
  return mount.groups.flatMap(({ records }, group) =>
    records.map((record): Extent => {
      const first = start + group * mount.agBlocks + record.start;
      const { owner, count: length } = record;
      if (owner === "OWN_LOG") return { first, count: length, owner: "log", kind: "log" };
      if (owner.startsWith("OWN_"))
        return { first, count: length, owner: "metadata", kind: "metadata" };
      if (record.fork !== "data")
        return { first, count: length, owner: `${shown(owner)} ${record.fork}`, kind: "metadata" };
      return { first, count: length, owner: shown(owner), kind: "file" };
    }),
  );
}

function realtimeOf(world: World, device: string): Extent[] {
  return world.files.flatMap((file) => {
    const mount = world.mounts.find(({ name }) => name === file.mount);
    if (mount?.realtimeDevice === undefined) return [];
    const root = rootOf(world, mount.realtimeDevice);
    if (root.device !== device) return [];
    return file.realtime.map(({ start, count: length }): Extent => ({
      first: root.page + start,
      count: length,
      owner: shown(file.name),
      kind: "file",
    }));
  });
}

function mergeMetadata(extents: readonly Extent[]): Extent[] {
  const merged: Extent[] = [];
  for (const extent of [...extents].sort((one, other) => one.first - other.first)) {
    const last = merged.at(-1);
    const end = last ? last.first + last.count : 0;
    const joins =
      last?.owner === "metadata" &&
      extent.owner === "metadata" &&
      extent.first - end <= metadataGapPages;
    if (last && joins) last.count = Math.max(end, extent.first + extent.count) - last.first;
    else merged.push({ ...extent });
  }
  return merged;
}

/** Pages [first, first + count) of a device that a process maps as pages of a file. */
export interface MappedRange {
  readonly device: string;
  readonly first: number;
  readonly count: number;
  readonly file: string;
  readonly filePage: number;
  readonly writable: boolean;
}

export interface Picture {
  readonly devices: readonly {
    readonly name: string;
    readonly pages: number;
    readonly extents: PanelWorld["devices"][number]["extents"];
    /** Its memory is no longer there. */
    readonly gone: boolean;
    readonly status: readonly string[];
    readonly poisoned: readonly number[];
  }[];
  readonly mounts: readonly {
    readonly name: string;
    readonly device: string;
    readonly down: boolean;
    readonly status: readonly string[];
  }[];
  readonly processes: readonly {
    readonly name: string;
    readonly killed: boolean;
    readonly status: readonly string[];
    readonly maps: readonly MappedRange[];
  }[];
  /** What there is beyond that, such as "2 more devices"; empty where all is drawn. */
  readonly more: readonly string[];
  /** The same in sentences. */
  readonly text: readonly string[];
}

/** The world with what a step's facts say of it. */
export function pictureOf(world: PanelWorld, facts: Facts): Picture {
  const drawn = {
    devices: world.devices.map((device) => deviceOf(device, facts)),
    mounts: world.mounts.map((mount) => mountOf(mount, facts)),
    processes: world.processes.map((process) => processOf(process, facts)),
    more: moreOf(world),
  };
  return { ...drawn, text: sentencesOf(drawn) };
}

function moreOf({ more, devices }: PanelWorld): readonly string[] {
  const named = (number: number, one: string, many = `${one}s`): readonly string[] =>
    number ? [count(number, `more ${one}`, `more ${many}`)] : [];
  return [
    ...named(more.devices, "device"),
    ...named(more.mounts, "filesystem"),
    ...named(more.processes, "process", "processes"),
    ...devices.flatMap(({ name, extentsMore }) =>
      named(extentsMore, `extent on ${name}`, `extents on ${name}`),
    ),
  ];
}

type Kind = "device" | "mount" | "process";

/** Looks up fields of one thing. */
const fieldsOf =
  (facts: Facts, kind: Kind, name: string) =>
  (field: string): string | undefined =>
    facts.get(factKey({ kind, name, field }))?.value;

function deviceOf(
  { name, pages, extents }: PanelWorld["devices"][number],
  facts: Facts,
): Picture["devices"][number] {
  const of = fieldsOf(facts, "device", name);
  const told = (field: string, words: (value: string) => string): readonly string[] => {
    const value = of(field);
    return value === undefined ? [] : [words(value)];
  };
  const poisoned = [...facts.values()].flatMap(({ fact }) =>
    fact.kind === "device" && fact.name === name && fact.field === "HWPoison"
      ? [fact.index ?? 0]
      : [],
  );
  const status = [
    ...told("driver", (value) => (value === "none" ? "no driver" : `driver ${value}`)),
    ...told("alive", (value) => (value === "1" ? "dax alive" : "dax dead")),
    ...told("holder", (value) => (value === "none" ? "no holder" : `holder ${value}`)),
    ...told("pages", (value) => `pages ${value}`),
    ...told("disk", (value) => `disk ${value}`),
  ];
  return { name, pages, extents, gone: of("pages") === "removed", status, poisoned };
}

function mountOf(
  { name, device, through }: PanelWorld["mounts"][number],
  facts: Facts,
): Picture["mounts"][number] {
  const of = fieldsOf(facts, "mount", name);
  const shutdown = of("shutdown");
  const frozen = of("frozen");
  const unmounted = of("mounted") === "no";
  const isShut = shutdown !== undefined && shutdown !== "none";
  const status = [
    ...(through === undefined ? [] : [`on ${through}`]),
    ...(unmounted ? ["not mounted"] : []),
    ...(isShut ? [`shut down (${shutdown})`] : shutdown === undefined ? [] : ["running"]),
    ...(of("log") === "stopped" ? ["log stopped"] : []),
    ...(frozen === undefined || frozen === "no" ? [] : [`frozen: ${frozen}`]),
  ];
  return { name, device, down: unmounted || isShut, status };
}

function processOf(
  { name }: PanelWorld["processes"][number],
  facts: Facts,
): Picture["processes"][number] {
  const own = [...facts.values()].filter(
    ({ fact }) => fact.kind === "process" && fact.name === name,
  );
  const status = own.flatMap(({ fact: { field }, value }) => {
    if (field === "killed") return value === "yes" ? ["killed"] : [];
    if (field.startsWith("pending ")) return [`${field.slice("pending ".length)} (${value})`];
    return field === "waits for" ? [`waits for ${value}`] : [];
  });
  return { name, killed: status.includes("killed"), status, maps: rangesOf(own) };
}

/** Mapped pages, neighbours joined. */
function rangesOf(own: readonly { readonly fact: PanelFact; readonly value: string }[]) {
  const ranges: MappedRange[] = [];
  for (const { fact, value } of own) {
    const file = fact.field.startsWith("maps ") ? fact.field.slice("maps ".length) : undefined;
    const [, device, page] = /^(\S{1,80}) page (\d{1,15}), /.exec(value) ?? [];
    if (file === undefined || device === undefined || fact.index === undefined) continue;
    const first = Number(page);
    const large = pagesInLarge.find(([size]) => value.includes(`, ${size}, `))?.[1] ?? 1;
    const writable = value.endsWith("writable");
    const last = ranges.at(-1);
    if (
      last?.device === device &&
      last.file === file &&
      last.writable === writable &&
      last.first + last.count === first &&
      last.filePage + last.count === fact.index
    )
      ranges[ranges.length - 1] = { ...last, count: last.count + large };
    else ranges.push({ device, first, count: large, file, filePage: fact.index, writable });
  }
  return ranges;
}

function sentencesOf({ devices, mounts, processes, more }: Omit<Picture, "text">) {
  return [
    ...devices.map(
      ({ name, pages, status, poisoned }) =>
        `${name}: ${[count(pages, "page"), ...status].join(", ")}` +
        (poisoned.length ? `; poisoned: ${rangesText(poisoned)}` : "") +
        ".",
    ),
    ...devices.flatMap(({ name, extents }) =>
      extents
        .filter(({ kind }) => kind === "file")
        .map(
          ({ owner, first, count: length }) =>
            `${owner} lies on ${name} ${pagesText(first, length)}.`,
        ),
    ),
    ...mounts.map(
      ({ name, device, status }) => `${name} on ${device}: ${status.join(", ") || "mounted"}.`,
    ),
    ...processes.map(({ name, status, maps }) => {
      const mapped = maps.map(
        ({ file, filePage, first, count: length, device, writable }) =>
          `${file} ${pagesText(filePage, length)} (${device} ${pagesText(first, length)}, ` +
          `${writable ? "writable" : "read-only"})`,
      );
      const what = mapped.length ? `maps ${mapped.join(" and ")}` : "maps nothing of a device";
      return `${name} ${what}${status.length ? `; ${status.join(", ")}` : ""}.`;
    }),
    ...(more.length
      ? [`Not drawn: ${more.join(", ")}; what changes of them is in the table of states.`]
      : []),
  ];
}

const pagesText = (first: number, length: number): string =>
  length === 1 ? `page ${first}` : `pages ${first} to ${first + length - 1}`;

function rangesText(pages: readonly number[]): string {
  const sorted = [...pages].sort((one, other) => one - other);
  const ranges: { first: number; length: number }[] = [];
  for (const page of sorted) {
    const last = ranges.at(-1);
    if (last && last.first + last.length === page) last.length++;
    else ranges.push({ first: page, length: 1 });
  }
  return ranges.map(({ first, length }) => pagesText(first, length)).join(", ");
}
