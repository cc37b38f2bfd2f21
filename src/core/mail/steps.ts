// SPDX-License-Identifier: MIT
// Long work is a generator: each step of it is short, and its host may stop behind any.

/** Lines a loop looks at between two steps; some 5 ms. */
export const linesPerStep = 10_000;

/** Runs work that could be done in steps to its end at once. */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same work as a part of other work, which says of each step how far itself has come. */
export function* relay<P, Q, T>(steps: Generator<P, T>, tell: (progress: P) => Q): Generator<Q, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield tell(step.value);
  }
}
