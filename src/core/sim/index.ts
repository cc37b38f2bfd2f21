// SPDX-License-Identifier: MIT
export { fuelStock } from "./boot";
export { undefinedResults, type Continuation, type UndefinedResult } from "./continuation";
export { parseScenarioText, type OwnScenario } from "./file";
export type { FactStep } from "./history";
export { invariants } from "./invariant";
export type { Outcome, StackFrame, Verdict } from "./outcome";
export { runScenario, type DecisionRecord, type Run, type RunOptions } from "./run";
export { parseScenario } from "./parse";
export type { Scenario } from "./scenario";
export { basicIds, stockIds, stockScenarios, type ScenarioChange } from "./stock";
export type { TraceArgument, TraceEvent } from "./trace";
export type { TimedForce } from "./timed";
