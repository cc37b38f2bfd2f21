// SPDX-License-Identifier: MIT
// Builds every bundle. `node esbuild.mjs` builds the product, `node esbuild.mjs --tests` the product and the tests.
import * as esbuild from "esbuild";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const shared = {
  bundle: true,
  sourcemap: false,
  logLevel: "warning",
  target: "es2022",
  loader: { ".c": "text", ".h": "text" },
};

const product = [
  {
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.cjs",
    platform: "node",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
    minify: true,
  },
];

const tests = () => ({
  entryPoints: filesBelow("test").filter((file) => file.endsWith(".test.ts")),
  outdir: "dist/test",
  outbase: "test",
  platform: "node",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  sourcemap: "inline",
  external: ["typescript", "esbuild", "fast-check", "playwright-core", "axe-core", "postal-mime"],
});

for (const options of product)
  if (existsSync(options.entryPoints[0])) await esbuild.build({ ...shared, ...options });
if (process.argv.includes("--tests")) {
  rmSync("dist/test", { recursive: true, force: true });
  await esbuild.build({ ...shared, ...tests() });
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}
