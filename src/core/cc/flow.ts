// SPDX-License-Identifier: MIT
// Where control goes from an instruction.
import { Op, opLengths, opShapes, type SwitchTable } from "./bytecode";

/** Operations without a target in their code behind which nothing need follow. */
const leaving: ReadonlySet<number> = new Set([
  ...[Op.Trap, Op.Return, Op.ReturnW, Op.ReturnL, Op.ReturnRecord],
  ...[Op.SwitchW, Op.SwitchL],
]);

interface Code {
  readonly code: Int32Array;
  readonly switches: readonly SwitchTable[];
}

/** By operation: control goes on behind it, and nowhere else. */
export const goesOn: readonly boolean[] = opShapes.map(
  (shape, op) => !shape.includes("t") && !leaving.has(op),
);

/** The pcs that may be next after an instruction, none after a return; forced decisions apart. */
export function successors({ code, switches }: Code, pc: number): readonly number[] {
  const op = code[pc] ?? 0;
  switch (op as Op) {
    case Op.Trap:
    case Op.Return:
    case Op.ReturnW:
    case Op.ReturnL:
    case Op.ReturnRecord:
      return [];
    case Op.SwitchW:
    case Op.SwitchL: {
      const table = switches[code[pc + 2] ?? 0];
      return table ? [...table.targets, table.otherwise] : [];
    }
    default: {
      const shape = opShapes[op] ?? "";
      const targets: number[] = [];
      for (let index = 0; index < shape.length; index++)
        if (shape[index] === "t") targets.push(code[pc + 1 + index] ?? 0);
      return targets.length ? targets : [pc + (opLengths[op] ?? 1)];
    }
  }
}
