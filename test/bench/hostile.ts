// SPDX-License-Identifier: MIT
// C made to exhaust a compiler: each text is compiled and linked by a process of its own. Time of
// the processor and the resident peak, both beyond what Node takes by itself, stay within bounds
// that grow with the text alone.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { compileUnit, linkProgram } from "../../src/core/cc";
import { hostileC } from "../support/hostile-c";

/** For any text, and for each million of its characters on top: a token takes some 150 bytes. */
const bounds = { milliseconds: 1000, perMillion: 250, megabytes: 200, megabytesPerMillion: 100 };

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly said: string;
}

const peakMegabytes = (): number =>
  Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1]) / 1000;

function compile(name: string): void {
  const text = hostileC[name]?.() ?? "";
  const files: Readonly<Record<string, string>> = {
    "t.c": text,
    "loop.h": '#include "loop.h"\n#include "loop.h"\n',
  };
  const before = { cpu: process.cpuUsage(), peak: peakMegabytes() };
  const tree = { read: (path: string) => files[path] };
  const unit = compileUnit(tree, "t.c", { includePaths: [""], defines: {} });
  const { diagnostics } = linkProgram([unit], { hosts: [] });
  const { user, system } = process.cpuUsage(before.cpu);
  const measured: Measured = {
    milliseconds: (user + system) / 1000,
    megabytes: peakMegabytes() - before.peak,
    said: [...unit.diagnostics, ...diagnostics][0]?.code ?? "fine",
  };
  process.stdout.write(JSON.stringify({ ...measured, length: text.length }));
}

function measure(name: string): boolean {
  const bundle = process.argv[1] ?? "";
  const { stdout } = spawnSync(process.execPath, [bundle, "--one", name], { encoding: "utf8" });
  if (!stdout) {
    process.stdout.write(`  MISSED  ${name}: it ended without an answer\n`);
    return false;
  }
  const { milliseconds, megabytes, said, length } = JSON.parse(stdout) as Measured & {
    readonly length: number;
  };
  const millions = length / 1e6;
  const most = {
    milliseconds: bounds.milliseconds + bounds.perMillion * millions,
    megabytes: bounds.megabytes + bounds.megabytesPerMillion * millions,
  };
  const isMet = milliseconds <= most.milliseconds && megabytes <= most.megabytes;
  const figures =
    `${milliseconds.toFixed(0).padStart(5)} of ${most.milliseconds.toFixed(0)} ms ` +
    `${megabytes.toFixed(0).padStart(4)} of ${most.megabytes.toFixed(0)} MB`;
  const row = `${name.padEnd(24)} ${millions.toFixed(2).padStart(6)} M  ${figures}  ${said}`;
  process.stdout.write(`  ${isMet ? "met   " : "MISSED"}  ${row}\n`);
  return isMet;
}

const [option, one = ""] = process.argv.slice(2);
if (option === "--one") compile(one);
else {
  const names = Object.keys(hostileC).filter((name) => !option || name.includes(option));
  const met = names.filter(measure);
  process.stdout.write(`${met.length} of ${names.length} within their bounds\n`);
  process.exitCode = met.length === names.length ? 0 : 1;
}
