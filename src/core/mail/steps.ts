// SPDX-License-Identifier: MIT
/** Runs work that could be done in steps to its end at once. */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
