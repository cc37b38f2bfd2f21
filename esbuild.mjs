// SPDX-License-Identifier: MIT
// The list of bundles. `node esbuild.mjs` builds the product; test/run.mjs asks for the tests.
import * as esbuild from "esbuild";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

const root = resolve(fileURLToPath(import.meta.url), "..");

/** What is kept of one core is of no use to another: every file of it counts. */
function coreHash() {
  const hash = createHash("sha256");
  const entries = readdirSync(resolve(root, "src/core"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const path of files.map((file) => join(file.parentPath ?? file.path, file.name)).sort())
    hash.update(`${relative(root, path)}\n`).update(readFileSync(path));
  return hash.digest("hex");
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: "warning",
  target: "es2022",
  loader: { ".c": "text", ".h": "text" },
  define: { HUNKSCOPE_CORE: JSON.stringify(coreHash()) },
};

const node = { platform: "node", format: "cjs", minify: true };
const browser = { platform: "browser", minify: true };

const product = [
  { ...node, in: "src/cli/start.ts", out: "dist/cli.cjs", banner: { js: "#!/usr/bin/env node" } },
  { ...node, in: "src/cli/main.ts", out: "dist/commands.cjs" },
  { ...node, in: "src/cli/run-c-main.ts", out: "dist/run-c.cjs" },
  { ...node, in: "src/cli/bases-main.ts", out: "dist/bases.cjs" },
  { ...node, in: "src/vscode/extension.ts", out: "dist/extension.js", external: ["vscode"] },
  { ...node, in: "src/worker/main.ts", out: "dist/worker.js" },
  {
    ...browser,
    in: "src/vscode/extension-web.ts",
    out: "dist/web/extension.js",
    format: "cjs",
    external: ["vscode"],
  },
  { ...browser, in: "src/worker/main-web.ts", out: "dist/web/worker.js", format: "iife" },
  { ...browser, in: "src/webview/main.ts", out: "dist/webview/main.js", format: "iife" },
];

export async function buildProduct() {
  const packages = new Set();
  // V8 tells code of another text by its length alone.
  for (const { bundle } of coded) rmSync(codePath(bundle), { force: true });
  for (const { in: entry, out, ...options } of product) {
    const files = { entryPoints: [entry], outfile: out, metafile: true };
    const { metafile } = await esbuild.build({ ...shared, ...options, ...files });
    for (const path of Object.keys(metafile.inputs))
      packages.add(/^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  }
  packages.delete(undefined);
  writeFileSync(resolve(root, "dist/NOTICE.txt"), noticeOf([...packages].sort()));
  runNode("dist/bases.cjs");
  rmSync(resolve(root, "dist/bases.cjs"));
  for (const { bundle } of coded) runNode("esbuild.mjs", "--code", bundle);
}

/** In a process of its own, whose output is nothing to anybody. */
function runNode(...args) {
  const made = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (made.status !== 0) throw new Error(`${args.join(" ")} failed: ${String(made.stderr)}`);
}

/** Programs that between them use most of the engine. */
const samples = ["control", "pointers", "records"].map((name) => `test/corpus/cc/${name}.c`);

/** Bundles that V8's own code is kept of, with what they are given to do while it is made. */
const coded = [
  { bundle: "dist/run-c.cjs", given: samples.map((sample) => ["run-c", sample]) },
  { bundle: "dist/commands.cjs", given: [["simulate", "media/sample/thread.mbox"]] },
];

const codePath = (bundle) => resolve(root, `${bundle}.v8`);

/** Keeps what V8 makes of a bundle while it runs, so that a start need not make it again. */
function writeCode(bundle) {
  const path = resolve(root, bundle);
  const script = new Script(Module.wrap(readFileSync(path, "utf8")), { filename: path });
  const run = script.runInThisContext();
  for (const args of coded.find((one) => one.bundle === bundle).given) {
    process.argv = [process.execPath, path, ...args];
    run({}, Module.createRequire(path), {}, path, resolve(root, "dist"));
  }
  writeFileSync(codePath(bundle), script.createCachedData());
  process.exitCode = 0;
}

/** The licences of the packages that went into the bundles, as those licences ask. */
function noticeOf(packages) {
  const licences = packages.map((name) => {
    const folder = resolve(root, "node_modules", name);
    const file = readdirSync(folder).find((path) => /^licen[cs]e/i.test(path));
    if (!file) throw new Error(`${name} has no licence file`);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `Parts of other projects are built into these files.\n\n${licences.join("\n\n")}`;
}

// Packages that tests use whole, from node_modules, rather than in their bundles.
const testPackages = [
  "vscode",
  "typescript",
  "esbuild",
  "prettier",
  "fast-check",
  "axe-core",
].concat(["playwright-core", "@vscode/test-electron", "@vscode/vsce"]);

/** Bundles each file for Node under `outdir`, at its path below test/ with the ending .cjs. */
export async function buildTests(files, outdir) {
  await esbuild.build({
    ...shared,
    entryPoints: files,
    outdir,
    outbase: "test",
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    sourcemap: "inline",
    external: testPackages,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === "--code") writeCode(process.argv[3]);
  else await buildProduct();
}
