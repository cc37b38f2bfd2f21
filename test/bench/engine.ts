// SPDX-License-Identifier: MIT
// How fast the engine is, beside compilers and interpreters that are installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { compareWithGcc } from "./csmith";
import { measureColdStart, measureFrontEnd } from "./front";
import { compareWithJscpp } from "./jscpp";
import { measureKernels } from "./kernels";
import type { Measured } from "./kernels";
import { measureStates } from "./states";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asked elsewhere: csmith leaves a file where it runs. */
const isThere = (command: string): boolean =>
  spawnSync(command, ["-v"], { stdio: "ignore", cwd: tmpdir() }).error === undefined;

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function speed(): readonly Measured[] {
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
  return measured;
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

function frontEnd(): void {
  print(`front end: ${(measureFrontEnd() / 1e6).toFixed(2)} million tokens/s`);
  const { tokens, milliseconds, emptyMilliseconds } = measureColdStart();
  const [whole, empty] = [milliseconds.toFixed(0), emptyMilliseconds.toFixed(0)];
  print(`cold start of ${tokens} tokens: ${whole} ms, of which Node itself ${empty} ms`);
}

/** Where Debian and others put csmith's headers. */
const csmithIncludes = ["/usr/include/csmith", "/usr/include", "/usr/local/include"];

function randomPrograms(seeds: number): void {
  const includes = csmithIncludes.find((folder) => existsSync(`${folder}/csmith.h`));
  if (!seeds || !includes || !isThere("csmith") || !isThere("gcc")) {
    print(seeds ? "skipped: no csmith with its headers, or no gcc" : "skipped: no --seeds");
    return;
  }
  const { same, leftOut, unfinished, different } = compareWithGcc(seeds, includes);
  print(`csmith, seeds 1 to ${seeds}: ${same} as gcc, ${different.length} different`);
  print(
    `  ${leftOut} do not end with gcc either; engine unfinished: ${unfinished.join(" ") || "none"}`,
  );
  if (different.length) print(`  different: ${different.join(" ")}`);
}

function otherInterpreter(measured: readonly Measured[]): void {
  const compared = compareWithJscpp(
    new Map(measured.map(({ kernel, times }) => [kernel, times.get("engine") ?? NaN])),
  );
  if (!compared) print("skipped: no JSCPP (HS_JSCPP names the folder it is installed in)");
  for (const { kernel, ratio } of compared ?? [])
    print(
      `  JSCPP ${kernel.padEnd(8)} ${typeof ratio === "string" ? ratio : `${ratio.toFixed(0)}x`}`,
    );
}

/** The same bundle without checks, in a process of its own: it optimises the loop for itself. */
function checksOff(measured: readonly Measured[]): void {
  const bundle = uncheckedBundle(process.argv[1] ?? "");
  const { stdout } = spawnSync(process.execPath, [bundle, "--times"], { encoding: "utf8" });
  const times = JSON.parse(stdout) as Readonly<Record<string, number>>;
  const ratios = measured.map(
    ({ kernel, times: checked }) => (checked.get("engine") ?? NaN) / (times[kernel] ?? NaN),
  );
  const [mean, worst] = [geometricMean(ratios), Math.max(...ratios)].map((x) => x.toFixed(2));
  const each = measured.map(({ kernel }, at) => `${kernel} ${(ratios[at] ?? NaN).toFixed(2)}x`);
  print(`  checks of memory on/off: ${each.join(", ")}; geometric mean ${mean}x, worst ${worst}x`);
}

/** Writes, beside this bundle, one whose plain loop does not look up what may be accessed. */
function uncheckedBundle(path: string): string {
  const text = readFileSync(path, "utf8");
  const start = text.indexOf("function runPlain(");
  const end = text.indexOf("\n}\n", start);
  const loop = text.slice(start, end).replace(/\bst\[\w+ >>> 3\]/g, "0");
  const unchecked = path.replace(/\.cjs$/, "-unchecked.cjs");
  writeFileSync(unchecked, text.slice(0, start) + loop + text.slice(end));
  return unchecked;
}

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    times: { type: "boolean" },
  },
});
if (values.times) {
  const times = measureKernels([]).map(({ kernel, times: all }) => [kernel, all.get("engine")]);
  print(JSON.stringify(Object.fromEntries(times)));
  process.exit(0);
}
const measured = speed();
checksOff(measured);
otherInterpreter(measured);
states();
frontEnd();
randomPrograms(Number(values.seeds));
