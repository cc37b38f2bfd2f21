// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { openSources } from "../../../src/core/review";
import { replyDraft } from "../../../src/core/view";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const mail = [
  "From: A Reviewer <reviewer@example.org>",
  "To: list@lists.example.org,",
  "\tother@lists.example.org",
  "Cc: dev@example.org",
  "Subject: Re: [PATCH] none: count",
  "Date: Thu, 14 Jul 2022 10:00:00 +0000",
  "Message-ID: <answer@example.org>",
  "References: <first@example.org>",
  "",
  "A Developer wrote:",
  "> @@ -10,3 +10,4 @@ int none_probe(struct none *none)",
  ">  {",
  "> +\tnone->count++;",
  ">",
  "",
  "Why?",
  "",
];

function draft(lines: readonly string[], text: string, fromLine: number, toLine: number): string {
  const [message] = openSources([{ name: "m", bytes: bytes(lines.join("\n")) }]).messages;
  assert.ok(message);
  return replyDraft({ message, head: lines.slice(0, lines.indexOf("")), fromLine, toLine, text });
}

test("an answer goes to all, in its thread, below what it answers", () => {
  assert.equal(
    draft(mail, "Because.\r\nReally.\n\n", 11, 16),
    [
      "To: A Reviewer <reviewer@example.org>",
      "Cc: list@lists.example.org, other@lists.example.org, dev@example.org",
      "Subject: Re: [PATCH] none: count",
      "In-Reply-To: <answer@example.org>",
      "References: <first@example.org>",
      " <answer@example.org>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=UTF-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      "On 2022-07-14, A Reviewer wrote:",
      "> A Developer wrote:",
      "> > @@ -10,3 +10,4 @@ int none_probe(struct none *none)",
      "> >  {",
      "> > +\tnone->count++;",
      "> >",
      ">",
      "> Why?",
      "",
      "Because.",
      "Really.",
      "",
    ].join("\n"),
  );
});

test("no header of a mail can begin another one, and what is not ASCII is encoded", () => {
  const lines = mail.map((line) =>
    line.startsWith("Subject")
      ? "Subject: =?UTF-8?Q?none=0D=0ABcc:_x@example.org_=C3=A9?="
      : line.startsWith("From")
        ? 'From: "Zo\u00eb, of; <x>" <zoe@example.org>'
        : line,
  );
  const head = draft(lines, "Yes.", 11, 12).split("\n\n")[0] ?? "";
  assert.doesNotMatch(head, /^Bcc/m);
  assert.match(head, /^Subject: =\?UTF-8\?Q\?/m);
  assert.match(head, /^To: =\?UTF-8\?Q\?.*\?= <zoe@example\.org>$/m);
  for (const line of head.split("\n")) assert.match(line, /^[\x20-\x7e]*$/);
});

test("of a long quote the beginning and the end are kept", () => {
  const long = Array.from({ length: 100 }, (_, index) => `> line ${index}`);
  const lines = [...mail.slice(0, 9), ...long, "", "Why?"];
  const quote = draft(lines, "Yes.", 10, 109)
    .split("\n")
    .filter((line) => /^(>|\[)/.test(line));
  assert.equal(quote.length, 31);
  assert.deepEqual([quote[0], quote[16], quote.at(-1)], ["> > line 0", "[...]", "> > line 99"]);
});
