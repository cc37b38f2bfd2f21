// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { openSources } from "../../../src/core/review";
import { idLinks, sectionsOf, type Section } from "../../../src/core/view";

const name = "thread.mbox";
const bytes = readFileSync("media/sample/thread.mbox");
const lines = new TextDecoder().decode(bytes).split("\n");
const opened = openSources([{ name, bytes }]);
const sections = sectionsOf(opened, name, lines.length - 1);

test("the outline of a mailbox has its messages, and in each its hunks and comments", () => {
  assert.equal(sections.length, opened.messages.length);
  for (const { startLine } of sections) assert.match(lines[startLine - 1] ?? "", /^From/);
  const [first] = sections;
  assert.deepEqual(first?.children.map(({ kind, label }) => [kind, label]).slice(0, 3), [
    ["comment", "Good to have, a device that was pulled should not look like a broken one."],
    ["hunk", "1.1 drivers/dax/super.c"],
    ["comment", "Fine with me."],
  ]);
  for (const { children } of sections)
    for (const { kind, startLine } of children)
      if (kind === "hunk") assert.match(lines[startLine - 1] ?? "", /@@ -\d/);
});

test("sections lie inside their parents and beside each other", () => {
  const check = (all: readonly Section[], from: number, to: number): void => {
    let last = from - 1;
    for (const { startLine, endLine, children } of all) {
      assert.ok(last < startLine && startLine <= endLine && endLine <= to);
      last = endLine;
      check(children, startLine, endLine);
    }
  };
  check(sections, 1, lines.length);
});

test("an id leads to the message of that id, and to nothing outside the document", () => {
  const links = idLinks(opened, name, lines);
  assert.ok(links.length);
  for (const { line, startColumn, endColumn, targetLine } of links) {
    const id = lines[line - 1]?.slice(startColumn, endColumn) ?? "";
    const target = sections.find(({ startLine }) => startLine === targetLine);
    const text = lines.slice(targetLine - 1, target?.endLine).join("\n");
    assert.match(text, new RegExp(`^Message-ID: <${id}>$`, "m"));
    assert.doesNotMatch(lines[line - 1] ?? "", /^Message-ID/);
  }
});
