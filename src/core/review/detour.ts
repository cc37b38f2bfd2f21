// SPDX-License-Identifier: MIT
// The way past a trap: the nearest decision that led there, the other way at just that time.
import type { Program } from "../cc";
import { guardsOf, type Guard } from "../compare";
import { isTraced } from "../kernel";
import type { Run } from "../sim";
import { forcedIn, forceOf } from "./force";
import { trapKey, type LayerAssumptions } from "./layer";
import type { SideName } from "./place";
import type { Variant } from "./session";
import { needOf } from "./why-never";

/** A layer that leads past where a run was stopped. */
export interface Detour {
  readonly side: SideName;
  readonly guard: Guard;
  /** The trap it leads past, as trapKey tells it. */
  readonly insteadOf: string;
  readonly assumption: string;
  readonly layer: LayerAssumptions;
}

/** Or why there is none. */
export type DetourFound =
  | { readonly detours: readonly Detour[] }
  | { readonly detours: readonly []; readonly reason: string };

/**
 * The ways past the end of a run that nothing undefined decided, the nearest first.
 * - Shape: nothing is made up: no value is put where there is none. What is assumed is that a
 *   decision that every way to the trap goes through had fallen the other way, each time it would
 *   have led there and at no other time.
 */
export function detoursFrom(
  variant: Variant,
  side: SideName,
  run: Run,
  layer: LayerAssumptions,
): DetourFound {
  const { outcome } = run;
  const none = (reason: string): DetourFound => ({ detours: [], reason });
  if (outcome.kind === "deadlocked") return none("the run waits, and nothing is known to end that");
  if (outcome.kind === "out-of-budget") return none("the run was given up, it did not end");
  if (outcome.kind !== "trapped") return none("it was not run");
  const trap = trapKey(run) ?? "";
  const { program } = variant[side];
  const { places } = variant;
  const all = guardsOf(program, outcome.stack, isTraced);
  // Beyond a decision that is assumed already lies what was left behind with that assumption.
  const taken = all.findIndex(({ decision }) =>
    layer.forces.some(
      (force) =>
        forcedIn(program, force)?.id === decision &&
        (force.insteadOf === undefined || force.insteadOf === trap),
    ),
  );
  const guards = all.slice(0, taken < 0 ? all.length : taken);
  const where = places.place(side, outcome.position).text;
  if (!guards.length)
    return none(
      taken < 0
        ? `no decision on the way to ${where} leads past it`
        : `what leads to ${where} is assumed already`,
    );
  const message = places.tell(side, outcome.message);
  return {
    detours: guards.map((guard): Detour => {
      const decision = program.decisions[guard.decision] as Program["decisions"][number];
      const { condition, past } = guard;
      const need = needOf(program, decision.function, condition, past, places.sources(side));
      const assumption =
        `if \`${condition}\` were ${past} where it led to that (${message})` +
        (need ? `; ${need}` : "");
      const force = forceOf(program, decision, past, trap);
      return {
        side,
        guard,
        insteadOf: trap,
        assumption,
        layer: { ...layer, forces: [...layer.forces, force] },
      };
    }),
  };
}
