// SPDX-License-Identifier: MIT
// Random programs of csmith: the engine and gcc have to print the same.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Programs that take gcc's longer than this are left out; some never end. */
const secondsLimit = 5;
const engineSecondsLimit = 60;

export interface CsmithResult {
  readonly same: number;
  /** gcc's program did not end in time. */
  readonly leftOut: number;
  /** The engine needed too long or too much. */
  readonly unfinished: readonly number[];
  readonly different: readonly number[];
}

export function compareWithGcc(
  { first, last }: { readonly first: number; readonly last: number },
  isPacked: boolean,
  includes: string,
): CsmithResult {
  const folder = mkdtempSync(join(tmpdir(), "csmith-"));
  const unfinished: number[] = [];
  const different: number[] = [];
  let [same, leftOut] = [0, 0];
  try {
    for (let seed = first; seed <= last; seed++) {
      const expected = prepare(folder, { seed, isPacked, includes });
      if (expected === undefined) {
        leftOut++;
        continue;
      }
      const { stdout, status } = spawnSync(
        process.execPath,
        ["dist/cli.cjs", "run-c", join(folder, "t.i.c"), "--fuel", "2000000000"],
        { encoding: "utf8", timeout: engineSecondsLimit * 1000 },
      );
      if (stdout === expected) same++;
      else if (status === null || status === 71) unfinished.push(seed);
      else different.push(seed);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { same, leftOut, unfinished, different };
}

/** Makes a program and runs it with gcc; undefined when it does not end. */
function prepare(
  folder: string,
  {
    seed,
    isPacked,
    includes,
  }: { readonly seed: number; readonly isPacked: boolean; readonly includes: string },
): string | undefined {
  const [source, program] = [join(folder, "t.c"), join(folder, "t")];
  const packing = isPacked ? "--packed-struct" : "--no-packed-struct";
  const options = ["--no-float", packing, "--seed", String(seed)];
  // It leaves a file of its own where it runs.
  spawnSync("csmith", [...options, "-o", source], { cwd: folder });
  const built = spawnSync("gcc", ["-O0", "-w", "-fwrapv", "-I", includes, "-o", program, source]);
  if (built.status !== 0) return undefined;
  const { stdout, status } = spawnSync(program, { encoding: "utf8", timeout: secondsLimit * 1000 });
  if (status !== 0) return undefined;
  writeFileSync(join(folder, "t.i.c"), withHeader(readFileSync(source, "utf8"), includes));
  return stdout;
}

/**
 * csmith's headers in the text itself, which has no include path; they do not include each other in
 * circles, and some stand in two branches of a condition.
 */
function withHeader(text: string, includes: string): string {
  const inline = (name: string): string => {
    let header: string;
    try {
      header = readFileSync(join(includes, name), "utf8");
    } catch {
      return `#include <${name}>\n`;
    }
    return header.replace(/^\s*#\s*include\s*[<"]([^>"]+)[>"].*$/gm, (_, inner) => inline(inner));
  };
  return text.replace(/^#include "csmith.h".*$/m, () => inline("csmith.h"));
}
