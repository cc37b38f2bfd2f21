// SPDX-License-Identifier: MIT
// The five kernels, on the engine and compiled by the peers, in turn so that noise hits all alike.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileUnit, linkProgram } from "../../src/core/cc";
import type { Program } from "../../src/core/cc";
import { Machine, libcHosts } from "../../src/core/interp";

/** By name: items of one timed call; enough that one takes the engine some 100 ms. */
const itemsOf = { mix: 2e6, list: 1.5e6, search: 4e4, crc: 2e6, array: 2e6 } as const;

type KernelName = keyof typeof itemsOf;

export const kernelNames = Object.keys(itemsOf) as readonly KernelName[];

/** A compiled peer repeats its call: the clock of the system counts in steps. */
const peerRepeats = 20;

const rounds = 7;
const warmRounds = 5;

export interface Measured {
  readonly kernel: string;
  /** Nanoseconds of processor time per item; by engine or peer. */
  readonly times: ReadonlyMap<string, number>;
}

/** A way to run a kernel: nanoseconds per item, and its result. */
type Runner = (items: number) => { readonly nanoseconds: number; readonly result: bigint };

/** Runs every kernel on the engine and every compiler that is there; the best of some rounds. */
export function measureKernels(compilers: readonly string[]): readonly Measured[] {
  const folder = mkdtempSync(join(tmpdir(), "kernels-"));
  try {
    const ready = kernelNames.map((kernel) => {
      const text = readFileSync(`test/bench/kernels/${kernel}.c`, "utf8");
      const runners = new Map<string, Runner>([["engine", onEngine(text)]]);
      for (const compiler of compilers)
        runners.set(compiler, compiled(compiler, folder, kernel, text));
      return { kernel, runners };
    });
    // The loop is compiled anew whenever a kernel takes a way that none took before.
    for (let round = 0; round < warmRounds; round++)
      for (const { kernel, runners } of ready) runners.get("engine")?.(itemsOf[kernel]);
    return ready.map(({ kernel, runners }) => ({ kernel, times: measure(kernel, runners) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(kernel: KernelName, runners: ReadonlyMap<string, Runner>): Map<string, number> {
  const items = itemsOf[kernel];
  const results = new Set<bigint>();
  const times = new Map<string, number>();
  for (let round = 0; round < rounds; round++)
    for (const [name, runner] of runners) {
      const { nanoseconds, result } = runner(items);
      results.add(result);
      times.set(name, Math.min(times.get(name) ?? Infinity, nanoseconds));
    }
  if (results.size !== 1) throw new Error(`${kernel}: results differ: ${[...results].join(" ")}`);
  return times;
}

const hosts = libcHosts(() => undefined);

export function programOf(text: string): Program {
  const unit = compileUnit({ read: (path) => (path === "k.c" ? text : undefined) }, "k.c", {
    includePaths: [],
    defines: {},
  });
  return linkProgram([unit], { hosts: Object.keys(hosts) });
}

/** A kernel on the engine, as it is used. */
export function onEngine(text: string, before: (machine: Machine) => void = () => {}): Runner {
  const program = programOf(text);
  const call = (items: number): bigint => {
    const machine = new Machine(program, { fuel: 1e9, memoryBytes: 0x100000, hosts });
    before(machine);
    const stop = machine.call("kernel", [items]);
    if (stop.kind !== "returned") throw new Error(JSON.stringify(stop, undefined, 1));
    return stop.value?.bits ?? 0n;
  };
  return (items) => {
    const start = process.cpuUsage();
    const result = call(items);
    const { user, system } = process.cpuUsage(start);
    return { nanoseconds: ((user + system) * 1000) / items, result };
  };
}

/** A trace, and then no more of it. */
function hearOnce(machine: Machine): void {
  machine.listen({ statement: () => undefined, call: () => undefined, stored: () => undefined });
  machine.call("kernel", [1]);
  machine.listen({});
}

/** How many times as long the kernels take on machines whose trace was switched off, by name. */
export function measureTraceOff(): readonly { readonly kernel: string; readonly ratio: number }[] {
  return kernelNames.map((kernel) => {
    const text = readFileSync(`test/bench/kernels/${kernel}.c`, "utf8");
    const runners = new Map([
      ["never", onEngine(text)],
      ["off", onEngine(text, hearOnce)],
    ]);
    const times = measure(kernel, runners);
    return { kernel, ratio: (times.get("off") ?? NaN) / (times.get("never") ?? NaN) };
  });
}

const mainText = `
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
unsigned long kernel(unsigned long n);
int main(int argc, char **argv)
{
	unsigned long n = atol(argv[1]), repeats = atol(argv[2]), result = 0, i;
	clock_t start = clock();
	for (i = 0; i < repeats; i++)
		result = kernel(n);
	printf("%lu %.6f\\n", result, (double)(clock() - start) / CLOCKS_PER_SEC);
	return 0;
}
`;

function compiled(compiler: string, folder: string, kernel: string, text: string): Runner {
  const [source, main] = [join(folder, `${kernel}.c`), join(folder, "main.c")];
  writeFileSync(source, text);
  writeFileSync(main, mainText);
  const [command = "", ...options] = compiler.split(" ");
  const program = join(folder, `${kernel}-${compiler.replace(/\W+/g, "")}`);
  execFileSync(command, [...options, "-w", "-o", program, source, main]);
  return (items) => {
    const args = [String(items), String(peerRepeats)];
    const [result = "", seconds = ""] = execFileSync(program, args, { encoding: "utf8" }).split(
      " ",
    );
    return {
      nanoseconds: (Number(seconds) * 1e9) / (items * peerRepeats),
      result: BigInt(result),
    };
  };
}
