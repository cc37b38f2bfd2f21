// SPDX-License-Identifier: MIT
export { bootWorld } from "./boot";
export { characterDevice, diskBytes, mountBlocks } from "./check";
export { parseFact, type FactName, type ThingKind } from "./fact";
export { isObject } from "./json";
export { parseWorld } from "./parse";
export { parseSchedule, parseStimuli, stimulusKinds } from "./parse-stimulus";
export { readState } from "./state";
export {
  currentProcess,
  deedsOf,
  giveTurn,
  turn,
  valuesOf,
  type Deed,
  type StimulusArgument,
} from "./stimulate";
export type { At, Happening, Step, Stimulus } from "./stimulus";
export { w0 } from "./w0";
export type {
  AllocationGroup,
  Amount,
  Device,
  File,
  FileMapping,
  Injection,
  Mapper,
  Mount,
  Process,
  RmapRecord,
  Spa,
  Sysctl,
  World,
} from "./world";
