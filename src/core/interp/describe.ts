// SPDX-License-Identifier: MIT
import { frameFunction, nullPageBytes, placeText } from "../cc";
import type { CType, FunctionInfo, FunctionLocal, GlobalInfo } from "../cc";
import type { Core } from "./core";
import {
  addressOriginBase,
  entryAllocated,
  entryBase,
  entryFreed,
  entrySize,
  entryState,
  entryType,
  localOriginBase,
  sitesKept,
} from "./memory";
import type { Frame, ObjectRef, UndefinedOrigin } from "./trap";

const decoder = new TextDecoder();

/** The longest text read from memory for a message. */
const textBytesLimit = 200;

/** For a pointer to nobody knows what: of the objects that begin there, the largest. */
export const outermost = -1;

/** Fields and elements from the start of a type to an offset in it: ".a[2].b". */
function pathOf(type: CType, offset: number, wantedBytes = 0): string {
  // Nobody says what is wanted: the outermost thing that begins here.
  if (offset === 0 && wantedBytes === 0) return "";
  if (wantedBytes === outermost && offset === 0) return "";
  if (type.kind === "array") {
    const size = type.element.sizeBytes;
    if (!size || offset < 0) return offset ? `+${offset}` : "";
    if (type.sizeBytes <= wantedBytes && offset === 0) return "";
    const index = Math.floor(offset / size);
    return `[${index}]${pathOf(type.element, offset - index * size, wantedBytes)}`;
  }
  if (type.kind === "record") {
    if (offset === 0 && wantedBytes === type.sizeBytes) return "";
    const fields = type.definition.fields.filter(
      ({ offsetBytes, type: of }) =>
        offsetBytes <= offset && offset < offsetBytes + Math.max(1, of.sizeBytes),
    );
    // Of union members the one that fits the access best.
    const field =
      fields.find(
        ({ type: of, offsetBytes }) => offsetBytes === offset && of.sizeBytes === wantedBytes,
      ) ?? fields[0];
    if (!field) return offset ? `+${offset}` : "";
    const inner = pathOf(field.type, offset - field.offsetBytes, wantedBytes);
    return field.name === undefined ? inner : `.${field.name}${inner}`;
  }
  return offset ? `+${offset}` : "";
}

/** What an address points to; an address just outside an object still names it. */
export function describe(core: Core, lo: number, hi: number, wantedBytes = 0): ObjectRef {
  const code = core.functionAtAddress(lo, hi);
  if (code)
    return {
      root: { kind: "function", name: code.name },
      path: "",
      offset: 0,
      sizeBytes: 0,
      text: code.name,
    };
  const address = lo >>> 0;
  if (hi !== 0 || address < nullPageBytes || core.memory.sizeBytes <= address)
    return nothing(lo, hi);
  return (
    describeGlobal(core, address, wantedBytes) ??
    describeString(core, address) ??
    describeLocal(core, address, wantedBytes) ??
    describeHeap(core, address, wantedBytes) ??
    nothing(lo, hi)
  );
}

function nothing(lo: number, hi: number): ObjectRef {
  const text =
    (lo | hi) === 0 ? "NULL" : hi === -1 && -4096 < lo && lo < 0 ? `ERR_PTR(${lo})` : "no object";
  return { root: { kind: "none", name: "" }, path: "", offset: 0, sizeBytes: 0, text };
}

/** The object an address belongs to: in it, or in the red zone behind it. */
export function globalNear(core: Core, address: number): GlobalInfo | undefined {
  const { globals } = core.program;
  if (core.memory.imageEnd <= address) return undefined;
  const next = countBelow(globals, address, (info) => info.address);
  const before = globals[next - 1];
  const after = globals[next];
  const near = [before, after].filter(
    (info): info is GlobalInfo =>
      info !== undefined &&
      info.address - 16 <= address &&
      address < info.address + info.sizeBytes + 48,
  );
  return near.sort((a, b) => distance(a, address) - distance(b, address))[0];
}

/** How many of a sorted list have a key at or below the wanted one. */
function countBelow<T>(list: readonly T[], wanted: number, key: (item: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key(list[middle] as T) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distance(info: GlobalInfo, address: number): number {
  if (address < info.address) return info.address - address;
  return Math.max(0, address - info.address - info.sizeBytes + 1);
}

function describeGlobal(core: Core, address: number, wanted: number): ObjectRef | undefined {
  const info = globalNear(core, address);
  if (!info) return undefined;
  const offset = address - info.address;
  if ((offset < 0 || info.sizeBytes <= offset) && stringNear(core, address)) return undefined;
  const path = 0 <= offset && offset < info.sizeBytes ? pathOf(info.type, offset, wanted) : "";
  const name = core.names.get(info.address)?.text ?? (info.name || "(compound literal)");
  return {
    root: {
      kind: "global",
      name,
      ...(info.owner === undefined ? {} : { function: info.owner }),
    },
    path,
    offset,
    sizeBytes: info.sizeBytes,
    text: `${name}${path}`,
  };
}

/** The string literal an address is in, or just beside. */
function stringNear(core: Core, address: number) {
  const { strings } = core.program;
  const next = countBelow(strings, address, (one) => one.address);
  const before = strings[next - 1];
  if (before && address < before.address + before.sizeBytes + 16) return before;
  const after = strings[next];
  return after && after.address - 8 <= address ? after : undefined;
}

function describeString(core: Core, address: number): ObjectRef | undefined {
  const near = stringNear(core, address);
  if (!near) return undefined;
  const text = JSON.stringify(textAt(core, near.address));
  return {
    root: { kind: "string", name: text },
    path: "",
    offset: address - near.address,
    sizeBytes: near.sizeBytes,
    text,
  };
}

/** A short C string from memory, as far as it can be read. */
export function textAt(core: Core, address: number): string {
  const { bytes } = core.memory;
  let end = address;
  while (end < bytes.length && bytes[end] !== 0 && end - address < textBytesLimit) end++;
  return decoder.decode(bytes.subarray(address, end));
}

function describeLocal(core: Core, address: number, wanted: number): ObjectRef | undefined {
  const { memory, program } = core;
  if (address < memory.stackStart || memory.stackEnd <= address) return undefined;
  for (const { frame } of core.framesAround(address)) {
    if (address < frame * 4) continue;
    const info = program.functions[memory.words[frame + frameFunction] ?? 0];
    if (info) return describeInFrame(info, frame * 4, address, wanted);
  }
  return {
    root: { kind: "stack", name: "" },
    path: "",
    offset: 0,
    sizeBytes: 0,
    text: "a local of a function that has returned",
  };
}

function describeInFrame(
  info: FunctionInfo,
  base: number,
  address: number,
  wanted: number,
): ObjectRef {
  const near = info.locals
    .filter(({ inMemory }) => inMemory)
    .map((local) => ({ local, from: address - alignedUp(base + local.frameOffset, local) }))
    .filter(({ local, from }) => -16 <= from && from < local.type.sizeBytes + 16)
    .sort((a, b) => outside(a) - outside(b))[0];
  if (!near)
    return {
      root: { kind: "stack", name: "", function: info.name },
      path: "",
      offset: address - base,
      sizeBytes: 0,
      text: `the stack of ${info.name}`,
    };
  const { local, from } = near;
  const inside = 0 <= from && from < local.type.sizeBytes;
  const path = inside ? pathOf(local.type, from, wanted) : "";
  const name = local.name || "(temporary)";
  return {
    root: { kind: "stack", name, function: info.name },
    path,
    offset: from,
    sizeBytes: local.type.sizeBytes,
    text: `${name}${path} (local of ${info.name})`,
  };
}

const alignedUp = (address: number, { alignBytes }: FunctionLocal): number =>
  Math.ceil(address / alignBytes) * alignBytes;

const outside = ({ local, from }: { local: { type: CType }; from: number }): number =>
  from < 0 ? -from : Math.max(0, from - local.type.sizeBytes + 1);

/** How a heap object is called: the name it was given, else its type or purpose, counted. */
function heapName(core: Core, index: number): string {
  const base = core.memory.words[core.memory.entryAt(index) + entryBase] ?? 0;
  const name = core.names.get(base);
  if (!name) return `heap object #${index + 1}`;
  return name.sequence === undefined ? name.text : `${name.text} #${name.sequence}`;
}

export function entryTypeOf(core: Core, index: number): CType | undefined {
  const hint = core.memory.words[core.memory.entryAt(index) + entryType] ?? 0;
  return hint ? core.program.typeHints[hint - 1] : undefined;
}

function describeHeap(core: Core, address: number, wanted: number): ObjectRef | undefined {
  const index = core.memory.entryNear(address);
  if (index === undefined) return undefined;
  const { words } = core.memory;
  const entry = core.memory.entryAt(index);
  const base = words[entry + entryBase] ?? 0;
  const offset = address - base;
  const sizeBytes = words[entry + entrySize] ?? 0;
  const name = heapName(core, index);
  const inside = 0 <= offset && offset < sizeBytes;
  const path = inside ? heapPath(entryTypeOf(core, index), offset, sizeBytes, wanted) : "";
  return {
    root: { kind: "heap", name, sequence: core.names.get(base)?.sequence ?? index + 1 },
    path,
    offset,
    sizeBytes,
    text: `${name}${path}`,
  };
}

function heapPath(
  type: CType | undefined,
  offset: number,
  sizeBytes: number,
  wanted: number,
): string {
  const size = type?.sizeBytes ?? 0;
  if (!type || !size) return offset ? `+${offset}` : "";
  // More than one of the type: an array of them, unless the tail is a flexible array.
  if (size * 2 <= sizeBytes && sizeBytes % size === 0) {
    const index = Math.floor(offset / size);
    return `[${index}]${pathOf(type, offset - index * size, wanted)}`;
  }
  return pathOf(type, offset, wanted);
}

/** Call sites kept with a heap object, innermost first. */
export function sitesOf(core: Core, index: number, freed: boolean): readonly Frame[] | undefined {
  const { words } = core.memory;
  const entry = core.memory.entryAt(index);
  if (freed && words[entry + entryState] !== 2) return undefined;
  const first = entry + (freed ? entryFreed : entryAllocated);
  const sites: Frame[] = [];
  for (let at = 0; at < sitesKept; at++) {
    const pc = (words[first + at] ?? 0) - 1;
    if (pc < 0) break;
    sites.push({
      function: core.program.functionAt(pc)?.name ?? "?",
      position: core.program.positionOf(pc),
    });
  }
  return sites.length ? sites : undefined;
}

/** Records where the run is, for messages about an object later. */
export function keepSites(core: Core, index: number, freed: boolean): void {
  const first = core.memory.entryAt(index) + (freed ? entryFreed : entryAllocated);
  let at = 0;
  for (const { pc } of core.frames()) {
    if (sitesKept <= at) break;
    core.memory.words[first + at++] = pc + 1;
  }
}

// ---- origins ----

/** What is known about bits without a value; `origin` is a word of the origin table. */
export function originOf(core: Core, origin: number): UndefinedOrigin | undefined {
  if (origin === 0) return undefined;
  if (origin < 0) return core.originRecords[-origin - 1]?.origin;
  const byte = origin >>> 1;
  if (addressOriginBase <= byte) return memoryOrigin(core, byte - addressOriginBase);
  return localOrigin(core, byte - localOriginBase);
}

function localOrigin(core: Core, byte: number): UndefinedOrigin | undefined {
  const { origins, functions } = core.program;
  const low = countBelow(origins, byte, ({ start }) => start);
  const info = origins[low - 1];
  const function_ = functions[info?.function ?? -1];
  if (!info || !function_) return undefined;
  const { local } = info;
  if (!local) {
    const name = `the value of ${function_.name}`;
    return {
      kind: "result",
      object: {
        root: { kind: "none", name },
        path: "",
        offset: 0,
        sizeBytes: 8,
        text: name,
      },
      declaredAt: function_.position,
      function: function_.name,
      text: `${name}, which ended without returning one`,
    };
  }
  const offset = local.inMemory ? byte - info.start : 0;
  const path = pathOf(local.type, Math.min(offset, Math.max(0, local.type.sizeBytes - 1)), 1);
  const where = `${local.position.path}:${local.position.line}`;
  return {
    kind: "local",
    object: {
      root: { kind: "stack", name: local.name, function: function_.name },
      path,
      offset,
      sizeBytes: local.type.sizeBytes,
      text: `${local.name}${path} (local of ${function_.name})`,
    },
    declaredAt: local.position,
    function: function_.name,
    text: `${local.name}${path}, a local of ${function_.name} declared at ${where}, never set`,
  };
}

function memoryOrigin(core: Core, address: number): UndefinedOrigin {
  const object = describe(core, address, 0, 1);
  if (object.root.kind === "global")
    return {
      kind: "global",
      object,
      text: `${object.text}, which is declared but nowhere defined`,
    };
  const index = core.memory.entryNear(address);
  const [site] = (index === undefined ? undefined : sitesOf(core, index, false)) ?? [];
  const allocated = site
    ? ` allocated by ${site.function} at ${site.position.path}:${site.position.line}`
    : "";
  return {
    kind: "heap",
    object,
    ...(site ? { declaredAt: site.position, function: site.function } : {}),
    text: `${object.text}, in memory${allocated}, never set`,
  };
}

/** What the instruction at the run's pc reads or writes, as C: "pag->pag_mount". */
export function accessText(core: Core): string {
  const place = core.program.accessAt(core.pc);
  if (place) return placeText(place);
  return core.hostName === undefined ? "memory" : `memory for ${core.hostName}()`;
}
