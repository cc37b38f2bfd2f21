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

/** Calls are followed upwards no further than this. */
const callerDepthLimit = 8;

/**
 * Finds the decision that kept a statement from running.
 * - Shape: in every call of the statement's function, the first decision whose outcome leads where
 *   the statement cannot be reached any more while the other outcome can; for a function that was
 *   never entered, the same for the calls of it and the places that hand on its address.
 * - Errors: undefined where no decision did it (a trap, an empty list, code that nothing calls).
 */
export function findGate(program: Program, run: Run, statement: number): GateFound | undefined {
  const target = program.statements[statement];
  if (!target) return undefined;
  return gateOf(program, run, target.function, target.pc, new Set(), 0);
}

function gateOf(
  program: Program,
  run: Run,
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
  run: Run,
  functionIndex: number,
  pc: number,
): GateFound | undefined {
  const reaches = reachesWithin(program, functionIndex, pc);
  return earliest(
    run.decisions.map((record): GateFound | undefined => {
      const decision = program.decisions[record.decision];
      if (!decision || decision.function !== functionIndex) return undefined;
      return closes(record, decision, reaches)
        ? {
            decision: decision.id,
            position: decision.position,
            condition: decision.text,
            needed: !record.outcome,
            step: record.step,
          }
        : undefined;
    }),
  );
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
