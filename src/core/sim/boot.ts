// SPDX-License-Identifier: MIT
import { replay, type Choices } from "../base";
import type { Program } from "../cc";
import {
  Machine,
  type Force,
  type Hooks,
  type MachineOptions,
  type Snapshot,
  type Stop,
} from "../interp";
import { bootWorld, readState, type World } from "../world";

/** The longest stock scenario takes well under a million steps; ten times that is a hang. */
export const fuelStock = 10_000_000;
/** The model, a world and all a stock scenario allocates take well under half of it. */
const memoryBytes = 0x20_0000;

type Listeners = Required<Pick<MachineOptions, "onEvent" | "onMessage" | "choices">>;

/** What one run wants of a machine that others have used before it. */
export interface Preparation extends Listeners {
  readonly forces: readonly Force[];
  readonly undefinedResults: Readonly<Record<string, bigint>>;
  readonly hooks: Hooks;
}

/** A machine that can be put back to the moment its world had been built. */
export interface BootedMachine {
  readonly machine: Machine;
  /** How building the world ended; a patch can break that too. */
  readonly stop: Stop;
  readonly state: ReadonlyMap<string, string>;
  prepare(preparation: Preparation): void;
}

const bootedMachines = new WeakMap<Program, Map<string, BootedMachine>>();

/** A machine of a program with a world in it, as fresh; one at a time of each kind. */
export function bootedMachine(
  program: Program,
  world: World,
  initStack: "none" | "zero" | "pattern",
): BootedMachine {
  let machines = bootedMachines.get(program);
  if (!machines) bootedMachines.set(program, (machines = new Map()));
  const key = `${initStack} ${JSON.stringify(world)}`;
  const known = machines.get(key);
  if (known) return known;
  const fresh = boot(program, world, initStack);
  machines.set(key, fresh);
  return fresh;
}

function boot(
  program: Program,
  world: World,
  initStack: "none" | "zero" | "pattern",
): BootedMachine {
  const quiet: Listeners = { onEvent: () => {}, onMessage: () => {}, choices: replay([]) };
  let listeners = quiet;
  const undefinedResults: Record<string, bigint> = {};
  const choices: Choices = { next: (count, about) => listeners.choices.next(count, about) };
  const machine = new Machine(program, {
    fuel: fuelStock,
    memoryBytes,
    initStack,
    undefinedResults,
    choices,
    onEvent: (...event) => listeners.onEvent(...event),
    onMessage: (...message) => listeners.onMessage(...message),
  });
  const stop = bootWorld(machine, world);
  const snapshot: Snapshot = machine.snapshot();
  return {
    machine,
    stop,
    state: readState(machine),
    prepare(preparation) {
      listeners = preparation;
      for (const kind of Object.keys(undefinedResults)) delete undefinedResults[kind];
      Object.assign(undefinedResults, preparation.undefinedResults);
      machine.restore(snapshot);
      machine.setForces(preparation.forces);
      machine.listen(preparation.hooks);
    },
  };
}
