// SPDX-License-Identifier: MIT
// Linux source as a test's input, read from outside the project: Debian's package linux-source-6.1.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";

const archive = "/usr/src/linux-source-6.1.tar.xz";
const prefix = "linux-source-6.1";

/**
 * The texts of some files of the package; undefined, and the test skipped, where it is not
 * installed. What was unpacked is kept in `.cache`, for unpacking takes half a minute.
 */
export function linuxTexts(
  test: TestContext,
  paths: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (!existsSync(archive)) {
    test.skip(`no ${archive} (Debian's package linux-source-6.1)`);
    return undefined;
  }
  const folder = join(".cache", `linux-6.1-${statSync(archive).size}`);
  const missing = paths.filter((path) => !existsSync(join(folder, prefix, path)));
  if (missing.length) {
    mkdirSync(folder, { recursive: true });
    const members = missing.map((path) => `${prefix}/${path}`);
    execFileSync("tar", ["-xf", archive, "-C", folder, ...members]);
  }
  return new Map(paths.map((path) => [path, readFileSync(join(folder, prefix, path), "utf8")]));
}
