// SPDX-License-Identifier: MIT
// The command run-c by itself; the program it runs writes its output, byte for byte.
import { exitStatus } from "./answer";
import { runC } from "./run-c";

try {
  process.exitCode = runC(process.argv.slice(3));
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  // Whoever reads our output may stop early, as `head` does.
  process.exitCode = code === "EPIPE" ? exitStatus.done : exitStatus.ourFailure;
  if (code !== "EPIPE")
    process.stderr.write(`hunkscope: a defect of Hunkscope in run-c: ${message}\n`);
}
