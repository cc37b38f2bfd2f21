// SPDX-License-Identifier: MIT
// What the tests of the C front end share: units from texts, and gcc to compare with.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import {
  type CompileOptions,
  parseUnit,
  type SourceTree,
  type TypedUnit,
} from "../../../src/core/cc";

export const options: CompileOptions = { includePaths: ["include"], defines: {} };

export function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  return { read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined) };
}

/** The unit t.c with this text, and headers beside it. */
export function unitOf(text: string, headers: Readonly<Record<string, string>> = {}): TypedUnit {
  return parseUnit(treeOf({ ...headers, "t.c": text }), "t.c", options);
}

/** Diagnostics as "line: code", in order. */
export function found(unit: TypedUnit): readonly string[] {
  return unit.diagnostics.map(({ position, code }) => `${position.line}: ${code}`);
}

/** What a program prints when gcc builds it; undefined, and the test skipped, without gcc. */
export function gccOutput(test: TestContext, program: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "cc-test-"));
  try {
    writeFileSync(join(folder, "t.c"), program);
    const built = join(folder, "t");
    execFileSync("gcc", ["-w", "-std=gnu11", "-fwrapv", "-o", built, join(folder, "t.c")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    return execFileSync(built).toString();
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
    test.skip("gcc is not on the PATH");
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of a file after gcc's preprocessor; undefined, and the test skipped, without gcc. */
export function gccExpansion(test: TestContext, text: string): string | undefined {
  try {
    return execFileSync("gcc", ["-E", "-P", "-std=gnu11", "-"], {
      input: text,
      stdio: ["pipe", "pipe", "ignore"],
    }).toString();
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
    test.skip("gcc is not on the PATH");
    return undefined;
  }
}
