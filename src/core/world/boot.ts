// SPDX-License-Identifier: MIT
import type { Machine, Stop } from "../interp";
import { diskBytes, errorNumbers, mountBlocks } from "./check";
import {
  blockBytes,
  injectableCalls,
  pageShifts,
  specialOwners,
  type FileMapping,
  type Mount,
  type Process,
  type World,
} from "./world";

type Argument = bigint | number | string | undefined;

const unsigned = (value: bigint): bigint => value & 0xffff_ffff_ffff_ffffn;
/** An int's bits as a number. */
const signed = (bits: bigint): number => Number(bits & 0xffff_ffffn) | 0;
const amount = (value: number | string): bigint => BigInt(value);

/** Bits of a superblock's s_flags. */
const superFlags = { readOnly: 1n, born: 1n << 29n, active: 1n << 30n };
const forkFlags = { data: 0, attr: 1, bmbt: 2 } as const;
const unwrittenFlag = 4;
const sigbusBit = 1n << 7n;
const cacheStates = {
  cached: 0,
  "not-cached": 1,
  reclaimable: 2,
  unlinked: 3,
  corrupt: 4,
  // In memory like any other for as long as somebody has it open.
  "unlinked-open": 0,
} as const;
/** Numbers of a process's own policy (hs_world_add_process). */
const killPolicies = { none: 0, early: 1, late: 2 } as const;

/** Calls functions of hs/world.c one after the other; the first that does not work ends it. */
class Builder {
  stop: Stop = { kind: "returned" };
  private readonly strings = new Map<string, bigint>();

  constructor(private readonly machine: Machine) {}

  call(name: string, ...args: readonly Argument[]): void {
    if (this.stop.kind !== "returned") return;
    this.stop = this.machine.call(
      name,
      args.map((argument) => this.value(argument)),
    );
    if (this.stop.kind !== "returned" || !this.stop.value) return;
    const { type, bits } = this.stop.value;
    if (type.kind === "int" && bits !== 0n)
      this.stop = {
        kind: "not-runnable",
        reason: `the world could not be built: ${name} gives ${signed(bits)}`,
        diagnostics: [],
      };
  }

  private value(argument: Argument): bigint | number {
    if (typeof argument !== "string") return argument ?? 0;
    let address = this.strings.get(argument);
    if (address === undefined) {
      address = this.machine.allocString(argument);
      this.strings.set(argument, address);
    }
    return address;
  }
}

/**
 * Builds a world in a machine that has not run yet.
 * - Errors: the stop of the first call that did not work; a patch can break what boots the world.
 */
export function bootWorld(machine: Machine, world: World): Stop {
  const build = new Builder(machine);
  build.call("hs_world_set_vendor", world.vendor);
  for (const { name, basePhys, bytes, kind } of world.spas)
    build.call("hs_world_add_spa", name, amount(basePhys), amount(bytes), kind);
  for (const { start, bytes } of world.badRanges)
    build.call("hs_world_add_badrange", amount(start), amount(bytes));
  for (const { name, mode, basePhys, bytes, dataOffsetBytes, align } of world.devices)
    if (mode === "devdax")
      build.call(
        "hs_world_add_dev_dax",
        ...[name, amount(basePhys), amount(bytes), 2 ** pageShifts[align]],
      );
    else
      build.call(
        "hs_world_add_pmem",
        ...[name, amount(basePhys), amount(bytes), amount(dataOffsetBytes)],
      );
  for (const { name, device, startBytes, bytes } of world.mappers)
    build.call("hs_world_add_mapper", name, device, amount(startBytes), amount(bytes));
  const { memoryFailureEarlyKill, memoryFailureRecovery } = world.sysctl;
  build.call("hs_world_set_sysctl", "memory_failure_early_kill", Number(memoryFailureEarlyKill));
  build.call("hs_world_set_sysctl", "memory_failure_recovery", Number(memoryFailureRecovery));
  for (const mount of world.mounts) addMount(build, world, mount);
  for (const process of world.processes) addProcess(build, process);
  for (const { name, frozen } of world.mounts)
    if (frozen !== "no") build.call("hs_world_freeze", name, frozen === "kernel" ? 1 : 0);
  build.call("hs_world_boot_mce");
  for (const { call, error, skip, times } of world.injections)
    build.call(
      "hs_world_inject",
      ...[injectableCalls[call] ?? call, -(errorNumbers[error] ?? 5), skip, times],
    );
  return build.stop;
}

function addMount(build: Builder, world: World, mount: Mount): void {
  const { name } = mount;
  const flags =
    superFlags.active |
    (mount.born && mount.mounted ? superFlags.born : 0n) |
    (mount.readOnly ? superFlags.readOnly : 0n);
  const start = amount(mount.partitionStartBytes);
  // A filesystem at the start of a device takes the whole of it, as long as it has no partition.
  const whole = diskBytes(world, mount.device);
  const bytes = start === 0n ? whole : BigInt(mountBlocks(mount) * blockBytes);
  build.call(
    "hs_world_mount",
    ...[name, mount.device, start, bytes],
    ...[mount.groups.length, mount.agBlocks, mount.lastAgBlocks, Number(mount.rmapbt), flags],
    ...[mount.logDevice, mount.realtimeDevice, Number(mount.mounted)],
  );
  build.call("hs_world_log", name, logBlocks(world, mount));
  const files = world.files.filter((file) => file.mount === name);
  for (const file of files)
    build.call(
      "hs_world_add_file",
      ...[name, file.name, file.ino, Number(file.dax), cacheStates[file.cache]],
    );
  for (const file of files)
    for (const { start, count, offset } of file.realtime)
      build.call("hs_world_add_rt_extent", file.name, start, count, offset);
  for (const [agno, group] of mount.groups.entries())
    for (const record of group.records) {
      const special = specialOwners[record.owner];
      const flagBits = forkFlags[record.fork] | (record.unwritten ? unwrittenFlag : 0);
      if (files.some((file) => file.name === record.owner))
        build.call(
          "hs_world_add_extent",
          ...[record.owner, agno, record.start, record.count, record.offset, flagBits],
        );
      else if (special !== undefined)
        build.call(
          "hs_world_add_ag_record",
          ...[name, agno, record.start, record.count, unsigned(special)],
        );
    }
}

/** As told, else all of the log's own device, or what the groups have of it. */
function logBlocks(world: World, mount: Mount): number {
  if (mount.logBlocks !== undefined) return mount.logBlocks;
  if (mount.logDevice !== undefined)
    return Number(diskBytes(world, mount.logDevice) / BigInt(blockBytes));
  return mount.groups
    .flatMap(({ records }) => records)
    .filter(({ owner }) => owner === "OWN_LOG")
    .reduce((sum, { count }) => sum + count, 0);
}

function addProcess(build: Builder, process: Process): void {
  const bit = (when: Process["sigbus"]): bigint => (process.sigbus === when ? sigbusBit : 0n);
  const policy = process.earlyKill ? "early" : process.lateKill ? "late" : "none";
  build.call(
    "hs_world_add_process",
    ...[process.name, killPolicies[policy], bit("handled"), bit("blocked"), bit("ignored")],
  );
  for (const mapping of process.maps) addMapping(build, process.name, mapping);
}

function addMapping(build: Builder, process: string, mapping: FileMapping): void {
  const { file, firstPage, pages, sync, shared, touched, pageSize } = mapping;
  build.call("hs_world_map", process, file, firstPage, pages, Number(sync), Number(shared));
  if (touched === "none") return;
  const shift = pageShifts[pageSize];
  for (let page = firstPage; page < firstPage + pages; page += 2 ** shift / blockBytes)
    build.call("hs_world_fault", process, file, page, Number(touched === "write"), shift);
}
