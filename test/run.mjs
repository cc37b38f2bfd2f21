// SPDX-License-Identifier: MIT
// Bundles tests and runs them with node:test.
//   node test/run.mjs [--editor] [--totals FILE] [WORD]...
// Unit tests are test/**/*.test.ts; with --editor it is test/editor/**/*.spec.ts, which need a
// browser and test the product, which is built first. WORDs keep the files whose path holds one of
// them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildProduct, buildTests } from "../esbuild.mjs";
import { root } from "./support/setup.mjs";

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { editor: { type: "boolean" }, totals: { type: "string" } },
});
process.chdir(root);
// What runs inside the extension host, and the stand-in for VS Code's executable.
const inHost = ["test/editor/suite/index.ts", "test/editor/shim.ts"];
const ending = values.editor ? ".spec.ts" : ".test.ts";
const files = filesBelow("test").filter(
  (file) => file.endsWith(ending) && (!words.length || words.some((word) => file.includes(word))),
);
if (!files.length) {
  process.stderr.write(`no test file matches ${words.join(" ")}\n`);
  process.exit(1);
}
// Inside the checkout, so that the packages left out of the bundles are found from there.
const outdir = mkdtempSync(join(root, ".cache-test-"));
try {
  await buildTests(files, outdir);
  if (values.editor) await Promise.all([buildProduct(), buildTests(inHost, "dist/editor-test")]);
  const bundles = filesBelow(outdir).filter((file) => file.endsWith(".cjs"));
  const reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"];
  if (values.totals)
    reporters.push(
      "--test-reporter=./test/support/totals-reporter.mjs",
      `--test-reporter-destination=${values.totals}`,
    );
  // Editor tests each start a server and a browser: one at a time keeps their waits honest.
  const concurrency = values.editor ? 1 : 2;
  const args = ["--enable-source-maps", "--test", `--test-concurrency=${concurrency}`];
  const done = spawnSync(process.execPath, [...args, ...reporters, ...bundles], {
    stdio: "inherit",
  });
  process.exitCode = done.status ?? 1;
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
