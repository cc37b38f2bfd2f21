// SPDX-License-Identifier: MIT
import { runTracked } from "./loop";
import { runPlain } from "./plain";
import type { Core } from "./core";

/**
 * Runs until the frame that was entered last returns, or the run is over (core.stop). Two loops
 * take turns: the plain one while all registers have values, the other one where bits without a
 * value go through registers.
 */
export function run(core: Core): void {
  let goesOn = runPlain(core);
  for (let tracked = true; goesOn; tracked = !tracked)
    goesOn = tracked ? runTracked(core) : runPlain(core);
}
