// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { smallestCause } from "../../../src/core/compare";

type Found = { kept: string; sufficient: boolean; necessary: boolean };

function cause(items: string, staysWith: (kept: string) => boolean): Found {
  const steps = smallestCause([...items], (kept) => staysWith(kept.join("")));
  let step = steps.next();
  while (!step.done) step = steps.next();
  return { ...step.value, kept: step.value.kept.join("") };
}

const has = (kept: string, ...wanted: readonly string[]): boolean =>
  wanted.every((item) => kept.includes(item));

test("one item that does it alone is the cause", () =>
  assert.deepEqual(
    cause("abcd", (kept) => has(kept, "c")),
    { kept: "c", sufficient: true, necessary: true },
  ));

test("two items that only together do it are both the cause", () =>
  assert.deepEqual(
    cause("abcd", (kept) => has(kept, "a", "d")),
    { kept: "ad", sufficient: true, necessary: true },
  ));

test("of two items that each do it one is kept, and it is not necessary", () =>
  assert.deepEqual(
    cause("abc", (kept) => has(kept, "a") || has(kept, "c")),
    { kept: "c", sufficient: true, necessary: false },
  ));

test("an item that hides the effect is left out", () =>
  assert.deepEqual(
    cause("abc", (kept) => kept === "abc" || kept === "ac" || kept === "c"),
    { kept: "c", sufficient: true, necessary: true },
  ));

test("an effect that not even all items show has no cause among them", () =>
  assert.equal(cause("abc", () => false).sufficient, false));

test("an effect that is there without any item keeps none", () =>
  assert.equal(cause("abc", () => true).kept, ""));

test("nothing is asked without a chance to stop before it", () => {
  let asked = 0;
  const steps = smallestCause([1, 2, 3, 4], (kept) => {
    asked++;
    return kept.includes(2);
  });
  for (let yields = 1; !steps.next().done; yields++) assert.ok(asked <= yields);
  const stopped = smallestCause([1, 2], () => assert.fail("asked after it was dropped"));
  stopped.next();
  stopped.return({ kept: [], sufficient: false, necessary: false });
  assert.equal(stopped.next().done, true);
});

test("whatever the effect, what is kept shows it and nothing of it can be left out", () => {
  const items = ["a", "b", "c", "d", "e"];
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 31 })), (sets) => {
      const shown = new Set(sets);
      const bits = (kept: string): number =>
        items.reduce((sum, item, index) => sum + (kept.includes(item) ? 1 << index : 0), 0);
      const stays = (kept: string): boolean => shown.has(bits(kept));
      const { kept, sufficient, necessary } = cause(items.join(""), stays);
      assert.equal(sufficient, stays("abcde"));
      if (!sufficient) return;
      assert.ok(stays(kept));
      for (const item of kept) assert.ok(!stays(kept.replace(item, "")));
      const others = items.filter((item) => !kept.includes(item)).join("");
      assert.equal(necessary, !others || !stays(others));
    }),
  );
});
