// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Compares a text with the recorded one at `path`, from the project's root.
 * UPDATE_GOLDEN=1 records it; without that a missing recording fails.
 */
export function expectGolden(path: string, actual: string): void {
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.ok(existsSync(path), `${path} is not recorded: run with UPDATE_GOLDEN=1 and read it`);
  assert.equal(actual, readFileSync(path, "utf8"), `differs from ${path}`);
}
