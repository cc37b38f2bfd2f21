// SPDX-License-Identifier: MIT
import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation as small as it begins: three times 1 MB rather than 16. What a
 * reading makes is soon garbage or kept for long, so nothing is gained by letting it pile up, and
 * an input may take four times its size and 64 MB.
 */
export function boundGarbage(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
