// SPDX-License-Identifier: MIT
// `npm start`: a real VS Code on the sample thread, with the extension loaded from this checkout.
import { ensurePackages, root, run, say } from "./setup.mjs";

ensurePackages();
say("Building ...");
const { buildProduct, buildTests } = await import("../../esbuild.mjs");
await buildProduct();
await buildTests(["test/editor/start.ts"], "dist/editor-test");
run(process.execPath, ["dist/editor-test/editor/start.cjs", ...process.argv.slice(2)], {
  cwd: root,
});
