// SPDX-License-Identifier: MIT
export { alignTraces, type Row } from "./align";
export { stampOf, type RuleState, type Stamp } from "./blame";
export { smallestCause, type SmallestCause, type Tried } from "./cause";
export {
  behaviourKey,
  compareEnds,
  compareRuns,
  effectsOf,
  isChanged,
  listEffects,
  outcomeKey,
  type Comparison,
  type Effect,
} from "./comparison";
export { changedLines, type ChangedLine } from "./coverage";
export { nameDifferences, nameFacts, type StateDifference, type StateFact } from "./difference";
export type { DivergenceGroup, Noise } from "./divergence";
export { findGate, type GateFound } from "./gate";
export { guardsOf, type Guard } from "./guard";
export type { FactChange } from "./state";
