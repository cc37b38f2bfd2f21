// SPDX-License-Identifier: MIT
// The list of bundles. `node esbuild.mjs` builds the product; test/run.mjs asks for the tests.
import * as esbuild from "esbuild";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const shared = {
  absWorkingDir: resolve(fileURLToPath(import.meta.url), ".."),
  bundle: true,
  logLevel: "warning",
  target: "es2022",
  loader: { ".c": "text", ".h": "text" },
};

const node = { platform: "node", format: "cjs", minify: true };
const browser = { platform: "browser", minify: true };

const product = [
  { ...node, in: "src/cli/main.ts", out: "dist/cli.cjs", banner: { js: "#!/usr/bin/env node" } },
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
  for (const { in: entry, out, ...options } of product)
    if (existsSync(resolve(shared.absWorkingDir, entry)))
      await esbuild.build({ ...shared, ...options, entryPoints: [entry], outfile: out });
}

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
    external: ["vscode", "typescript", "esbuild", "fast-check", "axe-core", "postal-mime"].concat([
      "playwright-core",
      "@vscode/test-electron",
      "@vscode/vsce",
    ]),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProduct();
