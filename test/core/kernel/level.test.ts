// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { levels, modelTree, modelUnits } from "../../../src/core/kernel";
import { levelText } from "../../../src/core/kernel/level";

const at = (id: string) => levels.find((level) => level.id === id) ?? assert.fail(id);

const text = [
  "#ifdef OTHER",
  "#if HS_LEVEL >= 2",
  "new",
  "#elif HS_LEVEL == 1 && HS_STABLE || HS_LEVEL == 0",
  "old or mended",
  "#else",
  "middle",
  "#if OTHER",
  "inner",
  "#endif",
  "#endif",
  "#else",
  "kept",
  "#endif",
  "",
].join("\n");

test("only conditionals on the level are resolved, and their lines are gone", () => {
  const seen = (id: string) => levelText(text, at(id)).split("\n");
  const kept = ["#else", "kept", "#endif", ""];
  assert.deepEqual(seen("L0"), ["#ifdef OTHER", "old or mended", ...kept]);
  assert.deepEqual(seen("L1"), ["#ifdef OTHER", "old or mended", ...kept]);
  const middle = ["middle", "#if OTHER", "inner", "#endif"];
  assert.deepEqual(seen("L1rc"), ["#ifdef OTHER", ...middle, ...kept]);
  assert.deepEqual(seen("L3"), ["#ifdef OTHER", "new", ...kept]);
});

test("no level's text asks for the level, and a file without text is not there", () => {
  for (const { id } of levels) {
    const tree = modelTree(id);
    const asking = tree.paths().filter((path) => /HS_(LEVEL|STABLE)/.test(tree.read(path) ?? ""));
    assert.deepEqual(asking, [], id);
    assert.ok(modelUnits(id).every((path) => tree.paths().includes(path)));
  }
  assert.equal(modelTree("L0").read("fs/xfs/libxfs/xfs_group.c"), undefined);
  assert.ok(modelTree("L4").read("fs/xfs/libxfs/xfs_group.c"));
});
