// SPDX-License-Identifier: MIT
import type { Stimulus, World } from "../world";

/** A world, what happens in it, and which invariants are watched. */
export interface Scenario {
  /** Begins with its row in lower case: "u1-clean-unbind". */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly world: World;
  readonly stimuli: readonly Stimulus[];
  /** What a removal has to end with: as the patch at hand wants it, or as was merged later. */
  readonly rules: "seed" | "merged";
  /** Ids of invariants; all where absent. */
  readonly invariants?: readonly string[];
}
