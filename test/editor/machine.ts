// SPDX-License-Identifier: MIT
// What the editor tests need from the machine: a Chromium and ripgrep. As root on a Debian-like
// system they are installed; elsewhere one line names what is missing.
import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const chromiumNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Finds a program on the PATH. */
export function findProgram(names: readonly string[]): string | undefined {
  for (const name of names)
    for (const folder of (process.env["PATH"] ?? "").split(delimiter))
      if (folder && isExecutable(join(folder, name))) return join(folder, name);
  return undefined;
}

/** The path of a Chromium; installs it first where that is possible. Errors: one line. */
export function requireChromium(): string {
  const given = process.env["HUNKSCOPE_CHROMIUM"];
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`HUNKSCOPE_CHROMIUM names no program: ${given}`);
  }
  return requireProgram(chromiumNames, "chromium");
}

/** The path of ripgrep; installs it first where that is possible. Errors: one line. */
export const requireRipgrep = (): string => requireProgram(["rg"], "ripgrep");

function requireProgram(names: readonly string[], packageName: string): string {
  const found = findProgram(names) ?? install(names, packageName);
  if (found) return found;
  throw new Error(
    `The editor tests need ${packageName} (${names.join(" or ")} on the PATH). ` +
      `As root on Debian it is installed by itself; elsewhere please install it.`,
  );
}

function install(names: readonly string[], packageName: string): string | undefined {
  const isRoot = process.getuid?.() === 0;
  const aptGet = findProgram(["apt-get"]);
  if (!isRoot || !aptGet || !existsSync("/etc/debian_version")) return undefined;
  process.stderr.write(`Installing ${packageName} (apt-get) ...\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options: SpawnSyncOptionsWithStringEncoding = { env, encoding: "utf8" };
  spawnSync(aptGet, ["update", "-q"], options);
  const args = ["install", "-y", "-q", "--no-install-recommends", packageName];
  const done = spawnSync(aptGet, args, options);
  if (done.status !== 0)
    process.stderr.write(`apt-get install ${packageName}: ${lastLine(done.stderr)}\n`);
  return findProgram(names);
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
