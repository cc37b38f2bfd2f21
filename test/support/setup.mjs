// SPDX-License-Identifier: MIT
// Brings a checkout to the point where its commands run. Imports nothing but Node, since it must
// work before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The oldest Node whose test runner and language level the project uses. */
const nodeMajorLeast = 20;

/** Installs the pinned packages where they are missing or differ from the lock file. */
export function ensurePackages() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < nodeMajorLeast)
    fail(`Node ${nodeMajorLeast} or newer is needed; this is ${process.version}.`);
  if (packagesMatchLock()) return;
  say("Installing the pinned packages (npm ci) ...");
  run(npm(), ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
}

/** Runs one step in the project's root and ends this process with its status when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (done.error) fail(`${command}: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

export const say = (text) => process.stderr.write(`${text}\n`);

export function fail(text) {
  say(text);
  process.exit(1);
}

const npm = () => (process.platform === "win32" ? "npm.cmd" : "npm");

// npm writes what it installed to node_modules/.package-lock.json. Versions are compared, not
// times: a fresh clone gives every file the time of the clone.
function packagesMatchLock() {
  const installedPath = resolve(root, "node_modules/.package-lock.json");
  if (!existsSync(installedPath)) return false;
  const installed = readPackages(installedPath);
  return Object.entries(readPackages(resolve(root, "package-lock.json"))).every(
    ([path, wanted]) =>
      path === "" || wanted.optional || installed[path]?.version === wanted.version,
  );
}

const readPackages = (path) => JSON.parse(readFileSync(path, "utf8")).packages ?? {};
