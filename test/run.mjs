// SPDX-License-Identifier: MIT
// Bundles tests and runs them with node:test.
//   node test/run.mjs [--editor] [--totals FILE] [WORD]...
// Unit tests are test/**/*.test.ts; with --editor it is test/editor/**/*.spec.ts, which need a
// browser and test the product, which is built first. WORDs keep the files whose path holds one of
// them. A server, a browser and an editor work side by side in an editor test: a file of them that
// failed is run once more, which is said, and what it does then counts.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
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
  let counted = runTests(bundles);
  const failedNames = (counted?.failedFiles ?? []).map(nameOf);
  const again = values.editor ? bundles.filter((file) => failedNames.includes(nameOf(file))) : [];
  if (again.length) {
    const names = again.map(nameOf).join(", ");
    process.stdout.write(`\n== failed, run once more: ${names}\n`);
    const second = runTests(again);
    const failed = second ? second.failed : counted.failed;
    const passed = counted.passed + counted.failed - failed;
    counted = { ...counted, passed, failed, again: names };
  }
  if (values.totals && counted) writeFileSync(values.totals, JSON.stringify(counted));
  process.exitCode = counted?.failed === 0 ? 0 : 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** A test file or its bundle, as a WORD would name it. */
function nameOf(file) {
  const below = file.startsWith(outdir) ? outdir : join(root, "test");
  return relative(below, file).replace(/\.(?:ts|cjs)$/, "");
}

/** What the totals reporter counted; undefined where the run did not come to its end. */
function runTests(bundles) {
  const totals = join(outdir, "totals.json");
  rmSync(totals, { force: true });
  // Editor tests each start a server and a browser: one at a time keeps their waits honest.
  const concurrency = values.editor ? 1 : 2;
  const args = [
    ...["--enable-source-maps", "--test", `--test-concurrency=${concurrency}`],
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    "--test-reporter=./test/support/totals-reporter.mjs",
    `--test-reporter-destination=${totals}`,
  ];
  const { status } = spawnSync(process.execPath, [...args, ...bundles], { stdio: "inherit" });
  if (!existsSync(totals)) return undefined;
  const counted = JSON.parse(readFileSync(totals, "utf8"));
  return status !== 0 && !counted.failed ? { ...counted, failed: 1 } : counted;
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    )
    .sort();
}
