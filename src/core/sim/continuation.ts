// SPDX-License-Identifier: MIT

/** What hardware would do where C leaves a result undefined. */
export interface Continuation {
  readonly value: bigint;
  readonly label: string;
}

/** One kind of undefined result: the operation in C's words, and how hardware goes on. */
export interface UndefinedResult {
  readonly what: string;
  readonly continuations: readonly Continuation[];
}

/**
 * Undefined results by the kind the model gives them.
 * - Source: AMD64 and Intel manuals on TZCNT and BSF with a zero operand.
 */
export const undefinedResults: Readonly<Record<string, UndefinedResult>> = {
  ffs0: {
    what: "__ffs64(0)",
    continuations: [
      { value: 64n, label: "64, as tzcnt gives for a zero operand" },
      {
        value: 0n,
        label:
          "0: bsf leaves its destination as it was, taken here to be the operand's own register",
      },
    ],
  },
};
