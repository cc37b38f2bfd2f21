// SPDX-License-Identifier: MIT
// Linux source as a test's input, read from outside the project: Debian's package linux-source-6.1.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";

const archive = "/usr/src/linux-source-6.1.tar.xz";
const prefix = "linux-source-6.1";

/** Why nothing can be read; undefined where the package is installed. */
export const linuxMissing = (): string | undefined =>
  existsSync(archive) ? undefined : `no ${archive} (Debian's package linux-source-6.1)`;

/**
 * The texts of some files of the package, without those it does not have. What was unpacked is kept
 * in `.cache`, for unpacking takes half a minute.
 */
export function linuxSource(paths: readonly string[]): ReadonlyMap<string, string> {
  const folder = join(".cache", `linux-6.1-${statSync(archive).size}`);
  const list = join(folder, "asked");
  const asked = new Set(existsSync(list) ? readFileSync(list, "utf8").split("\n") : []);
  const at = (path: string): string => join(folder, prefix, path);
  const missing = paths.filter((path) => !asked.has(path) && !existsSync(at(path)));
  if (missing.length) {
    mkdirSync(folder, { recursive: true });
    // Other tests may unpack the same at the same time: a file appears whole or not at all.
    const own = mkdtempSync(join(folder, "unpacks-"));
    // It says so, and goes on, where the package lacks one of them.
    const members = missing.map((path) => `${prefix}/${path}`);
    const { status } = spawnSync("tar", ["-xf", archive, "-C", own, ...members], {
      stdio: "ignore",
    });
    for (const path of missing) {
      if (!existsSync(join(own, prefix, path))) continue;
      mkdirSync(dirname(at(path)), { recursive: true });
      renameSync(join(own, prefix, path), at(path));
    }
    rmSync(own, { recursive: true, force: true });
    // Of an unpacking that was cut short nobody knows what the package has.
    if (status !== null) writeFileSync(list, [...asked, ...missing].join("\n"));
  }
  return new Map(
    paths
      .filter((path) => existsSync(at(path)))
      .map((path) => [path, readFileSync(at(path), "utf8")]),
  );
}

/** The texts of some files of the package; undefined, and the test skipped, without it. */
export function linuxTexts(
  test: TestContext,
  paths: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const missing = linuxMissing();
  if (missing === undefined) return linuxSource(paths);
  test.skip(missing);
  return undefined;
}
