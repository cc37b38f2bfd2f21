// SPDX-License-Identifier: MIT
// Where the command line begins: loads only the part that the command needs. Whoever runs one C
// program does not wait for the kernel model and the readers of mail, and nobody for JavaScript to
// be compiled: V8's own code stands beside each part, made when it was built.
import { readFileSync } from "node:fs";
import { wrap } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

loadWithCode(join(__dirname, process.argv[2] === "run-c" ? "run-c.cjs" : "commands.cjs"));

/** As require; another version of V8 than the one that made the code passes it over. */
function loadWithCode(path: string): void {
  const text = wrap(readFileSync(path, "utf8"));
  const cachedData = readOrUndefined(`${path}.v8`);
  const script = new Script(text, { filename: path, ...(cachedData && { cachedData }) });
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run(exports, require, module, path, __dirname);
}

function readOrUndefined(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
