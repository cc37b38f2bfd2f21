// SPDX-License-Identifier: MIT
export {
  compileOptions,
  flagEnumOf,
  functionCatalog,
  isTraced,
  levelChanges,
  modelFiles,
  modelTree,
  modelUnits,
  type ModelTree,
} from "./catalog";
export { levels, type Level } from "./level";
export type { CatalogEntry, Fidelity, LevelChanges } from "./functions";
