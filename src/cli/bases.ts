// SPDX-License-Identifier: MIT
// The compiled base of each level, beside the bundle: the same for everybody, so the build makes it
// and a run of one patch does not wait for it to be compiled.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { imageOfBase, keepsBases } from "../core/review";

type Image = ReturnType<typeof imageOfBase>;

/** A hash of the core's sources, the model's texts among them; the build puts it in. */
declare const HUNKSCOPE_CORE: string;

/** Where bases are kept, and whose: those of another core are not looked at. */
interface Shelf {
  readonly folder: string;
  readonly core: string | undefined;
}

/** A bundle that was not made by the build takes none. */
const own = typeof HUNKSCOPE_CORE === "undefined" ? undefined : HUNKSCOPE_CORE;
const beside: Shelf = { folder: __dirname, core: own };

/** Read by the version of Node that wrote it and by later ones; others compile. */
const pathOf = (level: string, { folder }: Shelf): string => join(folder, `base-${level}.br`);

/** Has the core ask for bases here; where there is none, or none to be read, it compiles. */
export function useKeptBases(): void {
  keepsBases((level) => keptBase(level, beside));
}

/** The base of a level, if there is one that this very core made. */
export function keptBase(level: string, shelf: Shelf): Image | undefined {
  try {
    const bytes = brotliDecompressSync(readFileSync(pathOf(level, shelf)));
    const { core, image } = deserialize(bytes) as { core?: string; image?: Image };
    return core !== undefined && core === shelf.core ? image : undefined;
  } catch {
    return undefined;
  }
}

/** Beyond this it takes longer and longer for little less. */
const quality = 6;

export function keepBases(levels: readonly string[], shelf = beside): void {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  for (const level of levels) {
    const kept = serialize({ core: shelf.core, image: imageOfBase(level) });
    writeFileSync(pathOf(level, shelf), brotliCompressSync(kept, { params }));
  }
}
