// SPDX-License-Identifier: MIT
import { setFlagsFromString } from "node:v8";

/**
 * Works with what V8 leaves lying bounded: an input may take four times its size and 64 MB, garbage
 * included. The young generation stays as small as it is, at first three times 1 MB instead of 16,
 * since what a reading makes is either soon garbage or kept for long; and the old one is looked
 * through when it has grown by four fifths, not only when it has grown to some hundred megabytes.
 * Runs are not worked so: they make more garbage, and would take a quarter longer.
 */
export function withLittleGarbage<T>(work: () => T): T {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=80");
  try {
    return work();
  } finally {
    setFlagsFromString("--semi-space-growth-factor=2");
    setFlagsFromString("--heap-growing-percent=0");
  }
}
