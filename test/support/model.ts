// SPDX-License-Identifier: MIT
// Runs the kernel model in tests, with its text as it is or with words of it replaced.
import assert from "node:assert/strict";
import {
  compileUnit,
  linkProgram,
  type Program,
  type SourceTree,
  type Unit,
} from "../../src/core/cc";
import { hostNames, Machine, type MachineOptions, type Stop } from "../../src/core/interp";
import { compileOptions, modelTree, modelUnits } from "../../src/core/kernel";
import {
  bootWorld,
  deedsOf,
  parseStimuli,
  parseWorld,
  readState,
  valuesOf,
  type Stimulus,
  type World,
} from "../../src/core/world";

/** One replacement in one file of the model; `from` must occur once. */
export interface Edit {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Far more than any stimulus needs. */
const fuel = 5_000_000;

const compiled = new Map<string, Unit>();

function unitOf(path: string, edits: readonly Edit[], level: string): Unit {
  const [base, options] = [modelTree(level), compileOptions(level)];
  const key = `${level} ${path}`;
  const plain = compiled.get(key) ?? compileUnit(base, path, options);
  compiled.set(key, plain);
  const touched = edits.some((edit) => plain.dependencies.includes(edit.path));
  const read = (name: string) => editedText(base, name, edits);
  return touched ? compileUnit({ read }, path, options) : plain;
}

function editedText(base: SourceTree, path: string, edits: readonly Edit[]): string | undefined {
  return edits
    .filter((edit) => edit.path === path)
    .reduce((text: string | undefined, { from, to }) => {
      assert.equal(text?.split(from).length, 2, `${path} holds once: ${from}`);
      return text.replace(from, () => to);
    }, base.read(path));
}

export function modelProgram(edits: readonly Edit[] = [], level = "L0"): Program {
  return linkProgram(
    modelUnits(level).map((path) => unitOf(path, edits, level)),
    { hosts: hostNames },
  );
}

export interface ModelRun {
  readonly stop: Stop;
  /** "signal: to=P3, ...", and "message: TEXT" for printk. */
  readonly events: readonly string[];
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** What the stimulus's C function gave, as a signed number. */
  readonly result: bigint | undefined;
  readonly machine: Machine;
}

/** Lets something happen, with nobody else about. */
export function perform(machine: Machine, stimulus: Stimulus): Stop {
  let stop: Stop = { kind: "returned" };
  for (const deed of deedsOf(stimulus))
    if (stop.kind === "returned") stop = machine.call(deed.function, [...valuesOf(machine, deed)]);
  return stop;
}

/** Boots a world (JSON as in a scenario) and lets one thing happen. */
export function runModel(
  program: Program,
  world: unknown,
  stimulus: unknown,
  options: Partial<MachineOptions> = {},
  booted: (machine: Machine) => void = () => undefined,
): ModelRun {
  const events: string[] = [];
  let recording = false;
  const machine = new Machine(program, {
    fuel,
    onEvent: (kind, text) => void (recording && events.push(`${kind}: ${text}`)),
    onMessage: (_level, text) => void (recording && events.push(`message: ${text}`)),
    ...options,
  });
  const boot = bootWorld(machine, worldOf(world));
  assert.equal(boot.kind, "returned", JSON.stringify(boot, plain));
  booted(machine);
  const before = readState(machine);
  const [first] = parseStimuli([stimulus]).value;
  assert.ok(first);
  recording = true;
  const stop = perform(machine, first);
  const value = stop.kind === "returned" ? stop.value : undefined;
  return {
    stop,
    events,
    before,
    after: readState(machine),
    result: value && (value.bits >> 63n ? value.bits - (1n << 64n) : value.bits),
    machine,
  };
}

export function worldOf(json: unknown): World {
  const { value, diagnostics } = parseWorld(json);
  assert.deepEqual(diagnostics, []);
  return value;
}

const plain = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

/** The events of some kinds, in order. */
export const ofKinds = (run: ModelRun, ...kinds: readonly string[]): string[] =>
  run.events.filter((event) => kinds.some((kind) => event.startsWith(`${kind}: `)));

/** Facts that changed: "NAME: BEFORE -> AFTER". */
export const changes = ({ before, after }: ModelRun): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((fact) => before.get(fact) !== after.get(fact))
    .map((fact) => `${fact}: ${before.get(fact) ?? "-"} -> ${after.get(fact) ?? "-"}`);
