// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readMessages } from "../../../src/core/mail";

function depths(lines: readonly string[], subject = "Re: [PATCH] lamp"): readonly unknown[] {
  const text = `From: a@example.org\nSubject: ${subject}\n\n${lines.join("\n")}\n`;
  const { value } = readMessages({ name: "mail", bytes: new TextEncoder().encode(text) });
  return (value[0]?.body ?? []).map(({ quoteDepth, unquoted }) => [quoteDepth, unquoted]);
}

test("bars before a diff are quote marks", () => {
  assert.deepEqual(depths(["| @@ -1 +1 @@", "| -a", "|  b", "|", "Why?"]), [
    [1, "@@ -1 +1 @@"],
    [1, "-a"],
    [1, " b"],
    [1, ""],
    [0, "Why?"],
  ]);
});

test("a name before a diff is a quote mark, inside others as well", () => {
  assert.deepEqual(depths(["Ann> @@ -1 +1 @@", "Ann> -a", "> Ann> > +b"]), [
    [1, "@@ -1 +1 @@"],
    [1, "-a"],
    [3, "+b"],
  ]);
});

test("bars within bars are as deep as they are many", () => {
  assert.deepEqual(depths(["| | +a", "| | -b", "| |  c", "| | +d", "| Why?"]), [
    [2, "+a"],
    [2, "-b"],
    [2, " c"],
    [2, "+d"],
    [1, "Why?"],
  ]);
});

test("bars below an attribution are quote marks", () => {
  assert.deepEqual(depths(["Ann wrote:", "| Is it on?", "Yes."])[1], [1, "Is it on?"]);
});

test("rows of a table, code and a patch's own words keep their bars", () => {
  const table = ["| lamp | on |", "|------|----|", "| a    | b  |"];
  assert.deepEqual(depths(table)[0], [0, table[0]]);
  const code = ["if (A> b) {", "|| c", "T> d"];
  assert.deepEqual(depths(code)[2], [0, "T> d"]);
  assert.deepEqual(depths(["| @@ -1 +1 @@"], "[PATCH] lamp")[0], [0, "| @@ -1 +1 @@"]);
});
