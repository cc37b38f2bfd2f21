// SPDX-License-Identifier: MIT
import { replay } from "../base";
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
import { threadLimit } from "./tasks";

/** The longest stock scenario takes under 30 000 steps; sixty times that is a hang. */
export const fuelStock = 2_000_000;
/** The model, a world and all a stock scenario allocates take well under half of it. */
const memoryBytes = 0x20_0000;
/** Half of it are the stacks of threads. */
const stackBytes = 0x8_0000;

type InitStack = NonNullable<MachineOptions["initStack"]>;
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

/** One machine of a program; worlds take turns in it. */
interface SharedMachine {
  readonly machine: Machine;
  readonly undefinedResults: Record<string, bigint>;
  readonly empty: Snapshot;
  readonly worlds: Map<string, BootedMachine>;
  listeners: Listeners;
}

const sharedMachines = new WeakMap<Program, Map<InitStack, SharedMachine>>();

/** A machine of a program with a world in it, as fresh; there is one, so runs take turns. */
export function bootedMachine(program: Program, world: World, initStack: InitStack): BootedMachine {
  const shared = sharedMachine(program, initStack);
  const key = JSON.stringify(world);
  const known = shared.worlds.get(key);
  if (known) return known;
  const fresh = boot(shared, world);
  shared.worlds.set(key, fresh);
  return fresh;
}

function sharedMachine(program: Program, initStack: InitStack): SharedMachine {
  let machines = sharedMachines.get(program);
  if (!machines) sharedMachines.set(program, (machines = new Map()));
  const known = machines.get(initStack);
  if (known) return known;
  const undefinedResults: Record<string, bigint> = {};
  const machine = new Machine(program, {
    fuel: fuelStock,
    memoryBytes,
    stackBytes,
    threads: threadLimit,
    initStack,
    undefinedResults,
    choices: { next: (count, about) => shared.listeners.choices.next(count, about) },
    onEvent: (...event) => shared.listeners.onEvent(...event),
    onMessage: (...message) => shared.listeners.onMessage(...message),
  });
  const shared: SharedMachine = {
    machine,
    undefinedResults,
    empty: machine.snapshot(),
    worlds: new Map(),
    listeners: quiet,
  };
  machines.set(initStack, shared);
  return shared;
}

const quiet: Listeners = { onEvent: () => {}, onMessage: () => {}, choices: replay([]) };

function boot(shared: SharedMachine, world: World): BootedMachine {
  const { machine } = shared;
  shared.listeners = quiet;
  machine.restore(shared.empty);
  machine.setForces([]);
  machine.listen({});
  const stop = bootWorld(machine, world);
  const snapshot = machine.snapshot();
  return {
    machine,
    stop,
    state: readState(machine),
    prepare(preparation) {
      shared.listeners = preparation;
      for (const kind of Object.keys(shared.undefinedResults)) delete shared.undefinedResults[kind];
      Object.assign(shared.undefinedResults, preparation.undefinedResults);
      machine.restore(snapshot);
      machine.setForces(preparation.forces);
      machine.listen(preparation.hooks);
    },
  };
}
