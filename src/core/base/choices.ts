// SPDX-License-Identifier: MIT
import { assert } from "./assert";

/** The only freedom a run has: which of `count` ways to take, counted from 0. */
export interface Choices {
  next(count: number, about: string): number;
}

/** Takes the recorded ways in order, then always the first. */
export function replay(recorded: readonly number[]): Choices {
  let position = 0;
  return {
    next(count, about) {
      const choice = recorded[position++] ?? 0;
      assert(choice < count, `recorded choice ${choice} of ${count} for ${about}`);
      return choice;
    },
  };
}
