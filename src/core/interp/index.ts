// SPDX-License-Identifier: MIT
export { outermost } from "./describe";
export { HostArgs, type HostFunction, type HostMachine } from "./host";
export { hostNames } from "./hosts";
export { libcHosts } from "./libc";
export { Machine } from "./machine";
export type { Force, MachineOptions } from "./options";
export { isSameState, type Snapshot } from "./snapshot";
export type {
  Frame,
  Hooks,
  ObjectRef,
  Overflow,
  Stop,
  Stored,
  Trap,
  TrapKind,
  UndefinedOrigin,
  Value,
  Watch,
} from "./trap";
export { valueNumber } from "./value";
export type { Pause, Until } from "./pause";
export { chosen, interleave, type Interleaved, type Schedule } from "./schedule";
export type { Thread, ThreadState } from "./threads";
export { View } from "./view";
