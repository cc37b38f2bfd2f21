// SPDX-License-Identifier: MIT
import { opLengths, opShapes } from "./bytecode";
import type { LoweredFunction } from "./emit";

/** The same function without some of its instructions, which do nothing that anybody notices. */
export function withoutInstructions(
  lowered: LoweredFunction,
  removed: ReadonlySet<number>,
): LoweredFunction {
  if (!removed.size) return lowered;
  const { code } = lowered;
  // By old pc, of every word: where it is now; what was removed is where its successor is.
  const moved = new Int32Array(code.length + 1);
  const kept = new Int32Array(code.length);
  let next = 0;
  for (let pc = 0; pc < code.length;) {
    const length = opLengths[code[pc] ?? 0] ?? 1;
    const stays = !removed.has(pc);
    for (let index = 0; index < length; index++, pc++) {
      moved[pc] = next;
      if (stays) kept[next++] = code[pc] ?? 0;
    }
  }
  moved[code.length] = next;
  const at = (pc: number): number => (pc < 0 ? pc : (moved[pc] ?? 0));
  // The tables are this function's own and not shown to anybody yet.
  const shifted = <T extends { pc: number }>(list: readonly T[]): readonly T[] => {
    for (const one of list) one.pc = at(one.pc);
    return list;
  };
  const final = kept.slice(0, next);
  moveTargets(final, at);
  return {
    ...lowered,
    code: final,
    relocations: lowered.relocations.map((one) => ({ ...one, at: at(one.at) })),
    positions: { pcs: lowered.positions.pcs.map(at), at: lowered.positions.at },
    statements: shifted(lowered.statements),
    decisions: lowered.decisions.map((one) => ({
      ...one,
      truePc: at(one.truePc),
      falsePc: at(one.falsePc),
    })),
    decisionBranches: shifted(lowered.decisionBranches),
    calls: shifted(lowered.calls),
    accesses: shifted(lowered.accesses),
    arithmetic: shifted(lowered.arithmetic),
    atomics: lowered.atomics.map(({ pc, end }) => ({ pc: at(pc), end: at(end) })),
    addressTaken: shifted(lowered.addressTaken),
    switches: lowered.switches.map((table) => ({
      ...table,
      targets: table.targets.map(at),
      otherwise: at(table.otherwise),
    })),
  };
}

function moveTargets(code: Int32Array, at: (pc: number) => number): void {
  for (let pc = 0; pc < code.length; pc += opLengths[code[pc] ?? 0] ?? 1) {
    const shape = opShapes[code[pc] ?? 0] ?? "";
    for (let index = 0; index < shape.length; index++)
      if (shape[index] === "t") code[pc + 1 + index] = at(code[pc + 1 + index] ?? 0);
  }
}
