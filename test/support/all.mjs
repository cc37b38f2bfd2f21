// SPDX-License-Identifier: MIT
// `npm test`: everything, from a fresh clone. Every gate runs even when an earlier one failed; the
// last line sums them up as `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePackages, root } from "./setup.mjs";

ensurePackages();
const totalsFolder = mkdtempSync(join(tmpdir(), "hunkscope-totals-"));
const node = (...args) => ({ command: process.execPath, args });
const gates = [
  { name: "the product builds", ...node("esbuild.mjs") },
  { name: "the sources type-check", ...node("node_modules/typescript/bin/tsc", "-b") },
  { name: "prettier agrees", ...node("node_modules/prettier/bin/prettier.cjs", "--check", ".") },
  { name: "unit tests", ...node("test/run.mjs"), totals: join(totalsFolder, "unit.json") },
  {
    name: "editor tests",
    ...node("test/run.mjs", "--editor"),
    totals: join(totalsFolder, "editor.json"),
  },
];

const sum = { passed: 0, failed: 0, skipped: [], again: [] };
const lines = [];
for (const gate of gates) {
  const startMs = Date.now();
  process.stdout.write(`\n== ${gate.name}\n`);
  const counted = runGate(gate);
  sum.passed += counted.passed;
  sum.failed += counted.failed;
  sum.skipped.push(...counted.skipped);
  if (counted.again) sum.again.push(counted.again);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(0);
  lines.push(`${counted.failed ? "FAILED" : "ok    "} ${gate.name}, ${seconds} s`);
}
rmSync(totalsFolder, { recursive: true, force: true });

process.stdout.write(`\n${lines.join("\n")}\n`);
for (const text of sum.skipped) process.stdout.write(`skipped: ${text}\n`);
for (const names of sum.again) process.stdout.write(`run twice: ${names}\n`);
if (sum.skipped.length) process.stdout.write(`${sum.skipped.length} skipped\n`);
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
process.exitCode = sum.failed ? 1 : 0;

// A gate without totals counts as one test. One with totals whose file is missing died: a failure.
function runGate({ command, args, totals }) {
  const more = totals ? ["--totals", totals] : [];
  const { status } = spawnSync(command, [...args, ...more], { cwd: root, stdio: "inherit" });
  if (!totals) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] };
  if (!existsSync(totals)) return { passed: 0, failed: 1, skipped: [] };
  return JSON.parse(readFileSync(totals, "utf8"));
}
