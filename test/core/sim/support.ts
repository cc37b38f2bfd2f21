// SPDX-License-Identifier: MIT
// Runs scenarios on the model, with its text as it is or with words of it replaced.
import assert from "node:assert/strict";
import type { Program } from "../../../src/core/cc";
import {
  parseScenario,
  runScenario,
  stockScenarios,
  type Run,
  type RunOptions,
  type Scenario,
  type TraceEvent,
} from "../../../src/core/sim";
import { modelProgram, type Edit } from "../../support/model";

const programs = new Map<string, Program>();

/** The model with edits, linked once a process. */
export function programOf(edits: readonly Edit[] = [], level = "L0"): Program {
  const key = JSON.stringify([level, edits]);
  const known = programs.get(key) ?? modelProgram(edits, level);
  programs.set(key, known);
  return known;
}

/**
 * A shipped scenario by its row, with values changed: { "world.processes.P1.earlyKill": "true" }.
 */
export function stock(row: string, changes: Readonly<Record<string, string>> = {}): Scenario {
  const { scenarios, diagnostics } = stockScenarios(
    Object.entries(changes).map(([path, value]) => ({ path, value })),
    (id) => id.startsWith(`${row}-`),
  );
  assert.deepEqual(diagnostics, []);
  assert.ok(scenarios[0], row);
  return scenarios[0];
}

/** A shipped scenario by its whole id. */
export function stockById(id: string): Scenario {
  const { scenarios, diagnostics } = stockScenarios([], (one) => one === id);
  assert.deepEqual(diagnostics, []);
  assert.ok(scenarios[0], id);
  return scenarios[0];
}

/** A scenario of a world (laid over w0) and stimuli in which every invariant is watched. */
export function scenario(world: object, ...stimuli: readonly object[]): Scenario {
  const { value, diagnostics } = parseScenario({
    id: "t-test",
    world: { base: "w0", ...world },
    stimuli,
  });
  assert.deepEqual(diagnostics, []);
  assert.ok(value);
  return value;
}

export const unbind = { kind: "unbind", device: "pmem0", by: "SH" };
export const poison = (object: string, page: number, by = "kworker"): object => ({
  kind: "memory-failure",
  ...{ object, page, by },
});
export const record = (mask: string, physicalAddress = "0x100010040"): object => ({
  kind: "ghes-record",
  severity: "recoverable",
  validationBits: "0x6",
  ...{ physicalAddress, mask },
});

export const run = (of: Scenario, edits: readonly Edit[] = [], options: RunOptions = {}): Run =>
  runScenario(programOf(edits), of, options);

/** The verdict on one invariant, by its row. */
export function verdict(of: Run, row: string): Run["verdicts"][number] {
  const found = of.verdicts.find(({ invariant }) => invariant.startsWith(`${row}-`));
  assert.ok(found, row);
  return found;
}

/** Asserts that an invariant is broken first by the event this text matches, and why. */
export function brokenAt(of: Run, row: string, event: RegExp, why: RegExp): void {
  const { state, firstEvent, why: told } = verdict(of, row);
  assert.equal(state, "broken", told);
  const first: TraceEvent | undefined = of.events[(firstEvent ?? 0) - 1];
  assert.match(first?.text ?? "no event", event);
  assert.match(told, why);
}

export function holds(of: Run, row: string, why: RegExp): void {
  const { state, why: told } = verdict(of, row);
  assert.equal(state, "holds", told);
  assert.match(told, why);
}

export function unknown(of: Run, row: string, why: RegExp): void {
  const { state, why: told } = verdict(of, row);
  assert.equal(state, "unknown", told);
  assert.match(told, why);
}
