// SPDX-License-Identifier: MIT
// The list of bundles. `node esbuild.mjs` builds the product; test/run.mjs asks for the tests.
import * as esbuild from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "..");

const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: "warning",
  target: "es2022",
  loader: { ".c": "text", ".h": "text" },
};

const node = { platform: "node", format: "cjs", minify: true };
const browser = { platform: "browser", minify: true };

const product = [
  { ...node, in: "src/cli/start.ts", out: "dist/cli.cjs", banner: { js: "#!/usr/bin/env node" } },
  { ...node, in: "src/cli/main.ts", out: "dist/commands.cjs" },
  { ...node, in: "src/cli/run-c-main.ts", out: "dist/run-c.cjs" },
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
  for (const { in: entry, out, ...options } of product) {
    const files = { entryPoints: [entry], outfile: out, metafile: true };
    const { metafile } = await esbuild.build({ ...shared, ...options, ...files });
    for (const path of Object.keys(metafile.inputs))
      packages.add(/^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  }
  packages.delete(undefined);
  writeFileSync(resolve(root, "dist/NOTICE.txt"), noticeOf([...packages].sort()));
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProduct();
