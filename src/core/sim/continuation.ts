// SPDX-License-Identifier: MIT

/** What hardware would do where C leaves a result undefined. */
export interface Continuation {
  readonly value: bigint;
  readonly label: string;
}

/**
 * Labelled continuations by the kind of undefined result.
 * - Source: AMD64 and Intel manuals on TZCNT and BSF with a zero operand.
 */
export const continuations: Readonly<Record<string, readonly Continuation[]>> = {
  ffs0: [
    { value: 64n, label: "64, as tzcnt gives for a zero operand" },
    {
      value: 0n,
      label: "0: bsf leaves its destination as it was, taken here to be the operand's own register",
    },
  ],
};
