// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { coloured, showsColour } from "../../src/cli/colour";

test("colour changes no word of a report", () => {
  const text =
    "Patch 1  a subject\n    verdict: I1 holds -> broken: why\n    cause: mail:7\nplain\n";
  const shown = coloured(text);
  assert.notEqual(shown, text);
  assert.equal(shown.replace(/\u001b\[\d+m/g, ""), text);
  assert.ok(shown.endsWith("plain\n"));
});

test("colour is for terminals whose owner did not say no", () => {
  assert.equal(showsColour({ isTTY: true }, {}), true);
  assert.equal(showsColour({ isTTY: true }, { NO_COLOR: "1" }), false);
  assert.equal(showsColour({ isTTY: true }, { TERM: "dumb" }), false);
  assert.equal(showsColour({}, {}), false);
});
