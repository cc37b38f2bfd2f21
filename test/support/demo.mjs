// SPDX-License-Identifier: MIT
// `npm run demo`: from a fresh clone to the before | after report of the sample thread.
import { ensurePackages, root, run, say } from "./setup.mjs";

ensurePackages();
say("Building ...");
run(process.execPath, ["esbuild.mjs"]);
say("hunkscope simulate media/sample/thread.mbox\n");
run(process.execPath, ["dist/cli.cjs", "simulate", "media/sample/thread.mbox"], { cwd: root });
