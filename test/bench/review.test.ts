// SPDX-License-Identifier: MIT
// A sample of what `npm run bench:review` runs whole.
import assert from "node:assert/strict";
import test from "node:test";
import { allMutations, chosen, judge } from "./mutations";
import { rewrites, wrongIn as wrongInRewrite } from "./rewrites";
import { seriesCases, wrongIn as wrongInSeries } from "./series";

const every = <T>(items: readonly T[], step: number): readonly T[] =>
  items.filter((_, index) => index % step === 0);

for (const rewrite of every(rewrites, 8))
  test(`nothing changes by ${rewrite.name}`, () => {
    assert.deepEqual(wrongInRewrite(rewrite, ["u13", "m1", "m3"]), []);
  });

test("a wrong token that changes anything is the cause, and nothing beside it", () => {
  const judged = chosen(allMutations(), 9).map((mutation) => ({
    mutation,
    of: judge(mutation, 3),
  }));
  const wrong = judged.flatMap(({ mutation, of }) =>
    of.kind === "wrong" ? [{ mutation, reasons: of.reasons }] : [],
  );
  assert.deepEqual(wrong, []);
  assert.ok(judged.some(({ of }) => of.kind === "exact"));
});

for (const [index, one] of every(seriesCases, 5).entries())
  test(`of a series it is told whose a broken rule is (${index + 1})`, () => {
    assert.deepEqual(wrongInSeries(one), []);
  });
