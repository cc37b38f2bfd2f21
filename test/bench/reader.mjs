// SPDX-License-Identifier: MIT
// `npm run bench:reader [SECTION]...`: bundles the reader's benchmark and runs it with room to
// measure memory. SECTION is git, quotes, mutation or speed; without one all are run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildTests } from "../../esbuild.mjs";
import { ensurePackages, root } from "../support/setup.mjs";

ensurePackages();
process.chdir(root);
const outdir = mkdtempSync(join(root, ".cache-test-"));
try {
  await buildTests(["test/bench/reader/main.ts"], outdir);
  const bundle = join(outdir, "bench/reader/main.cjs");
  const args = ["--expose-gc", "--enable-source-maps", bundle, ...process.argv.slice(2)];
  const done = spawnSync(process.execPath, args, { stdio: "inherit" });
  process.exitCode = done.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
