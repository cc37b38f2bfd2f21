// SPDX-License-Identifier: MIT
import { assert } from "../base";
import type { CompileOptions, SourceTree } from "../cc";
import { modelTexts } from "./files";
import { functionTable, type CatalogEntry } from "./functions";

/** A version of the kernel that the model can be. */
export interface Level {
  readonly id: string;
  readonly label: string;
  /** Of the kernel it follows. */
  readonly date: string;
}

export const levels: readonly Level[] = [{ id: "L0", label: "07/2022", date: "2022-07-14" }];

/** The model's own texts of one level, by kernel path. */
export interface ModelTree extends SourceTree {
  readonly level: string;
  readonly label: string;
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
const sources = paths.filter((path) => path.endsWith(".c"));

export function modelTree(level: string): ModelTree {
  const { id, label } = levelOf(level);
  return {
    level: id,
    label,
    origin: "model",
    paths: () => paths,
    read: (path) => modelTexts.get(path),
  };
}

/** The paths of what is compiled: every .c file. */
export function modelUnits(level: string): readonly string[] {
  levelOf(level);
  return sources;
}

export const modelFiles = paths;

/** As the kernel's build passes them, as far as the model asks. */
export function compileOptions(level: string): CompileOptions {
  const { id } = levelOf(level);
  return {
    includePaths: ["include", "arch/x86/include", "fs/xfs", "fs/xfs/libxfs"],
    defines: {
      HS_LEVEL: id.slice(1),
      __KERNEL__: "1",
      CONFIG_X86_64: "1",
      CONFIG_64BIT: "1",
      CONFIG_MMU: "1",
      CONFIG_FS_DAX: "1",
      CONFIG_DAX: "1",
      CONFIG_XFS_FS: "1",
      CONFIG_MEMORY_FAILURE: "1",
    },
  };
}

/**
 * Whether calls of the functions defined in a file appear in traces: kernel code, no primitives.
 */
export const isTraced = (path: string): boolean => path.endsWith(".c") && !path.startsWith("hs/");

/** Parameters whose value is a set of flags of one enum, whatever function has them. */
const flagEnums: Readonly<Record<string, string>> = { mf_flags: "mf_flags" };

/** The tag of the enum that names a parameter's bits. */
export const flagEnumOf = (parameterName: string): string | undefined =>
  Object.hasOwn(flagEnums, parameterName) ? flagEnums[parameterName] : undefined;

/** Every function of the model that stands for a kernel function, and how faithfully. */
export function functionCatalog(level: string): readonly CatalogEntry[] {
  levelOf(level);
  return functionTable;
}
