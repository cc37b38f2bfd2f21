// SPDX-License-Identifier: MIT
// The compiled base of each level, beside the bundle: the same for everybody, so the build makes it
// and a run of one patch does not wait for it to be compiled.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { imageOfBase, keepsBases } from "../core/review";

type Image = ReturnType<typeof imageOfBase>;

/** Read by the version of Node that wrote it and by later ones; others compile. */
const pathOf = (level: string): string => join(__dirname, `base-${level}.br`);

/** Has the core ask for bases here; where there is none, or none to be read, it compiles. */
export function useKeptBases(): void {
  keepsBases((level) => {
    try {
      return deserialize(brotliDecompressSync(readFileSync(pathOf(level)))) as Image;
    } catch {
      return undefined;
    }
  });
}

/** Beyond this it takes longer and longer for little less. */
const quality = 6;

export function keepBases(levels: readonly string[]): void {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  for (const level of levels)
    writeFileSync(pathOf(level), brotliCompressSync(serialize(imageOfBase(level)), { params }));
}
