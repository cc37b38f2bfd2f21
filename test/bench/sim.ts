// SPDX-License-Identifier: MIT
// `npm run bench:sim`: all shipped scenarios before and after one patch, traces on, and what the
// making of a world costs. Times are of the processor, so that a busy machine counts less.
import { runScenario, stockScenarios, type Run } from "../../src/core/sim";
import { Machine } from "../../src/core/interp";
import { bootedMachine } from "../../src/core/sim/boot";
import { bootWorld } from "../../src/core/world";
import type { Program } from "../../src/core/cc";
import { bornFixed, flagsHandedOn, lastGroup, removalPatch } from "../core/kernel/edits";
import { modelProgram } from "../support/model";

/** What issue and budget ask for, in milliseconds. */
const bars = { all: 1000, restore: 1 };

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = cpuMs();
  const value = work();
  return { value, ms: cpuMs() - start };
}

const print = (label: string, ms: number, bar?: number): void => {
  const verdict = bar === undefined ? "" : ms <= bar ? `  (at most ${bar})` : `  ABOVE ${bar}`;
  process.stdout.write(
    `${label.padEnd(46)}${ms.toFixed(ms < 10 ? 3 : 0).padStart(9)} ms${verdict}\n`,
  );
};

const base = [bornFixed, flagsHandedOn, lastGroup];
const link = timed(() => [modelProgram(base), modelProgram([...base, ...removalPatch])]);
const programs: readonly Program[] = link.value;
const { scenarios } = stockScenarios();
const runAll = (): readonly Run[] =>
  programs.flatMap((program) => scenarios.map((scenario) => runScenario(program, scenario)));

const worlds = new Set(scenarios.map(({ world }) => JSON.stringify(world))).size;

print("compile and link both sides, no cache", link.ms);
const boots = timed(() => {
  for (const program of programs)
    for (const { world } of scenarios) bootedMachine(program, world, "none");
});
print(`boot and save ${worlds} worlds, 2 sides, once`, boots.ms);
const first = timed(runAll);
const events = first.value.reduce((sum, run) => sum + run.events.length, 0);
print(`${scenarios.length} scenarios, 2 sides, ${events} events, first time`, first.ms);
const again = timed(runAll);
print("the same once V8 has compiled the engine", again.ms, bars.all);
const whole = link.ms + boots.ms + first.ms;
print("everything from a cold start, with V8's compiling", whole);

const [program] = programs;
const [scenario] = scenarios;
if (program && scenario) {
  const rounds = 200;
  const machine = new Machine(program, { fuel: 10_000_000, memoryBytes: 0x20_0000 });
  const empty = machine.snapshot();
  const boots = timed(() => {
    for (let round = 0; round < rounds; round++) {
      machine.restore(empty);
      bootWorld(machine, scenario.world);
    }
  });
  const saved = machine.snapshot();
  const restores = timed(() => {
    for (let round = 0; round < rounds; round++) machine.restore(saved);
  });
  print("a world from nothing", boots.ms / rounds);
  print("a world from its saved image", restores.ms / rounds, bars.restore);
}
