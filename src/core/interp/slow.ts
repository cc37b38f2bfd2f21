// SPDX-License-Identifier: MIT
// What the loop leaves to others: accesses that are not plainly fine, undefined bits that decide,
// records, calls through pointers, traps. Over 400 lines: one function per case of the loop.
import {
  Op,
  TrapCode,
  UnaryKind,
  extraSlots,
  fixedSlots,
  frameArgumentSlots,
  headerWords,
  nullPageBytes,
  overflowLeftSigned,
  overflowMul,
  overflowResultSigned,
  overflowRightSigned,
  overflowSub,
  positionText,
  stateFreed,
  stateOk,
  stateReadOnly,
  stateScopeEnded,
  stateStack,
  stateStackRedZone,
  stateUndefined,
  typeText,
} from "../cc";
import { alignmentOf } from "../cc";
import type { CType, FunctionType } from "../cc";
import { exactOperation, overflowed } from "./arithmetic";
import type { Core } from "./core";
import { accessText, describe, entryTypeOf, keepSites, originOf, sitesOf } from "./describe";
import { byteOrigin, entryBase, entrySize, entryType, localOriginBase } from "./memory";
import type { Memory } from "./memory";
import { leaveFrame } from "./plain-access";
import { errnoNames } from "./trap";
import { nextVariable } from "./variable";
import type { ObjectRef, Trap, TrapKind } from "./trap";
import { compareLong, compareWord, swapWord, undefinedCount } from "./undefined";
import type { Comparison } from "./undefined";

/** Alloca beyond this is taken for a run-away size. */
const allocaBytesLimit = 0x100000;

/** Ends the run with a trap at the run's pc. */
export function trap(
  core: Core,
  kind: TrapKind,
  message: string,
  more: Partial<Omit<Trap, "kind" | "message" | "position" | "function" | "stack">> = {},
): void {
  const stack = core.stack();
  core.stop = {
    kind: "trapped",
    trap: {
      kind,
      message,
      position: stack[0]?.position ?? core.program.positionOf(core.pc),
      function: stack[0]?.function ?? "",
      stack,
      ...more,
    },
  };
}

export function outOfFuel(core: Core): void {
  const stack = core.stack();
  const position = stack[0]?.position ?? core.program.positionOf(core.pc);
  core.stop = { kind: "out-of-fuel", position, stack };
}

export function programTrap(core: Core, code: number): void {
  if (code === TrapCode.Builtin) trap(core, "bug", "__builtin_trap() was reached");
  else if (code === TrapCode.Unreachable)
    trap(core, "unreachable", "a point declared unreachable was reached");
  else trap(core, "bug", "this cannot be run");
}

export function trapShift(core: Core, count: number, bits: number): void {
  trap(core, "shift", `shift by ${count} of a ${bits}-bit value`);
}

export function trapBound(core: Core, register: number, length: number, wide: boolean): void {
  const { words } = core.memory;
  const index = wide ? signedPair(words, register) : String(words[register] ?? 0);
  const plural = length === 1 ? "element" : "elements";
  trap(
    core,
    "out-of-bounds",
    `index ${index} of ${accessText(core)}, which has ${length} ${plural}`,
  );
}

const signedPair = (words: Int32Array, register: number): string =>
  String((BigInt(words[register + 1] ?? 0) << 32n) + BigInt((words[register] ?? 0) >>> 0));

export function trapDivision(core: Core, overflow: boolean): void {
  if (overflow) trap(core, "divide-overflow", "division overflows: the smallest integer by -1");
  else trap(core, "divide-by-zero", "division by zero");
}

export function stackTrap(core: Core, index: number): void {
  const name = core.program.functions[index]?.name ?? "?";
  if (core.maxDepth <= core.depth)
    trap(core, "depth", `calls are ${core.depth} deep at the call of ${name}`);
  else trap(core, "stack", `the stack is used up at the call of ${name}`);
}

// ---- access ----

/**
 * Checks an access at (hi:lo) + offset that the loop did not find plainly fine.
 * - Shape: the effective address, or -1 and the run is over.
 */
export function access(
  core: Core,
  lo: number,
  hi: number,
  offset: number,
  sizeBytes: number,
  write: boolean,
): number {
  const address = (hi >>> 0) * 0x100000000 + (lo >>> 0) + offset;
  const { states, sizeBytes: memoryBytes } = core.memory;
  if (hi !== 0 || address < nullPageBytes || memoryBytes < address + sizeBytes) {
    explainBadPointer(core, lo, hi, offset, sizeBytes, write);
    return -1;
  }
  const end = address + sizeBytes;
  for (let at = address; at < end; at = (at | 7) + 1) {
    const state = states[at >>> 3] ?? 0xff;
    if ((state & ~stateUndefined) === 0) continue;
    const readable = state < stateUndefined * 2 || ((state & ~7) === stateReadOnly && !write);
    const bytes = state & 7 || 8;
    const last = Math.min(end - 1, at | 7);
    if (readable && (last & 7) < bytes) continue;
    explainBadAccess(core, address, at, state, sizeBytes, write);
    return -1;
  }
  return address;
}

const verb = (write: boolean): string => (write ? "write" : "read");
const hex = (value: number): string => `0x${value.toString(16)}`;

function explainBadPointer(
  core: Core,
  lo: number,
  hi: number,
  offset: number,
  sizeBytes: number,
  write: boolean,
): void {
  const text = accessText(core);
  const address = (BigInt(hi >>> 0) << 32n) + BigInt(lo >>> 0) + BigInt(offset);
  const shared = { address: address & 0xffffffffffffffffn };
  const value = hi * 0x100000000 + (lo >>> 0);
  if (-4096 < value && value < 0) {
    const name = errnoNames[-value];
    trap(
      core,
      "err-pointer",
      `ERR_PTR(${name ? `-${name}` : value}) ${verb(write)}: ${text} ` +
        `(the pointer is ${value}, an error code or a member's distance before NULL)`,
      shared,
    );
    return;
  }
  const effective = value + offset;
  if (value === 0 || (0 <= effective && effective < nullPageBytes)) {
    const at = effective < 0 ? `-${hex(-effective)}` : hex(effective);
    trap(core, "null", `NULL pointer ${verb(write)}: ${text} (offset ${at})`, {
      ...shared,
      object: describe(core, 0, 0),
    });
    return;
  }
  const function_ = core.functionAtAddress(lo, hi);
  if (function_) {
    const what = `${verb(write)} of the code of function ${function_.name}`;
    trap(core, "wild", `${what}: ${text}`, { ...shared, object: describe(core, lo, hi) });
    return;
  }
  trap(
    core,
    "wild",
    `wild pointer ${verb(write)}: ${text} ` +
      `(${sizeBytes} bytes at 0x${shared.address.toString(16)}, where nothing is)`,
    shared,
  );
}

function explainBadAccess(
  core: Core,
  address: number,
  at: number,
  state: number,
  sizeBytes: number,
  write: boolean,
): void {
  const text = accessText(core);
  const object = describe(core, address, 0, sizeBytes);
  const shared = { address: BigInt(address), object };
  const { kind } = object.root;
  if ((state & ~7) === stateReadOnly && write && at - address + object.offset < object.sizeBytes) {
    trap(core, "string-literal-write", `write to string literal ${object.text}: ${text}`, shared);
    return;
  }
  const index = kind === "heap" ? core.memory.entryNear(address) : undefined;
  const allocated = index === undefined ? undefined : sitesOf(core, index, false);
  const freed = index === undefined ? undefined : sitesOf(core, index, true);
  const sites = {
    ...(allocated ? { allocatedAt: allocated } : {}),
    ...(freed ? { freedAt: freed } : {}),
  };
  if (state === stateFreed && index !== undefined) {
    const [by] = freed ?? [];
    const where = by ? `, freed by ${by.function} at ${by.position.path}:${by.position.line}` : "";
    trap(
      core,
      "use-after-free",
      `use after free: ${verb(write)} of ${text} in ${object.text}${where}`,
      {
        ...shared,
        ...sites,
      },
    );
    return;
  }
  if (state === stateScopeEnded) {
    trap(
      core,
      "use-after-free",
      `use after scope: ${verb(write)} of ${text} in ${object.text}, whose block has ended`,
      shared,
    );
    return;
  }
  if (kind === "stack" && state === stateStack && object.sizeBytes === 0) {
    trap(
      core,
      "use-after-free",
      `use after return: ${verb(write)} of ${text} in ${object.text}`,
      shared,
    );
    return;
  }
  if (kind === "none") {
    trap(core, "wild", `wild pointer ${verb(write)}: ${text} (no object is there)`, shared);
    return;
  }
  trap(
    core,
    "out-of-bounds",
    `${kind} out of bounds: ${verb(write)} of ${sizeBytes} bytes at ${text}, ` +
      distanceText(object),
    { ...shared, ...sites },
  );
}

function distanceText({ offset, sizeBytes, root }: ObjectRef): string {
  const size = `${sizeBytes} byte${sizeBytes === 1 ? "" : "s"}`;
  const name =
    root.kind === "stack" && root.function ? `${root.name} (local of ${root.function})` : root.name;
  if (offset < 0) return `${-offset} before the start of ${name} (${size})`;
  if (offset < sizeBytes) return `across the end of ${name} (${size}), from offset ${offset}`;
  const past = offset - sizeBytes;
  return `${past ? `${past} past` : "just past"} the end of ${name} (${size})`;
}

/** Traps if the address in a register is not known. */
function addressKnown(core: Core, register: number, write: boolean | undefined): boolean {
  const { shadowWords, origins } = core.memory;
  const lo = shadowWords[register] ?? 0;
  if (lo === 0 && shadowWords[register + 1] === 0) return true;
  const origin = originOf(core, origins[lo !== 0 ? register : register + 1] ?? 0);
  const what = write === undefined ? "call through" : `${verb(write)} through`;
  const text = write === undefined ? "" : ` ${accessText(core)}:`;
  trap(
    core,
    "undefined-address",
    `${what} a pointer that has no value:${text} ${origin?.text ?? "its origin is not known"}`,
    { ...(origin ? { origin, object: origin.object } : {}) },
  );
  return false;
}

/** Whether an access may go on: it is aligned, as its type asks for, or nobody minds. */
function isAligned(core: Core, address: number, size: number, write: boolean): boolean {
  if (!core.memory.checksAlignment || (address & (size - 1)) === 0) return true;
  const place = core.program.accessAt(core.pc);
  const wanted = place ? alignmentOf(place) : size;
  if (address % wanted === 0) return true;
  const object = describe(core, address, 0, size);
  const message =
    `misaligned ${verb(write)}: ${accessText(core)}, ${size} bytes at offset ${object.offset} of ` +
    `${object.root.name}, which should be a multiple of ${wanted}`;
  return core.misaligned(message, { address: BigInt(address), object });
}

const sizes: Partial<Record<Op, readonly [bytes: number, signed: boolean]>> = {
  [Op.Ld8S]: [1, true],
  [Op.Ld8U]: [1, false],
  [Op.Ld16S]: [2, true],
  [Op.Ld16U]: [2, false],
  [Op.Ld32]: [4, true],
  [Op.Ld64]: [8, true],
  [Op.St8]: [1, false],
  [Op.St16]: [2, false],
  [Op.St32]: [4, false],
  [Op.St64]: [8, false],
};

export function load(core: Core, op: Op, d: number, a: number, offset: number): boolean {
  const { words, memory } = { words: core.memory.words, memory: core.memory };
  const [size, signed] = sizes[op] ?? [1, false];
  if (!addressKnown(core, a, false)) return false;
  const address = access(core, words[a] ?? 0, words[a + 1] ?? 0, offset, size, false);
  if (address < 0 || !isAligned(core, address, size, false)) return false;
  loadBytes(memory, d, address, size, signed);
  return true;
}

/** Loads from anywhere, aligned or not, with undefined bits and their origin. */
function loadBytes(
  memory: Memory,
  d: number,
  address: number,
  size: number,
  signed: boolean,
): void {
  const { bytes, shadow, words, shadowWords, origins } = memory;
  for (let half = 0; half < (size === 8 ? 2 : 1); half++) {
    const count = Math.min(4, size);
    const from = address + half * 4;
    let value = 0;
    let bits = 0;
    let origin = 0;
    for (let index = 0; index < count; index++) {
      const at = from + index;
      value |= (bytes[at] ?? 0) << (index * 8);
      const unknown = shadow[at] ?? 0;
      bits |= unknown << (index * 8);
      if (unknown !== 0 && origin === 0) origin = byteOrigin(origins[at >>> 2] ?? 0, at & 3);
    }
    const up = 32 - count * 8;
    words[d + half] = signed ? (value << up) >> up : (value << up) >>> up;
    shadowWords[d + half] = signed ? (bits << up) >> up : (bits << up) >>> up;
    if (bits !== 0) origins[d + half] = origin;
  }
}

export function store(core: Core, op: Op, a: number, offset: number, v: number): boolean {
  const { memory } = core;
  const { words, shadowWords, origins, bytes, shadow, states } = memory;
  const [size] = sizes[op] ?? [1];
  if (!addressKnown(core, a, true)) return false;
  const address = access(core, words[a] ?? 0, words[a + 1] ?? 0, offset, size, true);
  if (address < 0 || !isAligned(core, address, size, true)) return false;
  memory.touch(address, size);
  for (let index = 0; index < size; index++) {
    const register = v + (index >>> 2);
    const shift = (index & 3) * 8;
    bytes[address + index] = (words[register] ?? 0) >>> shift;
    const unknown = ((shadowWords[register] ?? 0) >>> shift) & 0xff;
    shadow[address + index] = unknown;
    if (unknown !== 0) {
      origins[(address + index) >>> 2] = origins[register] ?? 0;
      states[(address + index) >>> 3]! |= stateUndefined;
    }
  }
  return true;
}

export function copyRecord(
  core: Core,
  to: number,
  from: number,
  sizeBytes: number,
  check: number,
): boolean {
  const { words } = core.memory;
  if (sizeBytes === 0) return true;
  if (check & 2 && !addressKnown(core, from, false)) return false;
  if (check & 1 && !addressKnown(core, to, true)) return false;
  const source =
    check & 2
      ? access(core, words[from] ?? 0, words[from + 1] ?? 0, 0, sizeBytes, false)
      : (words[from] ?? 0);
  if (source < 0) return false;
  const target =
    check & 1
      ? access(core, words[to] ?? 0, words[to + 1] ?? 0, 0, sizeBytes, true)
      : (words[to] ?? 0);
  if (target < 0) return false;
  core.memory.copy(target, source, sizeBytes);
  return true;
}

/** A local comes to life without a value, or with the one the machine was asked to give. */
export function undefineFrame(core: Core, address: number, sizeBytes: number, start: number): void {
  const { memory } = core;
  if (core.initStack === "none") {
    memory.bytes.fill(0, address, address + sizeBytes);
    memory.undefine(address, sizeBytes, localOriginBase + start);
  } else memory.fill(address, sizeBytes, core.initStack === "zero" ? 0 : 0xaa);
}

/** A local aligned more than its frame comes to life where it is, with red zones around it. */
export function alignLocal(core: Core, d: number, start: number, size: number, to: number): void {
  const { states, words, shadowWords } = core.memory;
  const address = Math.ceil(start / to) * to;
  const room = start + ((size + 7) & ~7) + Math.max(0, to - 16);
  states.fill(stateStackRedZone, start >>> 3, room >>> 3);
  states.fill(stateOk, address >>> 3, (address + size) >>> 3);
  if (size & 7) states[(address + size) >>> 3] = size & 7;
  words[d] = address;
  words[d + 1] = shadowWords[d] = shadowWords[d + 1] = 0;
}

/** Gives such a local zeros, or no values, those from an origin on. */
export function resetLocal(
  core: Core,
  register: number,
  size: number,
  zero: number,
  start: number,
): void {
  const address = core.memory.words[register] ?? 0;
  if (zero) core.memory.fill(address, size, 0);
  else if (size) undefineFrame(core, address, size, start);
}

/** As undefineFrame, for a local that lives in a register. */
export function undefineRegister(
  { memory, initStack }: Core,
  register: number,
  start: number,
): void {
  const { words, shadowWords, origins } = memory;
  const isNone = initStack === "none";
  for (let half = 0; half < 2; half++) {
    words[register + half] = initStack === "pattern" ? 0xaaaaaaaa : 0;
    shadowWords[register + half] = isNone ? -1 : 0;
    if (isNone) origins[register + half] = (localOriginBase + start + half * 4) << 1;
  }
}

/** Copies a returned record to where the caller wants it, and ends the frame's objects. */
export function returnRecord(core: Core, a: number, sizeBytes: number, check: number): boolean {
  const { memory, frame } = core;
  // The first argument slot holds the address of the result.
  if (!copyRecord(core, frame + headerWords, a, sizeBytes, check)) return false;
  const info = core.functionInfo;
  if (info?.states.length)
    leaveFrame(memory, info.states.length, (frame * 4 + info.addressableOffset) >>> 3);
  return true;
}

// ---- bits ----

const mask = (width: number): readonly [lo: number, hi: number] =>
  width <= 32
    ? [width === 32 ? -1 : (1 << width) - 1, 0]
    : [-1, width === 64 ? -1 : (1 << (width - 32)) - 1];

function right(lo: number, hi: number, count: number): readonly [number, number] {
  if (count === 0) return [lo, hi];
  if (count < 32) return [(lo >>> count) | (hi << (32 - count)), hi >>> count];
  return [hi >>> (count - 32), 0];
}

function left(lo: number, hi: number, count: number): readonly [number, number] {
  if (count === 0) return [lo, hi];
  if (count < 32) return [lo << count, (hi << count) | (lo >>> (32 - count))];
  return [0, lo << (count - 32)];
}

function extract(
  lo: number,
  hi: number,
  shift: number,
  width: number,
  signed: boolean,
): readonly [number, number] {
  const [a, b] = right(lo, hi, shift);
  const [maskLo, maskHi] = mask(width);
  const [x, y] = [a & maskLo, b & maskHi];
  const top = width <= 32 ? (x >>> (width - 1)) & 1 : (y >>> (width - 33)) & 1;
  return signed && top ? [x | ~maskLo, y | ~maskHi] : [x, y];
}

export function extractBits(
  memory: Memory,
  op: Op,
  d: number,
  a: number,
  shift: number,
  width: number,
): void {
  const { words, shadowWords, origins } = memory;
  const signed = op === Op.ExtractS;
  // A field within the low word says nothing about the high one, which may be left over from
  // something else.
  const wide = 32 < shift + width;
  const [uLo, uHi] = [shadowWords[a] ?? 0, wide ? (shadowWords[a + 1] ?? 0) : 0];
  const origin = (uLo !== 0 ? origins[a] : origins[a + 1]) ?? 0;
  const value = extract(words[a] ?? 0, wide ? (words[a + 1] ?? 0) : 0, shift, width, signed);
  const bits = uLo | uHi ? extract(uLo, uHi, shift, width, signed) : [0, 0];
  [words[d], words[d + 1]] = value;
  shadowWords[d] = bits[0] ?? 0;
  shadowWords[d + 1] = bits[1] ?? 0;
  if (bits[0]) origins[d] = origin;
  if (bits[1]) origins[d + 1] = origin;
}

export function insertBits(
  memory: Memory,
  d: number,
  a: number,
  v: number,
  shift: number,
  width: number,
): void {
  const { words, shadowWords, origins } = memory;
  const [maskLo, maskHi] = mask(width);
  const [fieldLo, fieldHi] = left(maskLo, maskHi, shift);
  const insert = (table: Int32Array): readonly [number, number] => {
    const wide = 32 < width ? (table[v + 1] ?? 0) : 0;
    const [lo, hi] = left((table[v] ?? 0) & maskLo, wide & maskHi, shift);
    return [
      ((table[a] ?? 0) & ~fieldLo) | (lo & fieldLo),
      ((table[a + 1] ?? 0) & ~fieldHi) | (hi & fieldHi),
    ];
  };
  const newUndefined = (shadowWords[v] ?? 0) !== 0 || (32 < width && shadowWords[v + 1] !== 0);
  const from = (shadowWords[v] ?? 0) !== 0 ? v : v + 1;
  const originLo = (newUndefined ? origins[from] : origins[a]) ?? 0;
  const originHi = (newUndefined ? origins[from] : origins[a + 1]) ?? 0;
  [words[d], words[d + 1]] = insert(words);
  [shadowWords[d], shadowWords[d + 1]] = insert(shadowWords);
  if (shadowWords[d]) origins[d] = originLo;
  if (shadowWords[d + 1]) origins[d + 1] = originHi;
}

export function unary(core: Core, kind: UnaryKind, d: number, a: number): void {
  const { memory } = core;
  const { words, shadowWords } = memory;
  const lo = words[a] ?? 0;
  const hi = words[a + 1] ?? 0;
  const wide =
    kind === UnaryKind.ClzL ||
    kind === UnaryKind.CtzL ||
    kind === UnaryKind.FfsL ||
    kind === UnaryKind.PopcountL ||
    kind === UnaryKind.ParityL ||
    kind === UnaryKind.ClrsbL ||
    kind === UnaryKind.Bswap64;
  if (shadowWords[a] || (wide && shadowWords[a + 1])) undefinedCount(memory, kind, d, a, wide);
  else {
    shadowWords[d] = 0;
    shadowWords[d + 1] = 0;
  }
  if (kind === UnaryKind.Bswap64) {
    words[d] = swapWord(hi);
    words[d + 1] = swapWord(lo);
  } else words[d] = count(kind, lo, hi);
  const counts = kind <= UnaryKind.CtzL;
  if (counts && (lo | (wide ? hi : 0)) === 0 && shadowWords[d] === 0) countOfNothing(core, kind, d);
}

/** Where the first or last 1 is of a number that has none is not defined. */
function countOfNothing(core: Core, kind: UnaryKind, d: number): void {
  const { memory } = core;
  const name = kind === UnaryKind.ClzW || kind === UnaryKind.ClzL ? "clz" : "ctz";
  const position = core.program.positionOf(core.pc);
  const text = `the result of __builtin_${name}(0) at ${positionText(position)}`;
  memory.shadowWords[d] = -1;
  memory.origins[d] = core.recordOrigin(text, position);
  memory.registersUndefined = true;
}

const trailing = (lo: number): number => 31 - Math.clz32(lo & -lo);

function ones(lo: number): number {
  let x = lo - ((lo >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function count(kind: UnaryKind, lo: number, hi: number): number {
  switch (kind) {
    case UnaryKind.ClzW:
      return Math.clz32(lo);
    case UnaryKind.ClzL:
      return hi !== 0 ? Math.clz32(hi) : 32 + Math.clz32(lo);
    case UnaryKind.CtzW:
      return lo ? trailing(lo) : 32;
    case UnaryKind.CtzL:
      return lo ? trailing(lo) : hi ? 32 + trailing(hi) : 64;
    case UnaryKind.FfsW:
      return lo ? trailing(lo) + 1 : 0;
    case UnaryKind.FfsL:
      return lo ? trailing(lo) + 1 : hi ? 33 + trailing(hi) : 0;
    case UnaryKind.PopcountW:
      return ones(lo);
    case UnaryKind.PopcountL:
      return ones(lo) + ones(hi);
    case UnaryKind.ParityW:
      return ones(lo) & 1;
    case UnaryKind.ParityL:
      return (ones(lo) + ones(hi)) & 1;
    case UnaryKind.ClrsbW:
      return Math.clz32(lo < 0 ? ~lo : lo) - 1;
    case UnaryKind.ClrsbL: {
      const [x, y] = hi < 0 ? [~lo, ~hi] : [lo, hi];
      return (y !== 0 ? Math.clz32(y) : 32 + Math.clz32(x)) - 1;
    }
    case UnaryKind.Bswap16:
      return swapWord(lo) >>> 16;
    case UnaryKind.Bswap32:
      return swapWord(lo);
    default:
      return 0;
  }
}

export function exactOverflow(
  memory: Memory,
  d: number,
  a: number,
  b: number,
  flags: number,
  bytes: number,
): void {
  const { words, shadowWords, origins } = memory;
  const kind = flags & 3;
  exactOperation(
    kind === overflowMul ? "mul" : kind === overflowSub ? "sub" : "add",
    { lo: words[a] ?? 0, hi: words[a + 1] ?? 0, signed: (flags & overflowLeftSigned) !== 0 },
    { lo: words[b] ?? 0, hi: words[b + 1] ?? 0, signed: (flags & overflowRightSigned) !== 0 },
    { bytes, signed: (flags & overflowResultSigned) !== 0 },
  );
  const source = [a, a + 1, b, b + 1].find((at) => shadowWords[at] !== 0);
  const origin = source === undefined ? 0 : (origins[source] ?? 0);
  const bits = source === undefined ? 0 : -1;
  for (const [index, value] of [
    [0, overflowed[0] ?? 0],
    [1, overflowed[1] ?? 0],
    [2, overflowed[2] ?? 0],
  ] as const) {
    words[d + index] = value;
    shadowWords[d + index] = index === 2 ? bits & 1 : bits;
    if (bits) origins[d + index] = origin;
  }
}

// ---- decisions ----

/** d = a compared with b, where undefined bits may leave the result open. */
export function compareWords(
  memory: Memory,
  kind: Comparison,
  signed: boolean,
  negated: boolean,
  d: number,
  a: number,
  vb: number,
  sb: number,
  originB: number,
): void {
  const { words, shadowWords, origins } = memory;
  const sa = shadowWords[a] ?? 0;
  const result = compareWord(kind, signed, words[a] ?? 0, sa, vb, sb);
  setResult(memory, d, result, negated, (sa !== 0 ? origins[a] : originB) ?? 0);
}

export function compareLongs(
  memory: Memory,
  kind: Comparison,
  signed: boolean,
  negated: boolean,
  d: number,
  a: number,
  b: number,
  bLo: number,
  bHi: number,
): void {
  const result = compareLong(kind, signed, longAt(memory, a), rightLong(memory, b, bLo, bHi));
  setResult(memory, d, result, negated, originOfLong(memory, a, b));
}

function setResult(
  memory: Memory,
  d: number,
  result: number,
  negated: boolean,
  origin: number,
): void {
  memory.words[d] = result < 0 ? 0 : negated ? 1 - result : result;
  memory.shadowWords[d] = result < 0 ? 1 : 0;
  if (result < 0) memory.origins[d] = origin;
}

const longAt = ({ words, shadowWords }: Memory, a: number) => ({
  lo: words[a] ?? 0,
  hi: words[a + 1] ?? 0,
  sLo: shadowWords[a] ?? 0,
  sHi: shadowWords[a + 1] ?? 0,
});

const rightLong = (memory: Memory, b: number, lo: number, hi: number) =>
  b < 0 ? { lo, hi, sLo: 0, sHi: 0 } : longAt(memory, b);

function originOfLong({ shadowWords, origins }: Memory, a: number, b: number): number {
  const words = b < 0 ? [a, a + 1] : [a, a + 1, b, b + 1];
  const from = words.find((at) => shadowWords[at] !== 0);
  return from === undefined ? 0 : (origins[from] ?? 0);
}

/** A branch with undefined bits: where it goes on, or -1 and the run is over. */
export function decideWord(
  core: Core,
  kind: Comparison,
  signed: boolean,
  a: number,
  vb: number,
  sb: number,
  originB: number,
): number {
  const { words, shadowWords, origins } = core.memory;
  const sa = shadowWords[a] ?? 0;
  const result = compareWord(kind, signed, words[a] ?? 0, sa, vb, sb);
  if (0 <= result) return branchTarget(core, result !== 0);
  return undecided(core, (sa !== 0 ? origins[a] : originB) ?? 0);
}

export function decideLong(
  core: Core,
  kind: Comparison,
  signed: boolean,
  a: number,
  b: number,
  bLo: number,
  bHi: number,
): number {
  const { memory } = core;
  const result = compareLong(kind, signed, longAt(memory, a), rightLong(memory, b, bLo, bHi));
  if (0 <= result) return branchTarget(core, result !== 0);
  return undecided(core, originOfLong(memory, a, b));
}

const branchTarget = ({ code, pc }: Core, holds: boolean): number =>
  code[pc + (holds ? 3 : 4)] ?? -1;

/** Undefined bits decide: that ends the run, unless the decision is forced anyhow. */
function undecided(core: Core, origin: number): number {
  const decision = core.program.decisionBranches.get(core.pc);
  const known = decision === undefined ? undefined : core.program.decisions[decision];
  const forced = decision === undefined ? undefined : core.forced.get(decision);
  if (known && forced !== undefined) return forced ? known.trueStart : known.falseStart;
  const from = originOf(core, origin);
  const what = known
    ? `the ${known.kind === "?:" ? "choice" : known.kind} (${known.text})`
    : "a branch";
  trap(
    core,
    "undefined-decides",
    `a value nobody set decides ${what}: ${from?.text ?? "its origin is not known"}`,
    {
      ...(from ? { origin: from, object: from.object } : {}),
      ...(decision === undefined ? {} : { decision }),
    },
  );
  return -1;
}

/** Where a switch goes; -1 and the run is over if undefined bits decide it. */
export function switchTarget(core: Core, a: number, tableIndex: number): number {
  const { words, shadowWords, origins } = core.memory;
  const table = core.program.switches[tableIndex];
  if (!table) return -1;
  const { wide, signed, ranges, targets, otherwise } = table;
  const value = longAt(core.memory, a);
  const open = value.sLo !== 0 || (wide && value.sHi !== 0);
  if (!open && table.byValue) {
    const index = table.byValue.get(words[a] ?? 0);
    return index === undefined ? otherwise : (targets[index] ?? otherwise);
  }
  let possible = false;
  for (let index = 0; index < targets.length; index++) {
    const [lowLo = 0, lowHi = 0, highLo = 0, highHi = 0] = ranges.subarray(
      index * 4,
      index * 4 + 4,
    );
    const low = { lo: lowLo, hi: lowHi, sLo: 0, sHi: 0 };
    const high = { lo: highLo, hi: highHi, sLo: 0, sHi: 0 };
    const above = wide
      ? compareLong("le", signed, low, value)
      : compareWord("le", signed, lowLo, 0, value.lo, value.sLo);
    const below = wide
      ? compareLong("le", signed, value, high)
      : compareWord("le", signed, value.lo, value.sLo, highLo, 0);
    if (above === 1 && below === 1) return targets[index] ?? otherwise;
    if (above === 0 || below === 0) continue;
    const single = lowLo === highLo && lowHi === highHi;
    const equal = wide
      ? compareLong("eq", false, value, low)
      : compareWord("eq", false, value.lo, value.sLo, lowLo, 0);
    if (!single || equal !== 0) possible = true;
  }
  if (!possible) return otherwise;
  const from = shadowWords[a] !== 0 ? a : a + 1;
  return undecided(core, origins[from] ?? 0);
}

// ---- calls ----

/** The function a pointer calls, by index; -1 and the run is over. */
export function callee(core: Core, register: number, slots: number): number {
  const { words } = core.memory;
  if (!addressKnown(core, register, undefined)) return -1;
  const lo = words[register] ?? 0;
  const hi = words[register + 1] ?? 0;
  const info = core.functionAtAddress(lo, hi);
  if (info) {
    const fixed = fixedSlots(slots);
    if (info.state === "ok" && info.type.prototyped && fixed !== info.parameterSlots) {
      trap(
        core,
        "bad-function",
        `call of ${info.name} through a pointer of another type: ` +
          `${fixed} argument words for ${info.parameterSlots}`,
        { object: describe(core, lo, hi) },
      );
      return -1;
    }
    const type = core.program.pointerCalls.get(core.pc);
    if (info.state === "ok" && type && !isCallable(type, info.type)) {
      trap(
        core,
        "bad-function",
        `call of ${info.name} through a pointer of another type: ` +
          `${typeText(type)} for ${typeText(info.type)}`,
        { object: describe(core, lo, hi) },
      );
      return -1;
    }
    core.tables.fitCallees[core.pc] = info.index + 1;
    return info.index;
  }
  if ((lo | hi) === 0) trap(core, "null-function", "call of a NULL function pointer");
  else {
    const object = describe(core, lo, hi);
    const what = object.root.kind === "none" ? "an address where no function is" : object.text;
    trap(core, "bad-function", `call through a pointer to no function: ${what}`, { object });
  }
  return -1;
}

/**
 * Whether a function can be called by a type: what is passed and returned agrees in size, and in
 * being a number, a pointer or a record. Pointers to anything pass for each other, as callbacks
 * with a void * need it; a result may be left unused.
 */
function isCallable(call: FunctionType, callee: FunctionType): boolean {
  if (!call.prototyped || !callee.prototyped) return true;
  if (call.variadic !== callee.variadic) return false;
  if (call.parameters.length !== callee.parameters.length) return false;
  const isSame = (a: CType, b: CType): boolean =>
    a.kind === "unknown" ||
    b.kind === "unknown" ||
    (a.kind === b.kind && a.sizeBytes === b.sizeBytes);
  if (call.returns.kind !== "void" && !isSame(call.returns, callee.returns)) return false;
  return call.parameters.every(({ type }, index) => {
    const other = callee.parameters[index];
    return other !== undefined && isSame(type, other.type);
  });
}

// ---- variable arguments: {next, end, unused} in the va_list's 24 bytes ----

function variableList(core: Core, list: number, write: boolean): number {
  if (!addressKnown(core, list, write)) return -1;
  const { words } = core.memory;
  const address = access(core, words[list] ?? 0, words[list + 1] ?? 0, 0, 24, write);
  return address < 0 ? -1 : address >>> 2;
}

export function variableStart(core: Core, list: number): boolean {
  const at = variableList(core, list, true);
  if (at < 0) return false;
  const { words } = core.memory;
  const extra = extraSlots(words[core.frame + frameArgumentSlots] ?? 0);
  core.memory.fill(at << 2, 24, 0);
  words[at] = (core.frame - extra * 2) << 2;
  words[at + 2] = core.frame << 2;
  return true;
}

/** The address of the next variable argument, which is passed over; -1 and the run is over. */
function takeVariable(core: Core, list: number, slots: number): number {
  const at = variableList(core, list, true);
  if (at < 0) return -1;
  const from = nextVariable(core.memory, at, slots);
  if (from === -2) trap(core, "undefined-address", "va_arg of a list that va_start did not set up");
  else if (from < 0) trap(core, "out-of-bounds", "va_arg past the last argument of the call");
  return from < 0 ? -1 : from;
}

export function variableArgument(core: Core, d: number, list: number): boolean {
  const from = takeVariable(core, list, 1);
  if (from < 0) return false;
  core.memory.copy(d << 2, from, 8);
  return true;
}

export function variableRecord(core: Core, to: number, list: number, sizeBytes: number): boolean {
  const from = takeVariable(core, list, (sizeBytes + 7) >>> 3);
  if (from < 0) return false;
  core.memory.copy(core.memory.words[to] ?? 0, from, sizeBytes);
  return true;
}

// ---- the rest ----

export function allocateOnStack(core: Core, d: number, size: number): boolean {
  const { memory } = core;
  const { words, shadowWords } = memory;
  const bytes = words[size] ?? 0;
  if (bytes < 0 || allocaBytesLimit < bytes || words[size + 1] !== 0) {
    trap(core, "stack", "alloca of more than the stack can hold");
    return false;
  }
  const base = memory.allocate(bytes, false, 1);
  if (base === undefined) {
    trap(core, "memory", "the machine's memory is used up");
    return false;
  }
  keepSites(core, memory.entryCount - 1, false);
  words[d] = base;
  words[d + 1] = 0;
  shadowWords[d] = shadowWords[d + 1] = 0;
  return true;
}

/** A fresh heap object is of the type its pointer was converted to. */
export function hintType(core: Core, register: number, type: number): void {
  const { memory } = core;
  const address = memory.words[register] ?? 0;
  if (memory.words[register + 1] !== 0) return;
  const index = memory.entryNear(address >>> 0);
  if (index === undefined || entryTypeOf(core, index)) return;
  const entry = memory.entryAt(index);
  const size = memory.words[entry + entrySize] ?? 0;
  const hint = core.program.typeHints[type];
  if (memory.words[entry + entryBase] !== address || !hint || size < hint.sizeBytes) return;
  memory.touch((entry + entryType) * 4, 4);
  memory.words[entry + entryType] = type + 1;
  core.nameByType(index, hint);
}
