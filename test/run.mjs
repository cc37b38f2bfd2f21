// SPDX-License-Identifier: MIT
// Bundles the tests whose path contains one of the arguments (all without arguments) and runs them with node:test.
import * as esbuild from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const wanted = process.argv.slice(2);
const files = filesBelow("test").filter(
  (file) =>
    file.endsWith(".test.ts") && (!wanted.length || wanted.some((word) => file.includes(word))),
);
const outdir = mkdtempSync(join(resolve("."), ".cache-test-"));
try {
  await esbuild.build({
    entryPoints: files,
    outdir,
    outbase: "test",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "es2022",
    outExtension: { ".js": ".cjs" },
    sourcemap: "inline",
    logLevel: "warning",
    loader: { ".c": "text", ".h": "text" },
    external: ["typescript", "esbuild", "fast-check", "playwright-core", "axe-core", "postal-mime"],
  });
  const bundles = filesBelow(outdir).filter((file) => file.endsWith(".cjs"));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...bundles], {
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    )
    .sort();
}
