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
export { levels, type Level, type LevelChanges } from "./level";
export type { CatalogEntry, Fidelity } from "./functions";
