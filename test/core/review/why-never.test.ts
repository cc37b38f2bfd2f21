// SPDX-License-Identifier: MIT
// What would make a condition come out the other way.
import assert from "node:assert/strict";
import test from "node:test";
import { modelTree } from "../../../src/core/kernel";
import { needOf } from "../../../src/core/review/why-never";
import { programOf } from "../sim/support";

const program = programOf();
const owner = program.functionNamed("xfs_dax_notify_failure")?.index ?? -1;

const check = (condition: string, wanted: boolean, expected: string | undefined): void =>
  assert.equal(needOf(program, owner, condition, wanted, modelTree("L0")), expected, condition);

test("a mask says which bits have to be set, or clear", () => {
  check("mf_flags & MF_MUST_KILL", true, "that needs a bit of MF_MUST_KILL set in mf_flags");
  check("mf_flags & MF_MUST_KILL", false, "that needs every bit of MF_MUST_KILL clear in mf_flags");
  check("!(mf_flags & MF_MUST_KILL)", false, "that needs a bit of MF_MUST_KILL set in mf_flags");
});

test("a bit above the width of a field can never be set in it", () => {
  check(
    "!(mp->m_sb.sb_flags & SB_BORN)",
    false,
    "no value can do that: mp->m_sb.sb_flags has 8 bits, and SB_BORN is 0x20000000",
  );
  check("mp->m_sb.sb_flags & SB_BORN", false, "that needs every bit of SB_BORN clear in " + field);
});
const field = "mp->m_sb.sb_flags";

test("a comparison says the relation that is needed", () => {
  check("offset > ddev_end", true, "that needs offset > ddev_end");
  check("offset > ddev_end", false, "that needs offset <= ddev_end");
  check("!(len == 0)", true, "that needs len != 0");
});

test("what is joined says whether one or both are needed", () => {
  check("a && b", true, "that needs both of `a` and `b` to be true");
  check("a && b", false, "that needs one of `a` and `b` to be false");
  check("!(a || b)", true, "that needs both of `a` and `b` to be false");
});

test("a value alone has to be zero or not", () => {
  check("!xfs_has_rmapbt(mp)", false, "that needs xfs_has_rmapbt(mp) to be other than 0");
  check("error", true, "that needs error to be other than 0");
});
