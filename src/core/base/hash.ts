// SPDX-License-Identifier: MIT
/**
 * Hashes a text to 53 bits, as 14 hexadecimal digits; for caches keyed by content, not for
 * security.
 * - Source: the cyrb53 construction (two multiply-xorshift lanes).
 */
export function contentHash(text: string): string {
  const steps = hashInSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Characters hashed between two steps; some 4 ms. */
const perStep = 1 << 20;

/** The same for a long text, in steps. */
export function* hashInSteps(text: string): Generator<void, string> {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    if (index % perStep === perStep - 1) yield;
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (0x200000 * (low >>> 0) + ((high >>> 0) >>> 11)).toString(16).padStart(14, "0");
}
