// SPDX-License-Identifier: MIT
import { extraSlots, fixedSlots, headerWords } from "../cc";
import type { FunctionInfo, Program, SourcePosition } from "../cc";
import type { Core } from "./core";
import type { Memory } from "./memory";
import type { Frame, ObjectRef, Stop, TrapKind } from "./trap";
import { bitsOf, cValue, undefinedBitsOf } from "./value";

/** A function of the machine that C can call; it reads its arguments, and says what it returns. */
export type HostFunction = (machine: HostMachine, args: HostArgs) => void;

/**
 * What host functions may do with the machine that calls them. What ends the run (a bad address, a
 * trap) does not come back: the host function is left at once.
 */
export interface HostMachine {
  readonly program: Program;
  readonly memory: Memory;
  /** Calls back into C; when that does not return, the host function should. */
  call(target: string | FunctionInfo, args: readonly (bigint | number)[]): Stop;
  describe(address: bigint): ObjectRef;
  position(): SourcePosition;
  stack(): Frame[];
  /** The text at an address, up to `limit` bytes of it. */
  readString(address: bigint, limit?: number): string;
  /** As readString, each byte one character: what C prints byte by byte. */
  readBytesAsText(address: bigint, limit?: number): string;
  readNumber(address: bigint, sizeBytes: number): bigint;
  /** An address that can be accessed, as an index of memory. */
  checkedAddress(address: bigint, sizeBytes: number, write: boolean): number;
  allocate(sizeBytes: number, zeroed: boolean, what: string): bigint;
  free(address: bigint): void;
  nameObject(address: bigint, text: string): void;
  event(kind: string, text: string): void;
  message(level: number, text: string): void;
  choose(count: number, about: string): number;
  /**
   * The result of the running host call gets no value, or the one asked for; either way it is an
   * event.
   */
  undefinedResult(args: HostArgs, kind: string, why: string): void;
  trap(kind: TrapKind, message: string): never;
  /** Ends the run. */
  end(stop: Stop): never;
  unwind(): never;
  /** Whoever runs cannot go on before it is woken: a thread is blocked, any other run is over. */
  block(on: string, object: bigint): never;
  /** Threads blocked on an object may go on; gives how many. */
  wake(object: bigint): number;
}

/** The arguments of one host call, and where its result goes. */
export class HostArgs {
  constructor(
    private readonly core: Core,
    readonly info: FunctionInfo,
    private readonly base: number,
    private readonly slots: number,
  ) {
    this.count = fixedSlots(slots) + extraSlots(slots);
  }

  /** How many 8-byte slots were passed. */
  readonly count: number;

  /** The register of an argument. */
  register(index: number): number {
    const fixed = fixedSlots(this.slots);
    if (index < fixed) return this.base + headerWords + index * 2;
    return this.base - (extraSlots(this.slots) - (index - fixed)) * 2;
  }

  /** The low 32 bits, as a signed number. */
  int(index: number): number {
    return this.core.memory.words[this.register(index)] ?? 0;
  }

  /** The C value, by the parameter's type; variable arguments are 64 bits, unsigned. */
  bigint(index: number): bigint {
    const type = this.info.params[index]?.type;
    const register = this.register(index);
    if (type) return cValue(this.core.memory, register, type);
    return bitsOf(this.core.memory, register, 8);
  }

  /** As bigint, as a number; exact below 2^53. */
  number(index: number): number {
    const { words } = this.core.memory;
    const register = this.register(index);
    const high = words[register + 1] ?? 0;
    const type = this.info.params[index]?.type;
    if ((type && type.sizeBytes < 8) || high < 0) return Number(this.bigint(index));
    return high * 0x100000000 + ((words[register] ?? 0) >>> 0);
  }

  /** A pointer, as its 64 bits. */
  address(index: number): bigint {
    return bitsOf(this.core.memory, this.register(index), 8);
  }

  undefinedBits(index: number): bigint {
    const type = this.info.params[index]?.type;
    return undefinedBitsOf(this.core.memory, this.register(index), type?.sizeBytes ?? 8);
  }

  /** Sets the result; without a call of this it is 0. */
  returns(value: bigint | number | boolean): void {
    const { words, shadowWords } = this.core.memory;
    if (typeof value === "number" && value === (value | 0)) {
      words[this.base] = value;
      words[this.base + 1] = value >> 31;
      shadowWords[this.base] = shadowWords[this.base + 1] = 0;
      return;
    }
    const bits = typeof value === "bigint" ? value : BigInt(Math.trunc(Number(value)));
    words[this.base] = Number(bits & 0xffffffffn);
    words[this.base + 1] = Number((bits >> 32n) & 0xffffffffn);
    shadowWords[this.base] = shadowWords[this.base + 1] = 0;
  }

  /** The result as it was set. */
  get resultAddress(): bigint {
    return bitsOf(this.core.memory, this.base, 8);
  }

  /** The result is an argument, as it is. */
  returnsArgument(index: number): void {
    const { words, shadowWords } = this.core.memory;
    const register = this.register(index);
    words[this.base] = words[register] ?? 0;
    words[this.base + 1] = words[register + 1] ?? 0;
    shadowWords[this.base] = shadowWords[this.base + 1] = 0;
  }

  /** As HostMachine.checkedAddress, of an argument. */
  checked(index: number, sizeBytes: number, write: boolean): number {
    return this.core.accessible(this.register(index), sizeBytes, write);
  }

  /** Sets a result no bit of which has a value. */
  returnsUndefined(origin: number): void {
    const { words, shadowWords, origins } = this.core.memory;
    this.core.memory.registersUndefined = true;
    for (const at of [this.base, this.base + 1]) {
      words[at] = 0;
      shadowWords[at] = -1;
      origins[at] = origin;
    }
  }
}
