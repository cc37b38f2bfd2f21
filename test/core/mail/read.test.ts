// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { buildThreads, readMessages, readSources } from "../../../src/core/mail";

const read = (text: string | Uint8Array) =>
  readMessages({
    name: "mail",
    bytes: typeof text === "string" ? new TextEncoder().encode(text) : text,
  });
const corpus = (name: string) =>
  readMessages({ name, bytes: readFileSync(`test/corpus/mail/${name}`) });
const texts = (message: { readonly body: readonly { readonly text: string }[] } | undefined) =>
  message?.body.map(({ text }) => text) ?? [];

test("every body line keeps the bytes it came from", () => {
  const path = "test/corpus/mail/mbox-from-in-body.mbox";
  const bytes = readFileSync(path);
  const { value } = readMessages({ name: path, bytes });
  for (const line of value.flatMap(({ body }) => body)) {
    const raw = new TextDecoder().decode(
      bytes.subarray(line.span.startOffset, line.span.endOffset),
    );
    assert.ok(raw === line.text || raw === `>${line.text}`, raw);
    assert.equal(
      bytes.subarray(0, line.span.startOffset).filter((byte) => byte === 10).length + 1,
      line.span.line,
    );
  }
});

test("a sentence beginning with From splits no mailbox, and its escape is taken back", () => {
  const { value } = corpus("mbox-from-in-body.mbox");
  assert.equal(value.length, 2);
  assert.ok(texts(value[0]).includes("From now on it does."));
  assert.ok(texts(value[0]).includes("From the reports nobody learnt when it is switched."));
});

test("quoted-printable lines point at the raw line they begin on", () => {
  const { value } = read(
    "From: a@example.org\nContent-Transfer-Encoding: quoted-printable\n\none=\n two\nthree=20\n",
  );
  assert.deepEqual(texts(value[0]), ["one two", "three "]);
  assert.deepEqual(
    value[0]?.body.map(({ span }) => span.line),
    [4, 6],
  );
});

test("text that only claims to be quoted-printable stays as it is", () => {
  const { value } = corpus("body-declared-quoted-printable.eml");
  assert.ok(texts(value[0]).includes("+\tlamp->gone = 1;"));
  assert.ok(texts(value[0]).includes("-- "));
});

test("a list footer behind base64 is no base64", () => {
  const { value } = corpus("body-base64.eml");
  assert.equal(texts(value[0])[0], "The lamp tells nobody when it is switched.");
  assert.ok(!texts(value[0]).join("").includes("\ufffd"));
});

test("raw bytes are read as UTF-8 and, where they are not, as windows-1252", () => {
  assert.ok(texts(corpus("body-latin1-undeclared.eml").value[0]).join("\n").includes("Köln"));
  const { value } = read(
    Uint8Array.from([..."From: K\xf6ln <a@example.org>\n\nx\n"].map((c) => c.charCodeAt(0))),
  );
  assert.equal(value[0]?.author.name, "Köln");
});

test("encoded words are decoded, two of one charset together", () => {
  const check = (subject: string, expected: string): void =>
    assert.equal(read(`From: a@example.org\nSubject: ${subject}\n\n`).value[0]?.subject, expected);
  check("=?utf-8?q?l=C3=A4mp?=", "lämp");
  check("=?utf-8?B?bMOkbXA=?= x", "lämp x");
  check("=?utf-8?q?l=C3?= =?utf-8?q?=A4mp?=", "lämp");
  check("=?nonsense?q?l?=", "l");
  check("=?utf-8?x?l?=", "=?utf-8?x?l?=");
});

test("header names of objects and of JavaScript are only names; the first of two counts", () => {
  const { value } = corpus("header-odd-names.eml");
  assert.equal(value[0]?.subject, "[PATCH RESEND v3 2/4] toy: folded");
  assert.equal(value[0].author.name, "A Reviewer");
  assert.deepEqual(value[0].date, { value: "", precision: "unknown" });
  assert.equal(({} as { x?: unknown }).x, undefined);
});

test("dates are UTC, whatever their zone and form", () => {
  const check = (date: string, expected: string): void =>
    assert.equal(read(`From: a@example.org\nDate: ${date}\n\n`).value[0]?.date.value, expected);
  check("Mon, 4 Jul 2022 10:00:00 +0200", "2022-07-04T08:00:00Z");
  check("4 Jul 22 10:00 EST", "2022-07-04T15:00:00Z");
  check("Mon,  4 Jul 2022 10:00:00 (CEST)", "2022-07-04T10:00:00Z");
  check("yesterday", "");
  check("Mon, 44 Jul 2022 10:00:00 +0000", "");
});

test("files of git format-patch are one series whoever wrote each commit, and when", () => {
  const part = (index: number, author: string, month: number, words = `part ${index}`) =>
    `From ${"0".repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: ${author} <${author}@example.org>\n` +
    `Date: 4 ${["Jan", "May", "Sep"][month]} 2022 10:00:00 +0000\n` +
    `Subject: [PATCH ${index}/2] ${words}\n\nx\n`;
  const box = read(part(2, "b", 0) + part(1, "a", 1) + part(0, "c", 2) + part(1, "a", 2, "other"));
  assert.deepEqual(
    buildThreads(box.value).map(({ messageIds, joinedBy }) => [joinedBy, ...messageIds]),
    [
      ["series", "synthetic:3", "synthetic:2", "synthetic:1"],
      ["single", "synthetic:4"],
    ],
  );
});

test("messages join by references, by subject where they have none, oldest first", () => {
  const mail = (id: string, subject: string, day: number, extra = "") =>
    `From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: a@example.org\nSubject: ${subject}\n` +
    `Date: ${day} Jul 2022 10:00:00 +0000\nMessage-ID: <${id}>\n${extra}\nx\n\n`;
  const box = read(
    mail("c", "Re: [PATCH] lamp", 6, "References: <gone> <b>\n") +
      mail("a", "other words", 4, "In-Reply-To: <gone>\n") +
      mail("d", "[PATCH] door", 1) +
      mail("e", "AW: [PATCH v2]  Door", 2),
  );
  assert.deepEqual(
    buildThreads(box.value).map(({ messageIds, joinedBy }) => [joinedBy, ...messageIds]),
    [
      ["references", "a", "c"],
      ["subject", "d", "e"],
    ],
  );
});

test("a message found in two files is read once, and synthetic ids stay distinct", () => {
  const bytes = readFileSync("test/corpus/mail/no-patch-at-all.eml");
  const plain = new TextEncoder().encode("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n");
  const { value, diagnostics } = readSources([
    { name: "one", bytes },
    { name: "two", bytes },
    { name: "x.patch", bytes: plain },
    { name: "y.patch", bytes: plain },
  ]);
  assert.deepEqual(
    value.map(({ id }) => id),
    ["n1@example.org", "synthetic:3", "synthetic:4"],
  );
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["mail/duplicate"],
  );
});

test("a mail inside a mail is a message of its own that answers it", () => {
  const { value } = corpus("attachment-is-message.eml");
  assert.deepEqual(
    value.map(({ id, inReplyTo }) => [id, inReplyTo]),
    [
      ["t7@example.org", undefined],
      ["p1@example.org", "t7@example.org"],
    ],
  );
});

test("a mail inside a mail is opened though coded, and its lines lead to the coded ones", () => {
  const { value } = corpus("attachment-is-message-base64.eml");
  const inner = value.find(({ id }) => id === "p1@example.org");
  assert.equal(inner?.inReplyTo, "f1@example.org");
  assert.equal(texts(inner)[0], "The lamp tells nobody when it is dimmed.");
  const raw = readFileSync("test/corpus/mail/attachment-is-message-base64.eml");
  const { startOffset, endOffset, line } = inner.body[0]?.span ?? inner.span;
  const coded = raw.subarray(startOffset, endOffset).toString();
  assert.match(Buffer.from(coded, "base64").toString("latin1"), /The lamp tells/);
  assert.equal(raw.subarray(0, startOffset).filter((byte) => byte === 10).length + 1, line);
});

test("multipart nested beyond the limit ends with a note", () => {
  let text = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b0\n\n";
  for (let depth = 0; depth < 3_000; depth++)
    text += `--b${depth}\nContent-Type: multipart/mixed; boundary=b${depth + 1}\n\n`;
  assert.ok(read(text).diagnostics.some(({ code }) => code === "mail/mime-too-deep"));
});

test("random bytes, and real mail with bytes changed, never throw", () => {
  const sample = readFileSync("media/sample/thread.mbox").subarray(0, 4_000);
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      (bytes) => void readMessages({ name: "x", bytes }),
    ),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 20 }),
      (changes) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, byte] of changes) bytes[at] = byte;
        buildThreads(readMessages({ name: "x", bytes }).value);
      },
    ),
    { numRuns: 100 },
  );
});

test("long runs of one mark are read in linear time", () => {
  const marks = [" ", ">", "[", "<", "=?", "@@ ", "(", ";", "\t", "a,", "x: "];
  for (const mark of marks) {
    const run = mark.repeat(400_000 / mark.length);
    const started = performance.now();
    read(`From: ${run}\nSubject: ${run}\nDate: ${run}\nContent-Type: ${run}\n\n${run}\n> ${run}\n`);
    assert.ok(performance.now() - started < 1_500, JSON.stringify(mark));
  }
});

test("all mails of the shared boxes are split as git splits them", (t) => {
  const boxes = { "unbind-thread.mbox": 102, "poison-range-thread.mbox": 41 };
  for (const [name, count] of Object.entries(boxes)) {
    const path = `../shared/mail/${name}`;
    if (!existsSync(path)) return t.skip(`${path} is not there`);
    assert.equal(readMessages({ name, bytes: readFileSync(path) }).value.length, count);
  }
  return undefined;
});

test("a mail without an id that is there twice, letter by letter, is kept once", () => {
  const mail = (text: string, date = "Mon, 4 Jul 2022 10:00:00 +0000"): string =>
    "From x Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@example.org>\n" +
    `Date: ${date}\nSubject: lamp\n\n${text}\n\n`;
  const { value, diagnostics } = read(
    mail("one") + mail("two") + mail("one") + mail("one", "nonsense") + mail("one", "nonsense"),
  );
  assert.deepEqual(
    value.map((message) => texts(message)[0]),
    ["one", "two", "one", "one"],
  );
  assert.deepEqual(
    diagnostics.map(({ message, span }) => [message, span?.line]),
    [['a second copy of "lamp" is left out', 16]],
  );
});

test("numbers of mails without an id go on over files, those left out among them", () => {
  const bytes = (...mails: string[]): Uint8Array =>
    new TextEncoder().encode(
      mails.map((mail) => `From x Thu Jan  1 00:00:00 1970\n${mail}`).join(""),
    );
  const named = "From: a@example.org\nMessage-ID: <1@example.org>\nSubject: one\n\nOne.\n\n";
  const bare = (word: string): string => `From: b@example.org\nSubject: ${word}\n\n${word}\n\n`;
  const { value } = readSources([
    { name: "first", bytes: bytes(named, named, bare("two")) },
    { name: "second", bytes: bytes(bare("three")) },
  ]);
  assert.deepEqual(
    value.map(({ subject }) => subject),
    ["one", "two", "three"],
  );
});
