// SPDX-License-Identifier: MIT
import { assert } from "../base";
import type { CompileOptions, SourceTree } from "../cc";
import { modelTexts } from "./files";
import { changesOf, functionTable, type CatalogEntry } from "./functions";
import { levels, levelText, type Level, type LevelChanges } from "./level";

/** The model's own texts of one level, by kernel path. */
export interface ModelTree extends SourceTree {
  readonly level: string;
  readonly label: string;
  /** From when on patches were written for it. */
  readonly date: string;
  readonly origin: "model";
  paths(): readonly string[];
  read(path: string): string | undefined;
}

const levelOf = (id: string): Level => {
  const level = levels.find((candidate) => candidate.id === id);
  assert(level, `no level ${id}`);
  return level;
};

const paths = [...modelTexts.keys()];

/** More than its first line, the licence: some files are there from some level on. */
const hasText = (text: string): boolean => text.indexOf("\n") < text.length - 1;

const trees = new Map<string, ModelTree>();

/** One tree a level for the whole process: what is found out about its files is kept by tree. */
export function modelTree(id: string): ModelTree {
  const known = trees.get(id);
  if (known) return known;
  const level = levelOf(id);
  const texts = new Map(
    [...modelTexts]
      .map(([path, text]) => [path, levelText(text, level)] as const)
      .filter(([, text]) => hasText(text)),
  );
  const tree: ModelTree = {
    level: level.id,
    label: level.label,
    date: level.date,
    origin: "model",
    paths: () => [...texts.keys()],
    read: (path) => texts.get(path),
  };
  trees.set(id, tree);
  return tree;
}

/** The paths of what is compiled: every .c file. */
export function modelUnits(level: string): readonly string[] {
  return modelTree(level)
    .paths()
    .filter((path) => path.endsWith(".c"));
}

export const modelFiles = paths;

/** As the kernel's build passes them, as far as the model asks. */
export function compileOptions(level: string): CompileOptions {
  const { version, isStable } = levelOf(level);
  return {
    includePaths: ["include", "arch/x86/include", "fs/xfs", "fs/xfs/libxfs"],
    defines: {
      HS_LEVEL: String(version),
      HS_STABLE: isStable ? "1" : "0",
      __KERNEL__: "1",
      CONFIG_X86_64: "1",
      CONFIG_64BIT: "1",
      CONFIG_BLOCK: "1",
      CONFIG_MMU: "1",
      CONFIG_FS_DAX: "1",
      CONFIG_DAX: "1",
      CONFIG_XFS_FS: "1",
      CONFIG_MEMORY_FAILURE: "1",
      CONFIG_X86_MCE: "1",
    },
  };
}

/**
 * Whether calls of the functions defined in a file appear in traces: kernel code, no primitives.
 */
export const isTraced = (path: string): boolean =>
  (path.endsWith(".c") && !path.startsWith("hs/")) || tracedHeaders.has(path);

/** Kernel code that a header holds, for it is there that patches change it. */
const tracedHeaders = new Set(["include/ras/ras_event.h"]);

/** Parameters whose value is a set of flags of one enum, whatever function has them. */
const flagEnums: Readonly<Record<string, string>> = { mf_flags: "mf_flags" };

/** The tag of the enum that names a parameter's bits. */
export const flagEnumOf = (parameterName: string): string | undefined =>
  Object.hasOwn(flagEnums, parameterName) ? flagEnums[parameterName] : undefined;

/** Every function of the model that stands for a kernel function, and how faithfully. */
export function functionCatalog(level: string): readonly CatalogEntry[] {
  return functionTable(levelOf(level).id);
}

/** How a level differs from the one before it in the list; of the first there is nothing to say. */
export function levelChanges(level: string): LevelChanges {
  return changesOf(levelOf(level).id);
}
