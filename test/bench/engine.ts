// SPDX-License-Identifier: MIT
// How fast the engine is, beside compilers and interpreters that are installed.
import { spawnSync } from "node:child_process";
import { measureKernels } from "./kernels";
import type { Measured } from "./kernels";
import { measureStates } from "./states";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const isThere = (command: string): boolean =>
  spawnSync(command, ["-v"], { stdio: "ignore" }).error === undefined;

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function speed(): void {
  const compilers = ["gcc -O0", "tcc"].filter((compiler) => {
    const there = isThere(compiler.split(" ")[0] ?? "");
    if (!there) print(`skipped: no ${compiler}`);
    return there;
  });
  const measured = measureKernels(compilers);
  print("processor time per item, in ns, and the engine's in multiples of it");
  for (const { kernel, times } of measured) {
    const engine = times.get("engine") ?? NaN;
    const peers = compilers.map((name) => {
      const time = times.get(name) ?? NaN;
      return `${name} ${time.toFixed(2)} (${(engine / time).toFixed(1)}x)`;
    });
    print(`  ${kernel.padEnd(8)} engine ${engine.toFixed(1).padStart(7)}  ${peers.join("  ")}`);
  }
  for (const name of compilers) print(`  ${name}: ${summary(measured, name)}`);
}

function summary(measured: readonly Measured[], peer: string): string {
  const ratios = measured.map(
    ({ times }) => (times.get("engine") ?? NaN) / (times.get(peer) ?? NaN),
  );
  const [mean, worst] = [geometricMean(ratios), Math.max(...ratios)].map((x) => x.toFixed(1));
  return `geometric mean ${mean}x, worst ${worst}x`;
}

function states(): void {
  const { forkMicroseconds, newMicroseconds, knownMicroseconds } = measureStates();
  const rate = (microseconds: number): string => `${Math.round(1000 / microseconds)}k states/s`;
  print("states of 64 KB");
  print(`  fork, every page differs: ${forkMicroseconds.toFixed(1)} us`);
  print(`  12 pages written, snapshot and key: ${rate(newMicroseconds)}, all of them new;`);
  print(`  ${rate(knownMicroseconds)}, seen before`);
}

speed();
states();
