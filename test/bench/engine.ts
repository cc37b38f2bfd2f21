// SPDX-License-Identifier: MIT
// How fast the engine is, beside compilers and interpreters that are installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { compareWithGcc } from "./csmith";
import { measureColdStart, measureFrontEnd } from "./front";
import type { FrontEndSpeed } from "./front";
import { compareWithJscpp } from "./jscpp";
import { measureKernels, measureTraceOff } from "./kernels";
import type { Measured } from "./kernels";
import { measureStates } from "./states";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asked elsewhere: csmith leaves a file where it runs. */
const isThere = (command: string): boolean =>
  spawnSync(command, ["-v"], { stdio: "ignore", cwd: tmpdir() }).error === undefined;

const missed: string[] = [];

/** A figure beside what it has to be; those that are not are named again at the end. */
function figure(text: string, isMet: boolean, bar: string): void {
  print(`  ${isMet ? "met   " : "MISSED"}  ${text}  (bar: ${bar})`);
  if (!isMet) missed.push(`${text}  (bar: ${bar})`);
}

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
  for (const name of compilers) {
    const ratios = measured.map(
      ({ times }) => (times.get("engine") ?? NaN) / (times.get(name) ?? NaN),
    );
    const [mean, worst] = [geometricMean(ratios), Math.max(...ratios)];
    const text = `${name}: geometric mean ${mean.toFixed(1)}x, worst ${worst.toFixed(1)}x`;
    if (name === "gcc -O0") figure(text, mean <= 15 && worst <= 25, "15x, worst 25x");
    else print(`  ${text}`);
  }
  return measured;
}

function states(): void {
  const { forkMicroseconds, newMicroseconds, knownMicroseconds } = measureStates();
  const rate = (microseconds: number): string => `${Math.round(1000 / microseconds)}k states/s`;
  print("states of 64 KB");
  const fork = `fork, every page differs: ${forkMicroseconds.toFixed(1)} us`;
  figure(fork, forkMicroseconds <= 15, "15 us");
  const what = "12 pages written, snapshot and key";
  figure(`${what}, all new: ${rate(newMicroseconds)}`, newMicroseconds <= 10, "100k states/s");
  figure(`${what}, known: ${rate(knownMicroseconds)}`, knownMicroseconds <= 10, "100k states/s");
}

function frontEnd(): void {
  const millions = (perSecond: number): string => (perSecond / 1e6).toFixed(2);
  print("front end, text to linked program: million tokens per second of processor time, warm, in");
  print("a process that did nothing else, as the command line and the worker begin with it");
  const measured = inOwnProcess<readonly FrontEndSpeed[]>(process.argv[1] ?? "", "--front");
  for (const { name, tokens, perSecond, peers } of measured) {
    const others = peers.map((peer) => `${peer.name} ${millions(peer.perSecond)}`).join(", ");
    print(`  ${name.padEnd(24)} ${String(tokens).padStart(7)} tokens  ${millions(perSecond)}`);
    if (others) print(`    (${others})`);
  }
  const count = measured.reduce((sum, { tokens }) => sum + tokens, 0);
  const seconds = measured.reduce((sum, { tokens, perSecond }) => sum + tokens / perSecond, 0);
  figure(`front end, all texts: ${millions(count / seconds)}`, 1.5e6 <= count / seconds, "1.5");
  coldStart();
}

/** The bar is read as what comes on top of Node itself, which nobody can make faster from here. */
function coldStart(): void {
  const { tokens, whole, empty } = measureColdStart();
  for (const [name, key] of [
    ["of the processor", "cpuMilliseconds"],
    ["by the clock", "clockMilliseconds"],
  ] as const) {
    const own = whole[key] - empty[key];
    const parts = `whole ${whole[key].toFixed(0)} ms, Node alone ${empty[key].toFixed(0)} ms`;
    const text = `cold start, ${tokens} tokens, ${name}: ours ${own.toFixed(0)} ms (${parts})`;
    figure(text, own <= 60, "60 ms");
  }
}

/** Where Debian and others put csmith's headers. */
const csmithIncludes = ["/usr/include/csmith", "/usr/include", "/usr/local/include"];

function csmithFolder(): string | undefined {
  const folder = csmithIncludes.find((path) => existsSync(`${path}/csmith.h`));
  return folder !== undefined && isThere("csmith") && isThere("gcc") ? folder : undefined;
}

function randomPrograms(first: number, seeds: number, isPacked: boolean): void {
  const includes = csmithFolder();
  if (!seeds || !includes) {
    print(seeds ? "skipped: no csmith with its headers, or no gcc" : "skipped: no seeds");
    return;
  }
  const range = { first, last: first + seeds - 1 };
  const { same, leftOut, unfinished, different } = compareWithGcc(range, isPacked, includes);
  print(`random programs of csmith${isPacked ? ", with packed records" : ""}`);
  print(`  ${leftOut} do not end with gcc; the engine's budget: ${unfinished.join(" ") || "none"}`);
  const seedText = `seeds ${range.first} to ${range.last}`;
  const text = `${seedText}: ${same} as gcc, ${different.length} different`;
  figure(`${text} ${different.join(" ")}`.trimEnd(), different.length === 0, "0 different");
}

function otherInterpreter(measured: readonly Measured[]): void {
  const compared = compareWithJscpp(
    new Map(measured.map(({ kernel, times }) => [kernel, times.get("engine") ?? NaN])),
  );
  if (!compared) print("skipped: no JSCPP (HS_JSCPP names the folder it is installed in)");
  for (const { kernel, ratio } of compared ?? [])
    if (typeof ratio === "string") print(`  JSCPP ${kernel.padEnd(8)} ${ratio}`);
    else figure(`JSCPP ${kernel.padEnd(8)} ${ratio.toFixed(0)}x`, 500 <= ratio, "500x");
}

/** The same bundle without checks, in a process of its own: it optimises the loop for itself. */
function checksOff(measured: readonly Measured[]): void {
  const bundle = uncheckedBundle(process.argv[1] ?? "");
  const times = inOwnProcess<Readonly<Record<string, number>>>(bundle, "--times");
  const ratios = measured.map(
    ({ kernel, times: checked }) => (checked.get("engine") ?? NaN) / (times[kernel] ?? NaN),
  );
  const [mean, worst] = [geometricMean(ratios), Math.max(...ratios)];
  const each = measured.map(({ kernel }, at) => `${kernel} ${(ratios[at] ?? NaN).toFixed(2)}x`);
  print(`  checks of memory on/off: ${each.join(", ")}`);
  const text = `checks on/off: geometric mean ${mean.toFixed(2)}x, worst ${worst.toFixed(2)}x`;
  figure(text, worst <= 2, "2x");
}

/** What a bundle of this file prints as JSON when it is asked for one part only. */
function inOwnProcess<T>(bundle: string, part: "--front" | "--times"): T {
  const { stdout } = spawnSync(process.execPath, [bundle, part], { encoding: "utf8" });
  return JSON.parse(stdout) as T;
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

/** A trace is free when it is off: the code that runs is that of a machine nobody listened to. */
function traceOff(): void {
  const measured = measureTraceOff();
  print(
    `  trace off: ${measured.map((one) => `${one.kernel} ${one.ratio.toFixed(2)}x`).join(", ")}`,
  );
  const mean = geometricMean(measured.map(({ ratio }) => ratio));
  figure(`trace off/never on: geometric mean ${mean.toFixed(2)}x`, mean <= 1.05, "1.05x");
}

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "300" },
    packed: { type: "string", default: "100" },
    first: { type: "string", default: "1" },
    times: { type: "boolean" },
    front: { type: "boolean" },
  },
});
if (values.front) {
  print(JSON.stringify(measureFrontEnd(csmithFolder())));
  process.exit(0);
}
if (values.times) {
  const times = measureKernels([]).map(({ kernel, times: all }) => [kernel, all.get("engine")]);
  print(JSON.stringify(Object.fromEntries(times)));
  process.exit(0);
}
const measured = speed();
checksOff(measured);
traceOff();
otherInterpreter(measured);
states();
frontEnd();
randomPrograms(Number(values.first), Number(values.seeds), false);
randomPrograms(Number(values.first), Number(values.packed), true);
print(missed.length ? `missed:\n  ${missed.join("\n  ")}` : "every bar is met");
