// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { blocksNear, lensesIn, lensesOf, treeOf } from "../../../src/core/view";
import { examination, hunk, opened, patch, patchExamination, span } from "./fixture";

test("every hunk has one lens on its line, which a run only renames", () => {
  const before = lensesOf(opened);
  const after = lensesOf(opened, examination);
  assert.deepEqual(
    before.map(({ line, title, known }) => [line, title, known]),
    [
      [48, "Simulate 1.1 in kill_dax", false],
      [61, "Simulate 1.2 in xfs_dax_failure_fn", false],
      [73, "Simulate 1.3 in xfs_dax_notify_failure", false],
    ],
  );
  assert.deepEqual(
    after.map(({ line, hunk }) => [line, hunk]),
    before.map(({ line, hunk }) => [line, hunk]),
  );
  assert.deepEqual(
    after.map(({ title }) => title),
    [
      "1.1: 1 of 2 scenarios changes · no verdict changes",
      "1.2: 1 added line never runs · changes behind gates in 1 scenario",
      "1.3: 1 added line never runs · changes behind gates in 1 scenario",
    ],
  );
});

test("a title leaves room for the lens beside it, and what it leaves out can be had", () => {
  const [first, second] = lensesOf(opened, examination);
  assert.equal(first?.details, undefined);
  assert.equal(
    second?.details,
    "1.2: 1 added line never runs: the test at model/fs/xfs/xfs_notify_failure.c:80 (L0) never " +
      "passes · changes behind gates in 1 scenario",
  );
  const notRunnable = "a word that is long, ".repeat(20);
  const patches = [{ ...patchExamination, notRunnable }];
  for (const { title, details } of lensesOf(opened, { ...examination, patches })) {
    assert.ok(title.length <= 90, title);
    assert.ok(details?.includes(notRunnable.trim()), details);
  }
});

test("a hunk has the same lens wherever it is quoted", () => {
  const twice = hunk("1.1", 9, "f(", { quotedAt: [span(300), span(120)] });
  const files = [{ path: "f.c", change: "modified" as const, hunks: [twice] }];
  assert.deepEqual(
    lensesOf({ ...opened, patches: [patch(1, { files })] }).map(({ line, title }) => [line, title]),
    [9, 120, 300].map((line) => [line, "Simulate 1.1 in f"]),
  );
});

test("a place that two hunks claim has one lens, that of the hunk which is there", () => {
  const places = Array.from({ length: 5000 }, (_, index) => span(1000 + index));
  const hunks = [
    hunk("1.1", 9, "f(", { quotedAt: [span(20), ...places] }),
    hunk("1.2", 20, "g(", { quotedAt: places }),
  ];
  const files = [{ path: "f.c", change: "modified" as const, hunks }];
  const lenses = lensesOf({ ...opened, patches: [patch(1, { files })] });
  assert.equal(lenses.length, 5002);
  assert.deepEqual(
    lenses.slice(0, 2).map(({ line, hunk }) => [line, hunk]),
    [
      [9, "1.1"],
      [20, "1.2"],
    ],
  );
});

test("thousands of lenses are handed over whole, of more those around what is in sight", () => {
  const lines = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => 10 * (index + 1));
  const near = (count: number, ...sights: readonly number[]): readonly number[] => {
    const seen = sights.map((firstLine) => ({ firstLine, lastLine: firstLine + 40 }));
    return lensesIn(lines(count), blocksNear(lines(count), seen));
  };
  assert.deepEqual(near(5000), lines(5000));
  assert.deepEqual(near(5000, 4000), lines(5000));
  assert.deepEqual(near(0, 1), []);
  const ends = (found: readonly number[]) => [found.length, found[0], found.at(-1)];
  assert.deepEqual(ends(near(10_000)), [300, 10, 3000]);
  assert.deepEqual(ends(near(10_000, 1)), [300, 10, 3000]);
  assert.deepEqual(ends(near(10_000, 50_000)), [600, 47_010, 53_000]);
  assert.deepEqual(ends(near(10_000, 99_990)), [300, 97_010, 100_000]);
  // Beyond the last hunk, and two editors on one text.
  assert.deepEqual(ends(near(10_000, 200_000)), [300, 97_010, 100_000]);
  assert.deepEqual(ends(near(10_000, 1, 50_000)), [900, 10, 53_000]);
  for (let line = 1; line < 100_000; line += 490) {
    const found = near(10_000, line);
    assert.ok(found.length <= 600);
    const isIn = (one: number): boolean => line - 1900 < one && one < line + 1900;
    assert.deepEqual(found.filter(isIn), lines(10_000).filter(isIn));
  }
});

test("a hunk without a place in the model says so", () => {
  const placements = patchExamination.placements.map((placement) => ({
    ...placement,
    kind: "absent" as const,
    reasons: ["drivers/foo.c is not in the model"],
  }));
  const [first] = lensesOf(opened, {
    ...examination,
    patches: [{ ...patchExamination, placements }],
  });
  assert.equal(first?.title, "1.1: not simulated: drivers/foo.c is not in the model");
});

test("a fragment without section and path still has a lens", () => {
  const files = [{ path: "", change: "unknown" as const, hunks: [hunk("1.1", 9, "")] }];
  const lenses = lensesOf({ ...opened, patches: [patch(1, { files })] });
  assert.deepEqual(
    lenses.map(({ title }) => title),
    ["Simulate fragment 1.1"],
  );
});

test("the outline holds patches, hunks, comments with answers, and what was lost", () => {
  const outline = (nodes: ReturnType<typeof treeOf>, indent = ""): string[] =>
    nodes.flatMap(({ kind, tooltip, children }) => [
      `${indent}${kind} ${tooltip}`,
      ...outline(children, `${indent}  `),
    ]);
  assert.deepEqual(outline(treeOf(opened)), [
    "patch mm, pmem, xfs: tell the filesystem before its device goes: v6 · A Developer",
    "  hunk 1.1 drivers/dax/super.c: whole",
    "  hunk 1.2 fs/xfs/xfs_notify_failure.c: whole",
    "  hunk 1.3 fs/xfs/xfs_notify_failure.c: cut, 7 lines lost",
    "    comment Does this leave any mapping behind?: A Reviewer",
    "      comment It does.: A Developer (a reply)",
    "group Lost: 1",
    "  loss include/linux/mm.h: +1 -0: announced by the diffstat, quoted nowhere",
    "group Repaired: 1",
    "  repair blanks stand where tabs stood: 1.3",
  ]);
});
