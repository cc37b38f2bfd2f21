// SPDX-License-Identifier: MIT

/** One named fact of the world that differs. */
export interface FactChange {
  readonly fact: string;
  readonly before: string;
  readonly after: string;
}

/** Shown for a fact that one side does not have. */
const absent = "none";

/** Names every fact in which two states differ, in the order of the first, then of the second. */
export function compareStates(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FactChange[] {
  const facts = [...before.keys(), ...[...after.keys()].filter((fact) => !before.has(fact))];
  return facts.flatMap((fact) => {
    const left = before.get(fact) ?? absent;
    const right = after.get(fact) ?? absent;
    return left === right ? [] : [{ fact, before: left, after: right }];
  });
}
