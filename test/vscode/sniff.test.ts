// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { looksLikePatch } from "../../src/vscode/sniff";
import { quotedMail, strangerDiff } from "../editor/suite/texts";

test("plain text is worth reading where a hunk begins", () => {
  for (const text of [strangerDiff, quotedMail, strangerDiff.replaceAll("\n", "\r\n")])
    assert.ok(looksLikePatch(text));
  assert.ok(looksLikePatch("> > @@ -1,2 +1,3 @@ f(\n"));
  assert.ok(looksLikePatch("--- a/x\n+++ b/x\n"));
  for (const text of ["", "diff of opinion", "@@ -x +y @@", "--- \n+++ \n", "mail @@ -1 +1 @@"])
    assert.ok(!looksLikePatch(text), text);
});

test("a megabyte of anything is looked at within 50 ms of a processor", () => {
  for (const piece of [" ", ">", "@", "> ", "--- a\n", "diff --git ", "@@ -1,1 +", "|"]) {
    const text = piece.repeat(1_000_000 / piece.length);
    const start = process.cpuUsage();
    looksLikePatch(text);
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    assert.ok(took < 50, `${JSON.stringify(piece)}: ${took} ms`);
  }
});
