// SPDX-License-Identifier: MIT
import type { JsonReader } from "./json";
import {
  blockBytes,
  injectableCalls,
  inodesPerBlock,
  pageShifts,
  specialOwners,
  type Device,
  type FileMapping,
  type Mount,
  type PageSize,
  type World,
} from "./world";

/** What the model's tables hold (hs/world.h, fs/xfs/xfs_mount.h). */
const limits = {
  devices: 8,
  mappers: 4,
  mounts: 8,
  groups: 64,
  files: 64,
  injections: 16,
  extents: 64,
};
/** Struct pages are made as they are asked for; a reader still has to follow. */
const deviceBytesLimit = 2n << 30n;
/** Pages that are touched one by one, or looked at so. */
const singlePagesLimit = 16384;
/** Errors that can be injected, by the numbers of the kernel's errno.h. */
export const errorNumbers: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  ENXIO: 6,
  EAGAIN: 11,
  ENOMEM: 12,
  EBUSY: 16,
  ENODEV: 19,
  EINVAL: 22,
  ENOSPC: 28,
  EROFS: 30,
  EBADMSG: 74,
  EOPNOTSUPP: 95,
  EUCLEAN: 117,
};

/** Says what does not fit together in a world whose values are right one by one. */
export function checkWorld(reader: JsonReader, world: World): void {
  for (const kind of ["devices", "mappers", "mounts", "files", "processes", "spas"] as const) {
    const names = world[kind].map(({ name }) => name);
    if (new Set(names).size !== names.length) reader.problem(`world.${kind}`, "has a name twice");
  }
  for (const kind of ["devices", "mappers", "mounts", "files", "injections"] as const)
    if (limits[kind] < world[kind].length)
      reader.problem(`world.${kind}`, `has more than ${limits[kind]}`);
  checkDevices(reader, world);
  checkMappers(reader, world);
  for (const mount of world.mounts) checkMount(reader, world, mount);
  for (const file of world.files) {
    const mount = world.mounts.find(({ name }) => name === file.mount);
    if (!mount) reader.problem(`world.files.${file.name}.mount`, "names no mount");
    else if (file.realtime.length && mount.realtimeDevice === undefined)
      reader.problem(`world.files.${file.name}.realtime`, "lies on no device");
    else if (mount.groups.length <= groupOfInode(mount, file.ino))
      reader.problem(`world.files.${file.name}.ino`, "lies behind the last group");
  }
  for (const process of world.processes)
    for (const [index, mapping] of process.maps.entries())
      checkMapping(reader, world, mapping, `world.processes.${process.name}.maps.${index}`);
  for (const [index, { call, error }] of world.injections.entries()) {
    if (!Object.hasOwn(injectableCalls, call) && !/^kmalloc(:\w+)?$/.test(call))
      reader.problem(`world.injections.${index}.call`, "is no call that can be made to fail");
    if (!Object.hasOwn(errorNumbers, error))
      reader.problem(`world.injections.${index}.error`, "is no error that can be injected");
  }
}

function checkDevices(reader: JsonReader, world: World): void {
  for (const [index, { bytes }] of world.badRanges.entries())
    if (BigInt(bytes) <= 0n) reader.problem(`world.badRanges.${index}.bytes`, "are none");
  let total = 0n;
  for (const device of world.devices) {
    const path = `world.devices.${device.name}`;
    const bytes = BigInt(device.bytes);
    const page = BigInt(blockBytes);
    if (bytes <= 0n || bytes % page) reader.problem(`${path}.bytes`, "is no whole pages");
    if (BigInt(device.basePhys) % page) reader.problem(`${path}.basePhys`, "is no page's start");
    if (BigInt(device.dataOffsetBytes) % page || bytes <= BigInt(device.dataOffsetBytes))
      reader.problem(`${path}.dataOffsetBytes`, "leaves no whole pages");
    if (device.mode === "devdax" && BigInt(device.dataOffsetBytes))
      reader.problem(`${path}.dataOffsetBytes`, "is not for a character device");
    const align = 1n << BigInt(pageShifts[device.align]);
    if (device.mode === "fsdax" && align !== page)
      reader.problem(`${path}.align`, "is not for a disk");
    else if (BigInt(device.basePhys) % align || bytes % align)
      reader.problem(`${path}.align`, "is not that of its start and size");
    total += bytes;
  }
  if (deviceBytesLimit < total) reader.problem("world.devices", "are larger than 2 GiB together");
}

function checkMappers(reader: JsonReader, world: World): void {
  for (const { name, device, startBytes, bytes } of world.mappers) {
    const path = `world.mappers.${name}`;
    const below = world.devices.find((one) => one.name === device);
    if (world.devices.some((one) => one.name === name)) reader.problem(path, "is a device's name");
    if (below?.mode !== "fsdax") reader.problem(`${path}.device`, "names no disk");
    else if (diskBytes(world, device) < BigInt(startBytes) + BigInt(bytes))
      reader.problem(path, "does not fit its device");
    if (BigInt(startBytes) % BigInt(blockBytes) || BigInt(bytes) % BigInt(blockBytes))
      reader.problem(path, "does not begin and end at a page");
  }
}

/** What a disk holds: behind what the driver of a device keeps for itself. */
export function diskBytes(world: World, name: string): bigint {
  const device = world.devices.find((one) => one.name === name);
  if (device) return BigInt(device.bytes) - BigInt(device.dataOffsetBytes);
  const mapper = world.mappers.find((one) => one.name === name);
  return mapper ? BigInt(mapper.bytes) : 0n;
}

function checkMount(reader: JsonReader, world: World, mount: Mount): void {
  const path = `world.mounts.${mount.name}`;
  const isDisk = (wanted: string): boolean =>
    [...world.devices.filter(({ mode }) => mode === "fsdax"), ...world.mappers].some(
      ({ name }) => name === wanted,
    );
  for (const other of [mount.logDevice, mount.realtimeDevice])
    if (other !== undefined && !isDisk(other))
      reader.problem(path, `names ${other}, which is no device`);
  if (
    mount.logDevice !== undefined &&
    mount.logBlocks !== undefined &&
    diskBytes(world, mount.logDevice) < BigInt(mount.logBlocks * blockBytes)
  )
    reader.problem(`${path}.logBlocks`, "do not fit the log's device");
  if (!mount.groups.length || limits.groups < mount.groups.length)
    reader.problem(`${path}.groups`, `are not 1 to ${limits.groups}`);
  if (!isDisk(mount.device)) {
    reader.problem(`${path}.device`, "names no device");
    return;
  }
  const start = BigInt(mount.partitionStartBytes);
  const end = start + BigInt(mountBlocks(mount) * blockBytes);
  if (start % 512n || diskBytes(world, mount.device) < end)
    reader.problem(path, "does not fit its device");
  for (const [agno, { records }] of mount.groups.entries()) {
    const blocks = agno === mount.groups.length - 1 ? mount.lastAgBlocks : mount.agBlocks;
    for (const [index, record] of records.entries()) {
      const at = `${path}.groups.${agno}.records.${index}`;
      if (blocks < record.start + record.count) reader.problem(at, "ends behind its group");
      const isFile = world.files.some(
        (file) => file.name === record.owner && file.mount === mount.name,
      );
      if (!isFile && !Object.hasOwn(specialOwners, record.owner))
        reader.problem(`${at}.owner`, "is neither a file of the mount nor a known owner");
      if (!isFile && record.fork !== "data")
        reader.problem(`${at}.fork`, "belongs to a file, the owner is none");
    }
  }
}

/** What may stand for a file: its name is the file's. */
export const characterDevice = (world: World, name: string): Device | undefined =>
  world.devices.find((one) => one.name === name && one.mode === "devdax");

function checkMapping(reader: JsonReader, world: World, mapping: FileMapping, path: string): void {
  const file = world.files.find(({ name }) => name === mapping.file);
  const device = characterDevice(world, mapping.file);
  if (device) {
    if (!mapping.shared) reader.problem(`${path}.shared`, "is refused by a character device");
    if (mapping.touched !== "none" && mapping.pageSize !== device.align)
      reader.problem(`${path}.pageSize`, `is not the ${device.align} that the device has`);
    if ([mapping.firstPage, mapping.pages].some((pages) => pages % pagesIn(device.align)))
      reader.problem(`${path}.pages`, `are no whole pieces of ${device.align}`);
    if (mapping.touched !== "none" && device.align === "4 KiB" && singlePagesLimit < mapping.pages)
      reader.problem(`${path}.pages`, `are more than ${singlePagesLimit} touched one by one`);
    if (BigInt(device.bytes) < BigInt(mapping.firstPage + mapping.pages) * BigInt(blockBytes))
      reader.problem(`${path}.pages`, "end behind the device");
    return;
  }
  if (!file) {
    reader.problem(`${path}.file`, "names no file");
    return;
  }
  if (mapping.pageSize === "1 GiB")
    reader.problem(`${path}.pageSize`, "is not for a file: none is mapped so");
  const mount = world.mounts.find(({ name }) => name === file.mount);
  if (!mount?.mounted) reader.problem(path, "maps a file of what is not mounted");
  if (mapping.touched === "none") return;
  if (singlePagesLimit < mapping.pages) {
    reader.problem(`${path}.pages`, `are more than ${singlePagesLimit}`);
    return;
  }
  const extents = [
    ...world.mounts
      .flatMap(({ groups }) => groups)
      .flatMap(({ records }) => records)
      .filter(({ owner, fork }) => owner === file.name && fork === "data"),
    ...file.realtime,
  ];
  if (limits.extents < extents.length) reader.problem(`world.files.${file.name}`, "is in pieces");
  for (let page = mapping.firstPage; page < mapping.firstPage + mapping.pages; page++)
    if (!extents.some(({ offset, count }) => offset <= page && page < offset + count)) {
      reader.problem(path, `touches page ${page}, which is a hole`);
      return;
    }
}

const pagesIn = (size: PageSize): number => 2 ** pageShifts[size] / blockBytes;

export const mountBlocks = (mount: Mount): number =>
  (mount.groups.length - 1) * mount.agBlocks + mount.lastAgBlocks;

function groupOfInode(mount: Mount, ino: number): number {
  const blocksLog = Math.ceil(Math.log2(mount.agBlocks));
  return Math.floor(ino / (inodesPerBlock * 2 ** blocksLog));
}
