// SPDX-License-Identifier: MIT
export type {
  Application,
  Assumption,
  LineOrigin,
  PlacedText,
  Placement,
  PlacementTarget,
} from "./placement";
