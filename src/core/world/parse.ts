// SPDX-License-Identifier: MIT
import type { Parsed } from "../base";
import { checkWorld } from "./check";
import { isObject, JsonReader, overlay } from "./json";
import { w0 } from "./w0";
import { pageSizes } from "./world";
import type {
  AllocationGroup,
  BadRange,
  Device,
  File,
  FileMapping,
  Injection,
  Mapper,
  Mount,
  Process,
  RmapRecord,
  Spa,
  World,
} from "./world";

/** A world that a reader can still follow; the model's tables are as large (hs/world.h). */
const countLimit = 64;
const pagesLimit = 1 << 20;
const blocksLimit = 1 << 20;

/**
 * Reads the world of a scenario.
 * - Shape: `{ "base": "w0", ... }` begins with w0 and lays the other keys over it; without a base
 *   it begins with nothing.
 * - Errors: diagnostics "world/invalid" with the path of what does not fit.
 */
export function parseWorld(json: unknown): Parsed<World> {
  const reader = new JsonReader("world/invalid");
  const { base, ...changes } = isObject(json) ? json : { base: undefined };
  if (!isObject(json)) reader.problem("world", "is not an object");
  if (base !== undefined && base !== "w0") reader.problem("world.base", "is not w0");
  const whole = base === "w0" ? overlay(w0, changes) : changes;
  const world = readWorld(reader, whole);
  if (!reader.diagnostics.length) checkWorld(reader, world);
  return { value: world, diagnostics: reader.diagnostics };
}

function readWorld(reader: JsonReader, json: unknown): World {
  const value = reader.object(json, "world", [
    ...[
      "vendor",
      "spas",
      "badRanges",
      "devices",
      "mappers",
      "mounts",
      "files",
      "processes",
      "sysctl",
    ],
    "injections",
  ]);
  const sysctl = reader.object(value["sysctl"] ?? {}, "world.sysctl", [
    "memoryFailureEarlyKill",
    "memoryFailureRecovery",
  ]);
  const list = <T>(key: string, read: (item: unknown, path: string) => T): readonly T[] => {
    const items = reader.list(value[key], `world.${key}`, read);
    if (countLimit < items.length) reader.problem(`world.${key}`, "is too long");
    return items.slice(0, countLimit);
  };
  return {
    vendor: reader.choice(
      value["vendor"],
      "world.vendor",
      ["intel", "amd", "hygon", "zhaoxin"] as const,
      "intel",
    ),
    spas: list("spas", (item, path) => readSpa(reader, item, path)),
    badRanges: list("badRanges", (item, path) => readBadRange(reader, item, path)),
    devices: list("devices", (item, path) => readDevice(reader, item, path)),
    mappers: list("mappers", (item, path) => readMapper(reader, item, path)),
    mounts: list("mounts", (item, path) => readMount(reader, item, path)),
    files: list("files", (item, path) => readFile(reader, item, path)),
    processes: list("processes", (item, path) => readProcess(reader, item, path)),
    sysctl: {
      memoryFailureEarlyKill: reader.boolean(
        sysctl["memoryFailureEarlyKill"],
        "world.sysctl.memoryFailureEarlyKill",
        false,
      ),
      memoryFailureRecovery: reader.boolean(
        sysctl["memoryFailureRecovery"],
        "world.sysctl.memoryFailureRecovery",
        true,
      ),
    },
    injections: list("injections", (item, path) => readInjection(reader, item, path)),
  };
}

function readSpa(reader: JsonReader, json: unknown, path: string): Spa {
  const value = reader.object(json, path, ["name", "basePhys", "bytes", "kind"]);
  return {
    name: reader.text(value["name"], `${path}.name`),
    basePhys: reader.amount(value["basePhys"], `${path}.basePhys`),
    bytes: reader.amount(value["bytes"], `${path}.bytes`),
    kind: reader.choice(value["kind"], `${path}.kind`, ["pm", "volatile"] as const, "pm"),
  };
}

function readBadRange(reader: JsonReader, json: unknown, path: string): BadRange {
  const value = reader.object(json, path, ["start", "bytes"]);
  return {
    start: reader.amount(value["start"], `${path}.start`),
    bytes: reader.amount(value["bytes"], `${path}.bytes`),
  };
}

function readDevice(reader: JsonReader, json: unknown, path: string): Device {
  const value = reader.object(json, path, [
    ...["name", "mode", "basePhys", "bytes", "dataOffsetBytes", "align"],
  ]);
  return {
    name: reader.text(value["name"], `${path}.name`),
    mode: reader.choice(value["mode"], `${path}.mode`, ["fsdax", "devdax"] as const, "fsdax"),
    basePhys: reader.amount(value["basePhys"], `${path}.basePhys`),
    bytes: reader.amount(value["bytes"], `${path}.bytes`),
    dataOffsetBytes: reader.amount(value["dataOffsetBytes"], `${path}.dataOffsetBytes`, 0),
    align: reader.choice(value["align"], `${path}.align`, pageSizes, "4 KiB"),
  };
}

function readMapper(reader: JsonReader, json: unknown, path: string): Mapper {
  const value = reader.object(json, path, ["name", "device", "startBytes", "bytes"]);
  return {
    name: reader.text(value["name"], `${path}.name`),
    device: reader.text(value["device"], `${path}.device`),
    startBytes: reader.amount(value["startBytes"], `${path}.startBytes`, 0),
    bytes: reader.amount(value["bytes"], `${path}.bytes`),
  };
}

function readMount(reader: JsonReader, json: unknown, path: string): Mount {
  const value = reader.object(json, path, [
    ...["name", "device", "partitionStartBytes", "agBlocks", "lastAgBlocks", "groups"],
    ...[
      "rmapbt",
      "born",
      "readOnly",
      "mounted",
      "frozen",
      "logDevice",
      "logBlocks",
      "realtimeDevice",
    ],
  ]);
  const agBlocks = reader.integer(value["agBlocks"], `${path}.agBlocks`, 1, blocksLimit, undefined);
  const device = (key: "logDevice" | "realtimeDevice") =>
    value[key] === undefined ? {} : { [key]: reader.text(value[key], `${path}.${key}`) };
  return {
    name: reader.text(value["name"], `${path}.name`),
    device: reader.text(value["device"], `${path}.device`),
    partitionStartBytes: reader.amount(
      value["partitionStartBytes"],
      `${path}.partitionStartBytes`,
      0,
    ),
    agBlocks,
    lastAgBlocks: reader.integer(
      value["lastAgBlocks"],
      `${path}.lastAgBlocks`,
      1,
      agBlocks,
      agBlocks,
    ),
    groups: reader.list(value["groups"], `${path}.groups`, (item, at) =>
      readGroup(reader, item, at),
    ),
    rmapbt: reader.boolean(value["rmapbt"], `${path}.rmapbt`, true),
    born: reader.boolean(value["born"], `${path}.born`, true),
    readOnly: reader.boolean(value["readOnly"], `${path}.readOnly`, false),
    mounted: reader.boolean(value["mounted"], `${path}.mounted`, true),
    frozen: reader.choice(
      value["frozen"],
      `${path}.frozen`,
      ["no", "user", "kernel"] as const,
      "no",
    ),
    ...device("logDevice"),
    ...(value["logBlocks"] === undefined
      ? {}
      : {
          logBlocks: reader.integer(value["logBlocks"], `${path}.logBlocks`, 1, blocksLimit),
        }),
    ...device("realtimeDevice"),
  };
}

function readGroup(reader: JsonReader, json: unknown, path: string): AllocationGroup {
  const value = reader.object(json, path, ["records"]);
  return {
    records: reader.list(value["records"], `${path}.records`, (item, at) =>
      readRecord(reader, item, at),
    ),
  };
}

function readRecord(reader: JsonReader, json: unknown, path: string): RmapRecord {
  const value = reader.object(json, path, [
    ...["start", "count", "owner", "offset", "fork", "unwritten"],
  ]);
  return {
    start: reader.integer(value["start"], `${path}.start`, 0, blocksLimit, undefined),
    count: reader.integer(value["count"], `${path}.count`, 1, blocksLimit, undefined),
    owner: reader.text(value["owner"], `${path}.owner`),
    offset: reader.integer(value["offset"], `${path}.offset`, 0, blocksLimit),
    fork: reader.choice(value["fork"], `${path}.fork`, ["data", "attr", "bmbt"] as const, "data"),
    unwritten: reader.boolean(value["unwritten"], `${path}.unwritten`, false),
  };
}

function readFile(reader: JsonReader, json: unknown, path: string): File {
  const value = reader.object(json, path, ["name", "mount", "ino", "dax", "cache", "realtime"]);
  return {
    name: reader.text(value["name"], `${path}.name`),
    mount: reader.text(value["mount"], `${path}.mount`),
    ino: reader.integer(value["ino"], `${path}.ino`, 1, 2 ** 40, undefined),
    dax: reader.boolean(value["dax"], `${path}.dax`, true),
    cache: reader.choice(
      value["cache"],
      `${path}.cache`,
      ["cached", "not-cached", "reclaimable", "unlinked", "corrupt", "unlinked-open"] as const,
      "cached",
    ),
    realtime: reader.list(value["realtime"], `${path}.realtime`, (item, at) => {
      const extent = reader.object(item, at, ["start", "count", "offset"]);
      return {
        start: reader.integer(extent["start"], `${at}.start`, 0, blocksLimit),
        count: reader.integer(extent["count"], `${at}.count`, 1, blocksLimit),
        offset: reader.integer(extent["offset"], `${at}.offset`, 0, blocksLimit),
      };
    }),
  };
}

function readProcess(reader: JsonReader, json: unknown, path: string): Process {
  const value = reader.object(json, path, ["name", "earlyKill", "lateKill", "sigbus", "maps"]);
  return {
    name: reader.text(value["name"], `${path}.name`),
    earlyKill: reader.boolean(value["earlyKill"], `${path}.earlyKill`, false),
    lateKill: reader.boolean(value["lateKill"], `${path}.lateKill`, false),
    sigbus: reader.choice(
      value["sigbus"],
      `${path}.sigbus`,
      ["default", "handled", "blocked", "ignored"] as const,
      "default",
    ),
    maps: reader.list(value["maps"], `${path}.maps`, (item, at) => readMapping(reader, item, at)),
  };
}

function readMapping(reader: JsonReader, json: unknown, path: string): FileMapping {
  const value = reader.object(json, path, [
    ...["file", "firstPage", "pages", "sync", "shared", "touched", "pageSize"],
  ]);
  return {
    file: reader.text(value["file"], `${path}.file`),
    firstPage: reader.integer(value["firstPage"], `${path}.firstPage`, 0, pagesLimit),
    pages: reader.integer(value["pages"], `${path}.pages`, 1, pagesLimit),
    sync: reader.boolean(value["sync"], `${path}.sync`, false),
    shared: reader.boolean(value["shared"], `${path}.shared`, true),
    touched: reader.choice(
      value["touched"],
      `${path}.touched`,
      ["none", "read", "write"] as const,
      "none",
    ),
    pageSize: reader.choice(value["pageSize"], `${path}.pageSize`, pageSizes, "4 KiB"),
  };
}

function readInjection(reader: JsonReader, json: unknown, path: string): Injection {
  const value = reader.object(json, path, ["call", "error", "skip", "times"]);
  return {
    call: reader.text(value["call"], `${path}.call`),
    error: reader.text(value["error"], `${path}.error`),
    skip: reader.integer(value["skip"], `${path}.skip`, 0, 1_000_000),
    times: reader.integer(value["times"], `${path}.times`, -1, 1_000_000, -1),
  };
}
