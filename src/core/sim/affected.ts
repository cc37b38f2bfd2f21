// SPDX-License-Identifier: MIT
import type { Device, Happening, Mount, World } from "../world";

const pageBytes = 4096n;
/** MCI_STATUS_UC and MCI_STATUS_DEFERRED. */
const lostBits = (1n << 61n) | (1n << 44n);
/** CPER_MEM_VALID_PA. */
const addressValid = 0x2n;

/** Pages [first, end) of one device that a stimulus is about. */
export interface AffectedPages {
  readonly device: string;
  readonly first: bigint;
  readonly end: bigint;
}

/** A mapping as the state names it: "P1 maps F1 page 0" -> "pmem0 page 16, 4 KiB, writable". */
export interface Mapping {
  readonly process: string;
  readonly file: string;
  readonly filePage: bigint;
  readonly device: string;
  readonly devicePage: bigint;
  /** Base-2 logarithm of the bytes one entry maps. */
  readonly shift: number;
}

const shiftOf: Readonly<Record<string, number>> = { "4 KiB": 12, "2 MiB": 21, "1 GiB": 30 };

/** Reads the mappings out of the named facts of a state. */
export function mappingsIn(state: ReadonlyMap<string, string>): Mapping[] {
  return [...state].flatMap(([fact, value]) => {
    const [, process, file, filePage] = /^(\S+) maps (\S+) page ([0-9]+)$/.exec(fact) ?? [];
    const [, device, devicePage, size] = /^(\S+) page ([0-9]+), ([0-9]+ \w+)/.exec(value) ?? [];
    if (!process || !file || !filePage || !device || !devicePage) return [];
    return [
      {
        process,
        file,
        filePage: BigInt(filePage),
        device,
        devicePage: BigInt(devicePage),
        shift: shiftOf[size ?? ""] ?? 12,
      },
    ];
  });
}

/**
 * The device pages a stimulus is about.
 * - Shape: the removed device whole, the poisoned page, or the page that holds the reported
 *   address; undefined where that lies outside every device.
 */
export function affectedBy(stimulus: Happening, world: World): AffectedPages | undefined {
  switch (stimulus.kind) {
    case "unbind":
      return wholeDevice(world, stimulus.device);
    case "dm-remove":
      return wholeMapper(world, stimulus.mapper);
    case "memory-failure":
      if (stimulus.seenBy !== undefined && isOrdinary(world, stimulus)) return undefined;
      return stimulus.address === undefined
        ? pageOf(world, stimulus.object, stimulus.page)
        : pageAt(world, BigInt(stimulus.address));
    case "machine-check":
    case "machine-check-poll":
    case "mce-record":
    case "smca-record":
      // What was corrected is not lost.
      return BigInt(stimulus.status) & lostBits
        ? pageAt(world, BigInt(stimulus.address))
        : undefined;
    case "ghes-record":
      return (stimulus.severity === "recoverable" || stimulus.severity === "fatal") &&
        BigInt(stimulus.validationBits) & addressValid
        ? pageAt(world, BigInt(stimulus.physicalAddress))
        : undefined;
    default:
      return undefined;
  }
}

/** Whether a process sees ordinary memory there: page cache, or a copy of its own. */
function isOrdinary(
  world: World,
  { object, page, seenBy }: Extract<Happening, { readonly kind: "memory-failure" }>,
): boolean {
  const maps = world.processes.find(({ name }) => name === seenBy)?.maps ?? [];
  return (
    world.files.some(({ name, dax }) => name === object && !dax) ||
    maps.some(
      ({ file, firstPage, pages, shared, touched }) =>
        file === object &&
        firstPage <= page &&
        page < firstPage + pages &&
        !shared &&
        touched === "write",
    )
  );
}

/** A page of a file, by the extent that holds it, or of a device, from its start. */
export function pageOf(world: World, object: string, page: number): AffectedPages | undefined {
  const device = world.devices.find(({ name }) => name === object);
  if (device) return BigInt(page) < pagesIn(device) ? onePage(object, BigInt(page)) : undefined;
  const file = world.files.find(({ name }) => name === object);
  const realtime = world.mounts.find(({ name }) => name === file?.mount)?.realtimeDevice;
  for (const { start, count, offset } of file?.realtime ?? [])
    if (realtime !== undefined && offset <= page && page < offset + count)
      return onePage(realtime, dataPage(world, realtime) + BigInt(start + (page - offset)));
  for (const mount of world.mounts)
    for (const [agno, group] of mount.groups.entries())
      for (const { owner, fork, start, count, offset } of group.records)
        if (owner === object && fork === "data" && offset <= page && page < offset + count) {
          const block = agno * mount.agBlocks + start + (page - offset);
          return onePage(deviceOf(world, mount), firstPage(world, mount) + BigInt(block));
        }
  return undefined;
}

/** The pmem device that a mount's data lies on, through a mapper or not. */
export const deviceOf = (world: World, mount: Mount): string =>
  world.mappers.find(({ name }) => name === mount.device)?.device ?? mount.device;

/** The device page at which a mount's first block lies. */
export function firstPage(world: World, mount: Mount): bigint {
  const mapper = world.mappers.find(({ name }) => name === mount.device);
  const device = world.devices.find(({ name }) => name === deviceOf(world, mount));
  const before =
    BigInt(mount.partitionStartBytes) +
    BigInt(mapper?.startBytes ?? 0) +
    BigInt(device?.dataOffsetBytes ?? 0);
  return before / pageBytes;
}

/** The page of a device at which its driver's own pages end. */
const dataPage = (world: World, name: string): bigint =>
  BigInt(world.devices.find((one) => one.name === name)?.dataOffsetBytes ?? 0) / pageBytes;

const pagesIn = (device: Device): bigint => BigInt(device.bytes) / pageBytes;

const onePage = (device: string, page: bigint): AffectedPages => ({
  device,
  first: page,
  end: page + 1n,
});

function wholeDevice(world: World, name: string): AffectedPages | undefined {
  const device = world.devices.find((candidate) => candidate.name === name);
  return device && { device: name, first: 0n, end: pagesIn(device) };
}

function wholeMapper(world: World, name: string): AffectedPages | undefined {
  const mapper = world.mappers.find((candidate) => candidate.name === name);
  const device = world.devices.find((candidate) => candidate.name === mapper?.device);
  if (!mapper || !device) return undefined;
  const first = (BigInt(device.dataOffsetBytes) + BigInt(mapper.startBytes)) / pageBytes;
  return { device: device.name, first, end: first + BigInt(mapper.bytes) / pageBytes };
}

export function pageAt(world: World, address: bigint): AffectedPages | undefined {
  const device = world.devices.find((candidate) => {
    const base = BigInt(candidate.basePhys);
    return base <= address && address < base + BigInt(candidate.bytes);
  });
  return device && onePage(device.name, (address - BigInt(device.basePhys)) / pageBytes);
}

export const isAffected = (mapping: Mapping, pages: AffectedPages): boolean =>
  mapping.device === pages.device &&
  mapping.devicePage < pages.end &&
  pages.first < mapping.devicePage + (1n << BigInt(mapping.shift - 12));
