// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOf } from "../../../src/core/apply/shape";

const check = (text: string, shape: string): void =>
  assert.equal(shapeOf(text.split(" ").map((word) => ({ text: word, directive: 0 }))), shape, text);

test("what a stretch opens and closes itself is not part of its shape", () => {
  check("f ( a [ 0 ] ) ;", "|");
  check("} else {", "}|{");
  check("a ) ) { ( b", "))|{(");
});

test("a name closes nothing, whatever it is called", () => {
  check("constructor ( toString )", "|");
});
