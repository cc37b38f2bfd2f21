// SPDX-License-Identifier: MIT
import { runTracked } from "./loop";
import { runPlain } from "./plain";
import type { Core } from "./core";

/**
 * Runs until the frame that was entered last returns, the run pauses (core.pausedAt), its thread is
 * blocked (core.parked), or the run is over (core.stop). Two loops take turns: the plain one while
 * all registers have values, the other one where bits without a value go through registers.
 * - Shape: whether the second one ran last, which is the one to go on with after a pause.
 */
export function run(core: Core, tracks = false): boolean {
  for (let tracked = tracks; ; tracked = !tracked) {
    if (!(tracked ? runTracked(core) : runPlain(core))) return tracked;
    // A hook may have asked for a pause; on the way from loop to loop it can be had.
    if (core.pausing && core.pauses()) return true;
  }
}
