// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { smallestCause, type Tried } from "../../../src/core/compare";

type Found = { kept: string; sufficient: boolean; necessary: boolean };
type Options = Parameters<typeof smallestCause<string>>[2];

function search(items: string, tried: (kept: string) => Tried, options?: Options) {
  const steps = smallestCause([...items], (kept) => tried(kept.join("")), options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { kept, needed } = step.value;
  return { ...step.value, kept: kept.join(""), needed: needed.join("") };
}

function cause(items: string, staysWith: (kept: string) => boolean): Found {
  const found = search(items, (kept) => (staysWith(kept) ? "shows" : "gone"));
  const { kept, sufficient, necessary } = found;
  return { kept, sufficient, necessary };
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
    { kept: "a", sufficient: true, necessary: false },
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
    return kept.includes(2) ? "shows" : "gone";
  });
  for (let yields = 1; !steps.next().done; yields++) assert.ok(asked <= yields);
  const stopped = smallestCause([1, 2], () => assert.fail("asked after it was dropped"));
  stopped.next();
  stopped.return(undefined as never);
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

test("an item that others need to be run at all is told apart from what does it", () => {
  // "d" declares what "u" uses.
  const tried = (kept: string): Tried => {
    if (has(kept, "u") && !has(kept, "d")) return "broken";
    return has(kept, "u") ? "shows" : "gone";
  };
  const found = search("adbu", tried);
  assert.deepEqual([found.kept, found.needed, found.necessary], ["du", "d", true]);
  assert.equal(search("adbux", (kept) => tried(kept)).kept, "du");
});

test("a declaration goes when what uses it has gone", () => {
  const tried = (kept: string): Tried => {
    if (has(kept, "u") && !has(kept, "d")) return "broken";
    return has(kept, "x") ? "shows" : "gone";
  };
  assert.deepEqual(
    [search("dux", tried).kept, search("dxu", tried).kept, search("dux", tried).needed],
    ["x", "x", ""],
  );
});

test("of many items a few tries are enough, coarse parts first", () => {
  const items = [..."abcdefghijklmnopqrstuvwxyz"].join("");
  let tries = 0;
  const found = search(
    items,
    (kept) => {
      tries++;
      return has(kept, "q") ? "shows" : "gone";
    },
    { partitions: [(item) => String(Math.floor((item.charCodeAt(0) - 97) / 5))] },
  );
  assert.equal(found.kept, "q");
  assert.ok(tries < 16, String(tries));
});

test("a right guess saves the tries, a wrong one costs one and no truth", () => {
  const count = (unlikely: (item: string) => boolean): number => {
    let tries = 0;
    const shows = (kept: string): Tried => {
      tries++;
      return has(kept, "c", "h") ? "shows" : "gone";
    };
    assert.equal(search("abcdefgh", shows, { unlikely }).kept, "ch");
    return tries;
  };
  assert.ok(count((item) => !"ch".includes(item)) < count(() => false));
  assert.ok(count((item) => item === "c") <= count(() => false) + 1);
});

test("tries that run out leave a larger set, and say so", () => {
  const shows = (kept: string): Tried => (has(kept, "a") ? "shows" : "gone");
  const found = search("abcdefgh", shows, { triesMax: 1 });
  assert.deepEqual([found.kept, found.complete, found.sufficient], ["abcd", false, true]);
  assert.equal(search("abcdefgh", shows).complete, true);
});

test("where nothing is tried any more, what was found so far stands, and says so", () => {
  let tries = 3;
  const spent = (kept: string): Tried => {
    if (tries-- <= 0) return "spent";
    return has(kept, "a") ? "shows" : "gone";
  };
  const found = search("abcdefgh", spent);
  assert.deepEqual([found.kept, found.complete, found.sufficient], ["abcd", false, true]);
});
