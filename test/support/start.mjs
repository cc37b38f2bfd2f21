// SPDX-License-Identifier: MIT
// `npm start`: a real VS Code on the sample thread, with the extension loaded from this checkout.
import { spawn } from "node:child_process";
import { ensurePackages, root, say } from "./setup.mjs";

ensurePackages();
say("Building ...");
const { buildProduct, buildTests } = await import("../../esbuild.mjs");
await buildProduct();
await buildTests(["test/editor/start.ts"], "dist/editor-test");
const args = ["dist/editor-test/editor/start.cjs", ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
// Ctrl+C reaches the child by itself; a signal sent to this process alone is passed on.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => process.exit(code ?? 1));
