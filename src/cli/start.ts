// SPDX-License-Identifier: MIT
// Where the command line begins: loads only the part that the command needs. Whoever runs one C
// program does not wait for the kernel model and the readers of mail, and nobody for JavaScript to
// be compiled: V8's own code stands beside each part, made when it was built.
import { readFileSync } from "node:fs";
import { wrap } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

const command = process.argv[2] ?? "";

if (["simulate", "replay", "check"].includes(command)) optimiseLater();
loadWithCode(join(__dirname, command === "run-c" ? "run-c.cjs" : "commands.cjs"));

/**
 * Makes V8 wait longer, for 300 KB of bytecode that ran instead of some 130, before it optimises a
 * function made from now on. Runs of a few seconds otherwise optimise much of the engine several
 * times, each time for what they have seen so far; so they take a fifth less.
 */
function optimiseLater(): void {
  const major = Number.parseInt(process.versions.v8, 10);
  // V8 of Node 18 to 24 knows the flag; another might not, and would say so.
  if (10 <= major && major <= 13) setFlagsFromString("--interrupt-budget=300000");
}

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
