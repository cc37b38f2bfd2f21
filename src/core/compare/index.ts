// SPDX-License-Identifier: MIT
export { alignTraces, type Row } from "./align";
export { smallestCause } from "./cause";
export { behaviourKey, compareRuns, isChanged, outcomeKey, type Comparison } from "./comparison";
export { addedLines, type AddedLine } from "./coverage";
export type { DivergenceGroup } from "./divergence";
export { findGate, type GateFound } from "./gate";
export type { FactChange } from "./state";
