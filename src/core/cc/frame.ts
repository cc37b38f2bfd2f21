// SPDX-License-Identifier: MIT
import { headerSlots } from "./bytecode";
import type { LocalSlot } from "./emit";
import type { Local, TypedFunction } from "./tree";

/** State bytes of memory, one per 8 bytes; 1 to 7: so many bytes from the left can be accessed. */
export const stateOk = 0;
/**
 * Added to one of those: bits of these bytes may have no value. Without it they all have one;
 * whoever makes bits undefined sets it, whoever finds that they are not may take it away.
 */
export const stateUndefined = 8;
export const stateUnmapped = 0x80;
export const stateNull = 0x81;
export const stateStack = 0x82;
export const stateStackRedZone = 0x83;
export const stateGlobalRedZone = 0x84;
export const stateHeapRedZone = 0x85;
export const stateFreed = 0x86;
/** Objects of a block that has ended. */
export const stateScopeEnded = 0x87;
/** Readable, not writable: string literals. The low bits say how many bytes, 0 for all. */
export const stateReadOnly = 0x90;

/** What a frame begins at a multiple of. */
export const frameAlignBytes = 16;

/** Bytes between two locals in memory; a wider step than the usual one past the end. */
const redZoneBytes = 16;

export interface FrameLayout {
  readonly locals: readonly LocalSlot[];
  readonly parameterSlots: number;
  /** Slot of each parameter as the caller leaves it. */
  readonly argumentSlots: readonly number[];
  /** The slot that holds where a record result goes; undefined when none is returned. */
  readonly resultSlot: number | undefined;
  readonly addressableOffset: number;
  readonly states: Uint8Array;
  /** The first slot free for temporaries. */
  readonly firstTemporary: number;
}

/** What a local takes of its frame: it may lie as far on as its alignment asks for. */
export const roomBytes = ({ type, alignBytes }: Local): number =>
  ((type.sizeBytes + 7) & ~7) + Math.max(0, alignBytes - frameAlignBytes);

/**
 * Lays out header, arguments, register locals, then locals in memory with red zones around each.
 */
export function layOutFrame(source: TypedFunction): FrameLayout {
  const { returns } = source.symbol.type;
  let slot = headerSlots;
  const resultSlot = returns.kind === "record" ? slot++ : undefined;
  const argumentSlots = source.parameters.map((parameter) => {
    const at = slot;
    slot += parameter.type.kind === "record" ? (parameter.type.sizeBytes + 7) >>> 3 : 1;
    return at;
  });
  const parameterSlots = slot - headerSlots;
  const locals: LocalSlot[] = [];
  const inMemory = source.locals.filter((local) => {
    const memory =
      local.addressTaken ||
      local.cleanup !== undefined ||
      local.type.kind === "array" ||
      local.type.kind === "record";
    if (!memory) {
      const at = local.isParameter ? argumentSlots[source.parameters.indexOf(local)] : undefined;
      locals[local.id] = {
        local,
        frameOffset: (at ?? slot++) * 8,
        inMemory: false,
        addressRegister: undefined,
      };
    }
    return memory;
  });
  if (!inMemory.length)
    return {
      locals,
      parameterSlots,
      argumentSlots,
      resultSlot,
      addressableOffset: 0,
      states: new Uint8Array(0),
      firstTemporary: slot,
    };
  const addressRegisters = new Map<Local, number>();
  for (const local of inMemory)
    if (frameAlignBytes < local.alignBytes) addressRegisters.set(local, slot++ * 2);
  const addressableOffset = ((slot + 1) & ~1) * 8;
  let offset = addressableOffset + redZoneBytes;
  for (const local of inMemory) {
    const align = Math.min(frameAlignBytes, Math.max(8, local.alignBytes));
    offset = Math.ceil(offset / align) * align;
    const addressRegister = addressRegisters.get(local);
    locals[local.id] = { local, frameOffset: offset, inMemory: true, addressRegister };
    offset += roomBytes(local) + redZoneBytes;
  }
  const states = new Uint8Array((offset - addressableOffset) >>> 3).fill(stateStackRedZone);
  for (const { id, type } of inMemory) {
    const first = ((locals[id]?.frameOffset ?? 0) - addressableOffset) >>> 3;
    const whole = type.sizeBytes >>> 3;
    states.fill(stateOk, first, first + whole);
    if (type.sizeBytes & 7) states[first + whole] = type.sizeBytes & 7;
  }
  return {
    locals,
    parameterSlots,
    argumentSlots,
    resultSlot,
    addressableOffset,
    states,
    firstTemporary: offset >>> 3,
  };
}
