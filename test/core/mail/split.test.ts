// SPDX-License-Identifier: MIT
// Mailboxes made at random of what splits one and what only looks like it, against git mailsplit.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { readMessages } from "../../../src/core/mail";

const separator = "From mboxrd@z Thu Jan  1 00:00:00 1970";

const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("", "words", "> quoted", "+\ta;", "-- ", "a\0b", "\0") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...["From now on it does.", "From a@example.org", "From: x", ">From here", ">>From there"],
      ...["From the log at 10:00:00 2022", "From x 9:00:00 2022", "From a b 10:00 1989"],
      ...[
        "From a@example.org Mon Jul  4 10:00:00 2022:",
        "From a 10:00:00 90",
        "from a 10:00:00 99",
      ],
      ...["From a@example.org Mon Jul  4 10:00:00 91", " From a@b Mon Jul  4 10:00:00 2022"],
      ...["From a@b Mon Jul  4 10:00:00 UTC 2022", "From a@b Mon Jul  4 10:00:0 2022"],
      `From ${"a".repeat(1_500)} Mon Jul  4 10:00:00 2022`,
      `>From mboxrd@z Thu Jan  1 00:00:00 1970`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ maxLength: 12 }).map((text) => `From ${text} 10:00:00 2022`),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map((text) => text.replace(/\n/g, " ")) },
);

const mail = fc.tuple(fc.constantFrom("", "\n", "\n\n"), fc.array(line, { maxLength: 8 }));

test("a mailbox is split and unescaped as git mailsplit --mboxrd does it", (t) => {
  if (spawnSync("git", ["--version"]).status !== 0) return t.skip("there is no git on the PATH");
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-split-"));
  let run = 0;
  try {
    fc.assert(
      fc.property(
        fc.array(mail, { minLength: 1, maxLength: 4 }),
        fc.constantFrom("\n", "\r\n"),
        (mails, lineEnd) => {
          const text = mails
            .map(([end, lines], at) =>
              [separator, "From: a@example.org", `Message-ID: <${at}@x>`, "", "begin", ...lines]
                .map((each) => each + lineEnd)
                .join("")
                .concat(end),
            )
            .join("");
          const out = join(folder, `${run++}`);
          const box = `${out}.mbox`;
          writeFileSync(box, text, "latin1");
          spawnSync("mkdir", [out]);
          const { status } = spawnSync("git", ["mailsplit", "--mboxrd", `-o${out}`, box]);
          assert.equal(status, 0);
          const theirs = readdirSync(out).map((name) => readFileSync(join(out, name), "latin1"));
          const bytes = Buffer.from(text, "latin1");
          const { value } = readMessages({ name: "box", bytes });
          const raw = value.map(({ span }) =>
            bytes.subarray(span.startOffset, span.endOffset).toString("latin1"),
          );
          const filled = theirs.map(withoutFirst).map(trimmed).filter(Boolean);
          assert.deepEqual(raw.map(unescaped).map(trimmed), filled);
          value.forEach(({ body, idKind }, at) => {
            const whole = filled[at] ?? "";
            if (idKind === "synthetic") return;
            const lines = body.map((each) => Buffer.from(each.text).toString("latin1"));
            assert.equal(trimmed(lines.join("\n")), trimmed(whole.slice(whole.indexOf("\n\n"))));
          });
        },
      ),
      { numRuns: 60, seed: 20220704 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
});

/** What git does to the lines of a mail: line ends, and one ">" of an escaped "From ". */
const unescaped = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(/^>(>*From )/gm, "$1");

/** git leaves the separator with its mail. */
const withoutFirst = (text: string): string => text.slice(text.indexOf("\n") + 1);

/** Blank lines around a mail belong to the box. */
const trimmed = (text: string): string => text.replace(/^\n+|\n+$/g, "");
