// SPDX-License-Identifier: MIT
export {
  compileOptions,
  flagEnumOf,
  functionCatalog,
  isTraced,
  levels,
  modelFiles,
  modelTree,
  modelUnits,
  type Level,
  type ModelTree,
} from "./catalog";
export type { CatalogEntry, Fidelity } from "./functions";
