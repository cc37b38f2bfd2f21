// SPDX-License-Identifier: MIT
// Reads the mail and patches a command line names; only `run-c` opens files of its own, C text.
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, exitStatus } from "./answer";
import { filesOf } from "./read-folder";

/** A year of a busy list fits; beyond it one Buffer and its decoded lines crowd the heap. */
const fileSizeBytesMax = 200 * 1024 * 1024;

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads each file, and what a folder holds; `-` is standard input. `warn` is told what a folder
 * says it has and has not.
 * - Errors: CommandError.
 */
export function readFiles(
  names: readonly string[],
  warn: (words: string) => void = () => {},
): readonly NamedBytes[] {
  if (1 < names.filter((name) => name === "-").length)
    throw new CommandError(exitStatus.usage, "standard input (-) can be read only once");
  const files = names.flatMap((name) => expand(name, warn));
  return files.map((name) => ({ name, bytes: readOne(name) }));
}

function expand(name: string, warn: (words: string) => void): readonly string[] {
  let files: readonly string[];
  try {
    files = filesOf(name, warn);
  } catch (error) {
    throw new CommandError(exitStatus.usage, `${name}: ${reasonOf(error)}`);
  }
  if (files.length) return files;
  throw new CommandError(exitStatus.noInput, `${name}: a folder without mail or patches`);
}

function readOne(name: string): Uint8Array {
  try {
    return name === "-" ? checked(name, readFileSync(0)) : readRegular(name);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(exitStatus.usage, `${name}: ${reasonOf(error)}`);
  }
}

function readRegular(name: string): Uint8Array {
  const file = openSync(name, "r");
  try {
    refuseAbove(name, fstatSync(file).size);
    return checked(name, readFileSync(file));
  } finally {
    closeSync(file);
  }
}

/** A pipe has no size before it is read. */
function checked(name: string, bytes: Uint8Array): Uint8Array {
  refuseAbove(name, bytes.length);
  return bytes;
}

function refuseAbove(name: string, size: number): void {
  if (fileSizeBytesMax < size)
    throw new CommandError(
      exitStatus.noInput,
      `${name}: ${size} bytes; at most ${fileSizeBytesMax} are read`,
    );
}

/** Writes what a command made. Errors: CommandError with one line. */
export function writeFiles(
  files: readonly { readonly name: string; readonly text: string }[],
): void {
  for (const { name, text } of files)
    try {
      writeFileSync(name, text);
    } catch (error) {
      throw new CommandError(exitStatus.usage, `${name}: ${reasonOf(error)}`);
    }
}

/** The panel's script and style, which are installed beside the command line. */
export function panelFiles(): { readonly script: string; readonly style: string } {
  const root = join(__dirname, "..");
  const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), "utf8");
  try {
    return { script: read("dist", "webview", "main.js"), style: read("media", "panel.css") };
  } catch (error) {
    throw new CommandError(exitStatus.ourFailure, `the panel is not installed: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  if (code === "EISDIR") return "a directory, not a file";
  return error instanceof Error ? error.message : String(error);
}
