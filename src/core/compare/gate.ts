// SPDX-License-Identifier: MIT
import { reachesWithin, type Position, type Program } from "../cc";
import type { DecisionRecord, Run } from "../sim";

/**
 * A decision that kept wanted code from being reached, and the outcome that would have led there.
 */
export interface GateFound {
  readonly decision: number;
  readonly position: Position;
  readonly condition: string;
  readonly needed: boolean;
  /** How many events came before it: the earliest gate counts. */
  readonly step: number;
}

/** The part of a run that tells where it went. */
export type Trodden = Pick<Run, "entered" | "decisions">;

/**
 * A loop's own test, made to hold, would never end; that there was nothing to go round for is no
 * gate.
 */
const loopKinds: ReadonlySet<string> = new Set(["for", "while", "do"]);

/** Calls are followed upwards no further than this. */
const callerDepthLimit = 8;

/**
 * Finds the decision that kept a statement from running.
 * - Shape: in every call of the statement's function, the first decision whose outcome leads where
 *   the statement cannot be reached any more while the other outcome can; for a function that was
 *   never entered, the same for the calls of it and the places that hand on its address.
 * - Errors: undefined where no decision did it (a trap, an empty list, code that nothing calls).
 */
export function findGate(program: Program, run: Trodden, statement: number): GateFound | undefined {
  const target = program.statements[statement];
  if (!target) return undefined;
  return gateOf(program, run, target.function, target.pc, new Set(), 0);
}

function gateOf(
  program: Program,
  run: Trodden,
  functionIndex: number,
  pc: number,
  visited: Set<number>,
  depth: number,
): GateFound | undefined {
  if (callerDepthLimit < depth || visited.has(functionIndex)) return undefined;
  visited.add(functionIndex);
  if (run.entered.has(functionIndex)) return gateWithin(program, run, functionIndex, pc);
  const name = program.functions[functionIndex]?.name;
  const uses = [
    ...program.calls
      .filter((call) => call.callee === name)
      .map((call) => ({ from: call.caller, pc: call.pc })),
    ...program.addressTaken.flatMap((use) =>
      use.target === functionIndex && use.inFunction !== undefined && use.pc !== undefined
        ? [{ from: use.inFunction, pc: use.pc }]
        : [],
    ),
  ];
  return earliest(uses.map((use) => gateOf(program, run, use.from, use.pc, visited, depth + 1)));
}

function gateWithin(
  program: Program,
  run: Trodden,
  functionIndex: number,
  pc: number,
): GateFound | undefined {
  const found = run.decisions.map((record): GateFound | undefined => {
    const decision = program.decisions[record.decision];
    if (!decision || decision.function !== functionIndex) return undefined;
    if (loopKinds.has(decision.kind)) return undefined;
    // In a loop everything leads everywhere, the next time round: only this time counts.
    const reaches = reachesPast(program, functionIndex, pc, decision.id);
    return closes(record, decision, reaches)
      ? {
          decision: decision.id,
          position: decision.position,
          condition: decision.text,
          needed: !record.outcome,
          step: record.step,
        }
      : undefined;
  });
  const fellAsNeeded = (gate: GateFound): boolean =>
    run.decisions.some((one) => one.decision === gate.decision && one.outcome === gate.needed);
  // What fell the other way as well was not what kept the line from running.
  return earliest(found.filter((gate) => gate && !fellAsNeeded(gate))) ?? earliest(found);
}

const reachable = new WeakMap<Program, Map<string, { has(pc: number): boolean }>>();

/**
 * Points that lead to a pc without a decision's coming up again; asked often, so kept by program.
 */
function reachesPast(program: Program, functionIndex: number, pc: number, decision: number) {
  let known = reachable.get(program);
  if (!known) reachable.set(program, (known = new Map()));
  const key = `${pc} ${decision}`;
  let reaches = known.get(key);
  if (!reaches) {
    const isDecision = (at: number): boolean => program.decisionBranches.get(at) === decision;
    known.set(key, (reaches = reachesWithin(program, functionIndex, pc, isDecision)));
  }
  return reaches;
}

function closes(
  record: DecisionRecord,
  decision: { readonly trueStart: number; readonly falseStart: number },
  reaches: { has(pc: number): boolean },
): boolean {
  const taken = record.outcome ? decision.trueStart : decision.falseStart;
  const other = record.outcome ? decision.falseStart : decision.trueStart;
  return !reaches.has(taken) && reaches.has(other);
}

function earliest(found: readonly (GateFound | undefined)[]): GateFound | undefined {
  return found
    .filter((gate): gate is GateFound => gate !== undefined)
    .reduce<GateFound | undefined>(
      (first, gate) => (first && first.step <= gate.step ? first : gate),
      undefined,
    );
}
