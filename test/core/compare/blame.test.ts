// SPDX-License-Identifier: MIT
// Whose a broken rule is.
import assert from "node:assert/strict";
import test from "node:test";
import { stampOf, type RuleState } from "../../../src/core/compare";

const states: Readonly<Record<string, RuleState>> = {
  ...{ h: "holds", b: "broken", "?": "unknown", "-": undefined },
};

/** "hb b": the base, then each patch; the stamp of patch k. */
const check = (points: string, k: number, expected: string): void => {
  const stamp = stampOf(
    [...points].map((letter) => states[letter]),
    k,
  );
  const { kind = "none", ...more } = stamp ?? {};
  assert.equal([kind, ...Object.values(more)].join(" "), expected, `${points} ${k}`);
};

test("what the base breaks is not the patch's", () => {
  check("bb", 1, "pre-existing");
  check("bbb", 2, "pre-existing");
  check("b?b", 2, "pre-existing");
});

test("what holds before a patch and not with it is the patch's", () => {
  check("hb", 1, "introduced 1 1");
  check("hhb", 2, "introduced 2 2");
  check("hbb", 2, "introduced 1 1");
});

test("what a later patch repairs is told with it", () => {
  check("hbh", 1, "introduced 1 1 2");
  check("bbbh", 1, "pre-existing 3");
  check("hb?h", 1, "introduced 1 1 3");
});

test("a rule that holds again is repaired by the first patch with which it does", () => {
  check("bh", 1, "fixed");
  check("bhh", 2, "none");
  check("b?h", 2, "fixed");
});

test("what comes back is the patch's that brings it back", () => check("bhb", 2, "introduced 2 2"));

test("where no run could judge, every patch between is a suspect", () => {
  check("h?b", 2, "introduced 1 2");
  check("h-?b", 3, "introduced 1 3");
  check("?b", 1, "introduced 1 1");
});

test("a rule that holds or was not judged has no stamp", () => {
  check("hh", 1, "none");
  check("h?", 1, "none");
  check("--", 1, "none");
});
