// SPDX-License-Identifier: MIT
// Inputs made to hurt: each is read by a process of its own, at four sizes. The resident peak,
// less that of a process that reads nothing, has to stay within four times the input and 64 MB (of
// a packed input four times what is read of what it unpacks to); the time worked has to grow as
// the input does. Others count what the longest step works.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, PerformanceObserver } from "node:perf_hooks";
import { gunzipSync } from "node:zlib";
import { withLittleGarbage } from "../../../src/cli/heap";
import { finish } from "../../../src/core/mail";
import { unpackedMax } from "../../../src/core/mail/unpack";
import { collectInSteps } from "../../../src/core/patch";
import { hostileInputs } from "../../support/hostile";
import { figure, heading, note } from "./mail";

const megabyte = 1_000_000;
const sizes = [4, 8, 16, 57].map((size) => size * megabyte);
/** Sizes by which growth is judged, the smaller and the larger. */
const [smaller, larger] = [1, 2] as const;
/** Twice the input may take this many times as long; what is not linear takes four times. */
const growthMax = 2.8;
/** Work too short for its growth to mean anything. */
const shortMs = 250;

/** Sizes at which steps are timed. */
const stepSizes = sizes.slice(2);
const stepMsMax = 50;
/** A step above the bar is timed as often as this, and the median counts. */
const stepRuns = 3;

interface Measured {
  readonly peakBytes: number;
  readonly workMs: number;
}

/** What the child does: reads one file and says what that took; garbage as the product does. */
export const measure = (path: string): void => withLittleGarbage(() => measureHere(path));

function measureHere(path: string): void {
  const bytes = readFileSync(path);
  const before = process.cpuUsage();
  const { messages } = finish(collectInSteps([{ name: "hostile", bytes }]));
  const { user, system } = process.cpuUsage(before);
  const peakBytes = peakOfProcess();
  process.stdout.write(JSON.stringify({ peakBytes, workMs: (user + system) / 1e3 }));
  // What was read is held to the end, as a host would hold it.
  process.exitCode = messages.length < 0 ? 1 : 0;
}

/**
 * The most memory this process had resident. What the system counts for children is no measure: it
 * begins with what their parent had when it made them.
 */
function peakOfProcess(): number {
  const path = "/proc/self/status";
  const status = existsSync(path) ? readFileSync(path, "latin1") : "";
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  const peakKilobytes = peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
  return peakKilobytes * 1_024;
}

interface Step {
  readonly from: number;
  readonly end: number;
  readonly workMs: number;
}

/** The same for another child: how long the longest step works, collections of garbage aside. */
export function measureSteps(path: string): void {
  const collections: { readonly startTime: number; readonly duration: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    const entries = list.getEntries() as (PerformanceEntry & { detail?: { kind?: number } })[];
    const young = constants.NODE_PERFORMANCE_GC_MINOR;
    collections.push(...entries.filter(({ detail }) => detail?.kind === young));
  });
  observer.observe({ entryTypes: ["gc"] });
  const bytes = readFileSync(path);
  const long: Step[] = [];
  withLittleGarbage(() => {
    const steps = collectInSteps([{ name: "hostile", bytes }]);
    const clock = workClock();
    for (let isDone = false; !isDone;) {
      const from = performance.now();
      const before = clock();
      isDone = steps.next().done === true;
      const workMs = clock() - before;
      const end = performance.now();
      long.push({ from, end, workMs });
      if (long.length < 2_000 || isDone) continue;
      long.sort((a, b) => b.workMs - a.workMs).splice(100);
    }
  });
  // What was collected is told when nothing else runs.
  setTimeout(() => {
    const net = long.map(({ from, end, workMs }) => {
      const inside = collections.filter(({ startTime }) => from <= startTime && startTime < end);
      return workMs - inside.reduce((sum, { duration }) => sum + duration, 0);
    });
    process.stdout.write(JSON.stringify({ stepMs: Math.max(...net) }));
    observer.disconnect();
  }, 50);
}

/** What this thread has worked, in ms; where the system does not say, what has passed. */
function workClock(): () => number {
  const path = `/proc/self/task/${process.pid}/schedstat`;
  if (!existsSync(path)) return () => performance.now();
  const file = openSync(path, "r");
  const text = Buffer.alloc(64);
  return () => {
    const length = readSync(file, text, 0, text.length, 0);
    return Number.parseInt(text.toString("latin1", 0, length), 10) / 1e6;
  };
}

function child<T>(how: "--measure" | "--steps", path: string): T | undefined {
  const script = process.argv[1] ?? "";
  const { status, stdout } = spawnSync(process.execPath, [script, how, path], { timeout: 120_000 });
  return status === 0 ? (JSON.parse(stdout.toString()) as T) : undefined;
}

function measured(path: string, bytes: Uint8Array): Measured | undefined {
  writeFileSync(path, bytes);
  return child<Measured>("--measure", path);
}

function longestStep(path: string, bytes: Uint8Array): number {
  writeFileSync(path, bytes);
  const run = (): number => child<{ stepMs: number }>("--steps", path)?.stepMs ?? Infinity;
  const first = run();
  if (first <= stepMsMax) return first;
  const all = [first];
  while (all.length < stepRuns) all.push(run());
  return all.sort((a, b) => a - b)[stepRuns >> 1] ?? Infinity;
}

/** How much there is to read in an input. */
function readBytes(bytes: Uint8Array): number {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? Math.min(gunzipSync(bytes).length, unpackedMax(bytes.length)) : bytes.length;
}

export function benchHostile(): void {
  heading("hostile: peak beyond an empty run, in MB, at 4, 8, 16, 57 MB; work at 8, 16 MB");
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-bench-"));
  const path = join(folder, "input");
  const only = process.argv.find((word) => word.startsWith("--only="))?.slice(7);
  let over = 0;
  let slow = 0;
  let silent = 0;
  let count = 0;
  try {
    const empty = measured(path, new Uint8Array())?.peakBytes ?? 0;
    for (const { name, make } of hostileInputs) {
      if (only !== undefined && !name.includes(only)) continue;
      count++;
      const runs = sizes.map((size) => {
        const bytes = make(size);
        const run = measured(path, bytes);
        if (!run) return undefined;
        const peak = run.peakBytes - empty;
        return { ...run, peak, isOver: peak > readBytes(bytes) * 4 + 64 * megabyte };
      });
      const small = runs[smaller]?.workMs ?? 0;
      const large = runs[larger]?.workMs ?? Infinity;
      const isSlow = large > shortMs && large > small * growthMax;
      if (runs.some((run) => !run || run.isOver)) over++;
      if (isSlow) slow++;
      const stepMs = Math.max(...stepSizes.map((size) => longestStep(path, make(size))));
      if (stepMs > stepMsMax) silent++;
      const peaks = runs.map((run) =>
        run ? `${(run.peak / megabyte).toFixed(0)}${run.isOver ? "!" : ""}`.padStart(7) : "  died!",
      );
      note(
        `${name.padEnd(34)}${peaks.join("")}${small.toFixed(0).padStart(8)}` +
          `${large.toFixed(0).padStart(7)} ms${isSlow ? "!" : ""}, steps ${stepMs.toFixed(0)} ms`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  note("the size of a packed input is what is read of what it unpacks to");
  const bar = "4 x + 64 MB";
  figure("inputs within the bound of memory", `${count - over} of ${count}`, over === 0, bar);
  figure("inputs read in linear time", `${count - slow} of ${count}`, slow === 0, "all");
  figure("longest step within 50 ms", `${count - silent} of ${count}`, silent === 0, "all");
}
