// SPDX-License-Identifier: MIT
// Frames made by nobody's instruction: of calls from outside, and of threads.
import {
  frameActivation,
  frameArgumentSlots,
  frameCaller,
  frameFunction,
  frameReturnPc,
  headerWords,
  stateStack,
} from "../cc";
import type { CType, FunctionInfo } from "../cc";
import { frameHostPc } from "./core";
import type { Core } from "./core";
import { activationWord } from "./memory";
import type { Memory } from "./memory";
import { trap } from "./slow";
import type { Value } from "./trap";
import { registerValue, signedBits } from "./value";

/** A run begins where nothing runs: what an earlier one that did not return left behind goes. */
export function begin(core: Core): void {
  if (core.stop) {
    core.defineWholeStack();
    core.memory.states.fill(stateStack, core.stackFloor >>> 3, core.stackLimit >>> 3);
    core.stop = undefined;
  }
  core.frame = -1;
  core.pc = 0;
  core.depth = 0;
  core.stackTop = core.stackFloor >>> 2;
}

const resultWords = ({ returns }: FunctionInfo): number =>
  returns.kind === "record" ? ((returns.sizeBytes + 15) & ~15) >>> 2 : 0;

/**
 * Makes the current frame that of a call which returns to nobody, at the top of the stack.
 * - Shape: its first word; -1: there is no room, and the run is over.
 */
export function placeFrame(
  core: Core,
  info: FunctionInfo,
  args: readonly (bigint | number)[],
): number {
  const { memory, stackTop } = core;
  const { words } = memory;
  // A record result goes to memory below the frame.
  const base = stackTop + resultWords(info);
  const hidden = base !== stackTop ? 1 : 0;
  if (core.stackLimit < base * 4 + info.frameBytes) {
    trap(core, "stack", `the stack is used up at the call of ${info.name}`);
    return -1;
  }
  const slots = args.length + hidden;
  core.defineStack(stackTop * 4);
  if (hidden) setSlot(memory, base, 0, BigInt(stackTop * 4));
  args.forEach((value, index) =>
    setSlot(memory, base, index + hidden, asParameter(BigInt(value), info.params[index]?.type)),
  );
  for (let index = slots; index < info.parameterSlots; index++) setSlot(memory, base, index, 0n);
  words[base + frameReturnPc] = -1;
  words[base + frameCaller] = core.frame;
  words[base + frameFunction] = info.index;
  words[base + frameArgumentSlots] = Math.max(slots, info.parameterSlots);
  words[base + frameActivation] = words[activationWord] = (words[activationWord] ?? 0) + 1;
  words[base + frameHostPc] = core.pc;
  core.depth++;
  core.frame = base;
  core.pc = info.codeStart;
  return base;
}

/** What the function of such a frame returned. */
export function resultOf(core: Core, info: FunctionInfo, base: number): { readonly value?: Value } {
  const result =
    info.returns.kind === "void" ? {} : { value: registerValue(core.memory, base, info.returns) };
  core.tracks(base);
  return result;
}

/** Puts a value into an argument slot. */
export function setSlot(memory: Memory, base: number, index: number, value: bigint): void {
  const { words, shadowWords } = memory;
  const at = base + headerWords + index * 2;
  words[at] = Number(value & 0xffffffffn);
  words[at + 1] = Number((value >> 32n) & 0xffffffffn);
  shadowWords[at] = shadowWords[at + 1] = 0;
}

/** Registers hold small integers extended to 32 bits by their sign. */
const asParameter = (value: bigint, type: CType | undefined): bigint =>
  type?.kind === "int" && type.sizeBytes < 4
    ? signedBits(value & ((1n << BigInt(type.sizeBytes * 8)) - 1n), type)
    : value;
