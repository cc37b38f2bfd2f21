// SPDX-License-Identifier: MIT
// Bundles one benchmark like a test and runs it: `node test/bench/run.mjs NAME [ARGUMENT]...`,
// where NAME is test/bench/NAME.ts or test/bench/NAME/main.ts. Some run the product as well.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages, root } from "../support/setup.mjs";

ensurePackages();
process.chdir(root);
const { buildProduct, buildTests } = await import("../../esbuild.mjs");
const [name = "", ...rest] = process.argv.slice(2);
const [entry] = [`bench/${name}`, `bench/${name}/main`].filter((path) =>
  existsSync(`test/${path}.ts`),
);
if (!entry) throw new Error(`there is no benchmark ${name}`);
const outdir = mkdtempSync(join(root, ".cache-test-"));
try {
  await Promise.all([buildProduct(), buildTests([`test/${entry}.ts`], outdir)]);
  // What it runs inside the extension host.
  if (name === "editor") await buildTests(["test/editor/suite/figures.ts"], "dist/editor-test");
  const bundle = join(outdir, `${entry}.cjs`);
  const args = ["--expose-gc", "--enable-source-maps", bundle, ...rest];
  const done = spawnSync(process.execPath, args, { stdio: "inherit" });
  process.exitCode = done.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
