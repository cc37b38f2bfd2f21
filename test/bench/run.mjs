// SPDX-License-Identifier: MIT
// Bundles the benchmark of the engine like a test and runs it: npm run bench:engine [-- --seeds N].
// It is bundled twice, the second time without the checks of the engine's loops.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildProduct, buildTests } from "../../esbuild.mjs";
import { root } from "../support/setup.mjs";

process.chdir(root);
const outdir = mkdtempSync(join(root, ".cache-test-"));
try {
  await Promise.all([buildProduct(), buildTests(["test/bench/engine.ts"], outdir)]);
  const bundle = join(outdir, "bench/engine.cjs");
  const done = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exitCode = done.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
