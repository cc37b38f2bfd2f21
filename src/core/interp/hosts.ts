// SPDX-License-Identifier: MIT
import type { HostArgs, HostFunction, HostMachine } from "./host";
import { callArguments, formatPrintf } from "./printf";

/** What the kernel model asks of the machine; declared in the model's include/hs.h. */
export const modelHosts: Readonly<Record<string, HostFunction>> = {
  /** void *__hs_alloc(unsigned long size, int zeroed, const char *what) */
  __hs_alloc(machine, args) {
    const size = args.number(0);
    if (objectBytesLimit < size) machine.trap("memory", `an allocation of ${size} bytes`);
    args.returns(machine.allocate(size, args.int(1) !== 0, machine.readString(args.address(2))));
  },
  /** void __hs_free(const void *object) */
  __hs_free(machine, args) {
    if (args.undefinedBits(0))
      machine.trap("undefined-address", "free of a pointer that has no value");
    machine.free(args.address(0));
  },
  /** void __hs_name(const void *object, const char *format, ...) */
  __hs_name(machine, args) {
    machine.nameObject(args.address(0), formatted(machine, args, 1));
  },
  /** void __hs_event(const char *kind, const char *format, ...) */
  __hs_event(machine, args) {
    machine.event(machine.readString(args.address(0)), formatted(machine, args, 1));
  },
  /** void __hs_message(int level, const char *format, ...) */
  __hs_message(machine, args) {
    machine.message(args.int(0), formatted(machine, args, 1));
  },
  /** int __hs_choose(int count, const char *about) */
  __hs_choose(machine, args) {
    args.returns(machine.choose(args.int(0), machine.readString(args.address(1))));
  },
  /** void __hs_trap(const char *kind, const char *format, ...) */
  __hs_trap(machine, args) {
    const kind = machine.readString(args.address(0));
    machine.trap(kind, formatted(machine, args, 1));
  },
  /** void __hs_block(const char *on) */
  __hs_block(machine, args) {
    machine.block(machine.readString(args.address(0)), 0n);
  },
  /** void __hs_wait(const void *object, const char *on): until __hs_wake(object) */
  __hs_wait(machine, args) {
    machine.block(machine.readString(args.address(1)), args.address(0));
  },
  /** int __hs_wake(const void *object): how many may go on */
  __hs_wake(machine, args) {
    args.returns(machine.wake(args.address(0)));
  },
  /** unsigned long __hs_undefined64(const char *kind, const char *why) */
  __hs_undefined64(machine, args) {
    const kind = machine.readString(args.address(0));
    machine.undefinedResult(args, kind, machine.readString(args.address(1)));
  },
  /** int __hs_is_undefined(const void *p, unsigned long size) */
  __hs_is_undefined(machine, args) {
    const size = args.number(1);
    const at = machine.checkedAddress(args.address(0), size, false);
    args.returns(machine.memory.isUndefined(at, size));
  },
};

/** An object larger than this is a negative number taken for a size. */
const objectBytesLimit = 0x4000000;

export const hostNames: readonly string[] = Object.keys(modelHosts);

function formatted(machine: HostMachine, args: HostArgs, format: number): string {
  const text = machine.readString(args.address(format));
  return formatPrintf(machine, text, callArguments(machine, args, format + 1));
}
