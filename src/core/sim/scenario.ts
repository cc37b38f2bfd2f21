// SPDX-License-Identifier: MIT
import type { Step, Stimulus, World } from "../world";

/** A world, what happens in it, and which invariants are watched. */
export interface Scenario {
  /** Begins with its row in lower case: "u1-clean-unbind". */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Functions, fields and words that somebody names who speaks of what this shows. */
  readonly bearsOn: readonly string[];
  readonly world: World;
  readonly stimuli: readonly Stimulus[];
  /**
   * Who goes on when: each process then does what is its own side by side with the others. Without
   * one, what stands in the list happens one after the other. Who waits goes on when it is woken.
   */
  readonly schedule?: readonly Step[];
  /** What a removal has to end with: as the patch at hand wants it, or as was merged later. */
  readonly rules: "seed" | "merged";
  /** Ids of invariants; all where absent. */
  readonly invariants?: readonly string[];
}
