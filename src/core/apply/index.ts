// SPDX-License-Identifier: MIT
export { applyPatches, type ApplyInput } from "./apply";
export { atomsOf, lineId, type Atom } from "./atom";
export { chooseLevel, type LevelChoice } from "./level";
export { outline, type Item } from "./outline";
export type {
  Application,
  Assumption,
  LineOrigin,
  PatchRole,
  PlacedText,
  Placement,
  PlacementTarget,
} from "./placement";
export { diagnosticKey, ProgramBuilder, type BuiltProgram } from "./program";
export type { BaseTree } from "./source";
