// SPDX-License-Identifier: MIT
export type { Outcome, StackFrame, Verdict } from "./outcome";
export type { TraceArgument, TraceEvent } from "./trace";
