// SPDX-License-Identifier: MIT
// Inputs made to hurt: each is read by a process of its own, at three sizes. The resident peak,
// less that of a process that reads nothing, has to stay within four times the input and 64 MB; the
// time worked has to grow as the input does.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLittleGarbage } from "../../../src/cli/heap";
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

interface Measured {
  readonly peakBytes: number;
  readonly workMs: number;
  readonly stepMs: number;
}

/** What the child does: reads one file and says what that took; garbage as the product does. */
export const measure = (path: string): void => withLittleGarbage(() => measureHere(path));

function measureHere(path: string): void {
  const bytes = readFileSync(path);
  const before = process.cpuUsage();
  const steps = collectInSteps([{ name: "hostile", bytes }]);
  let stepMs = 0;
  for (;;) {
    const started = performance.now();
    const step = steps.next();
    stepMs = Math.max(stepMs, performance.now() - started);
    if (step.done) {
      const { user, system } = process.cpuUsage(before);
      const peakBytes = process.resourceUsage().maxRSS * 1_024;
      process.stdout.write(JSON.stringify({ peakBytes, workMs: (user + system) / 1e3, stepMs }));
      // What was read is held to the end, as a host would hold it.
      process.exitCode = step.value.messages.length < 0 ? 1 : 0;
      return;
    }
  }
}

function measured(path: string, bytes: Uint8Array): Measured | undefined {
  writeFileSync(path, bytes);
  const script = process.argv[1] ?? "";
  const child = spawnSync(process.execPath, [script, "--measure", path], { timeout: 120_000 });
  return child.status === 0 ? (JSON.parse(child.stdout.toString()) as Measured) : undefined;
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
        return { ...run, peak, isOver: peak > bytes.length * 4 + 64 * megabyte };
      });
      const small = runs[smaller]?.workMs ?? 0;
      const large = runs[larger]?.workMs ?? Infinity;
      const isSlow = large > shortMs && large > small * growthMax;
      if (runs.some((run) => !run || run.isOver)) over++;
      if (isSlow) slow++;
      const stepMs = Math.max(...runs.map((run) => run?.stepMs ?? 0));
      if (stepMs > 50) silent++;
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
  const bar = "4 x + 64 MB";
  figure("inputs within the bound of memory", `${count - over} of ${count}`, over === 0, bar);
  figure("inputs read in linear time", `${count - slow} of ${count}`, slow === 0, "all");
  figure("longest step within 50 ms", `${count - silent} of ${count}`);
}
