// SPDX-License-Identifier: MIT
import { reachesWithin, type Position, type Program } from "../cc";

/** A decision that had to fall one way for a run to come to where it was stopped. */
export interface Guard {
  readonly decision: number;
  readonly position: Position;
  readonly condition: string;
  readonly function: string;
  /** The other way, on which the run does not come there without asking again. */
  readonly past: boolean;
}

/** Where a run was stopped: the calls on the way, innermost first. */
export type Stack = readonly { readonly function: string; readonly position: Position }[];

/**
 * Finds the decisions that led to where a run was stopped.
 * - Shape: a program and a stack -> guards, the innermost first: in each function those that every
 *   way to the place goes through and only one side of which leads there.
 * - Errors: none where no decision kept the way open, as in straight code.
 */
export function guardsOf(
  program: Program,
  stack: Stack,
  isOfInterest: (path: string) => boolean,
): readonly Guard[] {
  return stack.flatMap((frame) =>
    isOfInterest(frame.position.path) ? guardsWithin(program, frame) : [],
  );
}

function guardsWithin(program: Program, frame: Stack[number]): readonly Guard[] {
  const info = program.functions.find(
    ({ name, codeStart, codeEnd }) =>
      name === frame.function && pcOf(program, codeStart, codeEnd, frame.position) !== undefined,
  );
  const pc = info && pcOf(program, info.codeStart, info.codeEnd, frame.position);
  if (!info || pc === undefined) return [];
  const branchesOf = new Map<number, number>();
  for (const [at, id] of program.decisionBranches)
    if (info.codeStart <= at && at < info.codeEnd && !branchesOf.has(id)) branchesOf.set(id, at);
  const leadsPast = (target: number, id: number) =>
    reachesWithin(program, info.index, target, (at) => program.decisionBranches.get(at) === id);
  const found = program.decisions.flatMap((decision) => {
    if (decision.function !== info.index || decision.kind === "switch") return [];
    const reaches = leadsPast(pc, decision.id);
    const holds = reaches.has(decision.trueStart);
    // Some way leads by it, or both sides lead there: it did not have to fall as it did.
    if (reaches.has(info.codeStart) || holds === reaches.has(decision.falseStart)) return [];
    const { id, position, text } = decision;
    const past = !holds;
    return [{ decision: id, position, condition: text, function: info.name, past }];
  });
  // The nearest is the one that all the others come before.
  const before = (one: Guard): number =>
    found.filter((other) => {
      const branch = branchesOf.get(one.decision);
      if (other === one || branch === undefined) return false;
      return !leadsPast(branch, other.decision).has(info.codeStart);
    }).length;
  return found
    .map((guard) => ({ guard, depth: before(guard) }))
    .sort((one, other) => other.depth - one.depth)
    .map(({ guard }) => guard);
}

/** The first instruction of a function that stands at a position. */
function pcOf(program: Program, start: number, end: number, at: Position): number | undefined {
  for (let pc = start; pc < end; pc++) {
    const { path, line, column } = program.positionOf(pc);
    if (path === at.path && line === at.line && column === at.column) return pc;
  }
  return undefined;
}
