// SPDX-License-Identifier: MIT
export { bootWorld, currentProcess, stimulate, type StimulusArgument } from "./boot";
export { isObject } from "./json";
export { parseStimuli, parseWorld } from "./parse";
export { readState } from "./state";
export type { Stimulus } from "./stimulus";
export { w0 } from "./w0";
export type {
  AllocationGroup,
  Amount,
  Device,
  File,
  FileMapping,
  Injection,
  Mount,
  Process,
  RmapRecord,
  Spa,
  Sysctl,
  World,
} from "./world";
