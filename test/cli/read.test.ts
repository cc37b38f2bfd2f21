// SPDX-License-Identifier: MIT
// Every odd mail of the corpus beside what `hunkscope read` prints for it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { runRead } from "../../src/cli/read";
import { expectGolden } from "../support/golden";

const folder = "test/corpus/mail";
const load = (name: string) => ({ name, bytes: readFileSync(`${folder}/${name}`) });

for (const name of readdirSync(folder).sort()) {
  if (name.endsWith(".read.txt")) continue;
  test(`${name} reads as recorded`, () => {
    const { exit, out, err } = runRead([load(name)], false);
    expectGolden(`${folder}/${name}.read.txt`, `exit ${exit}\n${out}${err}`);
  });
}

test("no printed line is wider than 100 columns or holds a control character", () => {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".read.txt")) continue;
    for (const line of runRead([load(name)], false).out.split("\n")) {
      assert.ok(line.length <= 100, line);
      assert.ok(![...line].some((mark) => mark < " "), JSON.stringify(line));
    }
  }
});

test("a mark that hides or turns text is spelled out before the line is cut", () => {
  const subject = `a\u200bb ${"\u202e".repeat(40)}`;
  const mail = `From: A Reviewer <a@example.org>\nSubject: ${subject}\n\nhello\n`;
  const { out } = runRead([{ name: "a.eml", bytes: new TextEncoder().encode(mail) }], false);
  assert.match(out, /a<U\+200B>b <U\+202E>.* mail:1$/m);
  assert.ok(out.split("\n").every((line) => line.length <= 100));
});

test("the JSON form has a version and prints every place as file and line", () => {
  const { out } = runRead([load("comment-on-commit-message.mbox")], true);
  const value = JSON.parse(out);
  assert.equal(value.schema, 1);
  assert.deepEqual(
    [value.messages.length, value.threads.length, value.patches.length, value.comments.length],
    [3, 1, 1, 2],
  );
  assert.deepEqual(value.patches[0].files[0].hunks[0].at, {
    source: "comment-on-commit-message.mbox",
    line: 18,
  });
  assert.deepEqual(value.comments[0].anchor, { part: "commit-message", patch: 1 });
});

test("input that is no text gives one line and the status for unusable input", () => {
  const bytes = Uint8Array.from({ length: 4_000 }, (_, at) => (at * 7919) & 0xff);
  const noise = runRead([{ name: "noise", bytes }], false);
  assert.deepEqual(noise, { exit: 65, out: "", err: "hunkscope: noise: the input is not text\n" });
  const none = runRead([{ name: "none", bytes: new Uint8Array() }], false);
  assert.deepEqual(none, { exit: 65, out: "", err: "hunkscope: none: the input is empty\n" });
  const words = runRead(
    [{ name: "words", bytes: new TextEncoder().encode("just words\n") }],
    false,
  );
  assert.equal(words.err, "hunkscope: words: neither a mail nor a patch\n");
  assert.equal(words.exit, 65);
});
