// SPDX-License-Identifier: MIT
// Each limit on it, and just above it: what is beyond is left out, and that is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readMessages } from "../../../src/core/mail";

const read = (text: string) =>
  readMessages({ name: "mail", bytes: new TextEncoder().encode(text) });
const codes = (text: string): string[] => read(text).diagnostics.map(({ code }) => code);
const mail = (body: string, headers = ""): string =>
  `From: a@example.org\nSubject: x\n${headers}\n${body}`;

test("a body has at most 200 000 lines", () => {
  assert.deepEqual(codes(mail("x\n".repeat(200_000))), []);
  assert.deepEqual(codes(mail("x\n".repeat(200_001))), ["mail/body-too-long"]);
  assert.equal(read(mail("x\n".repeat(200_001))).value[0]?.body.length, 200_000);
});

test("a source has at most 20 000 messages", () => {
  const one = "From a@example.org Mon Jul  4 10:00:00 2022\nFrom: a@example.org\n\nx\n\n";
  assert.deepEqual(codes(one.repeat(20_000)), []);
  const above = read(one.repeat(20_001));
  assert.equal(above.value.length, 20_000);
  assert.deepEqual(
    above.diagnostics.map(({ code }) => code),
    ["mail/too-many-messages"],
  );
});

test("headers have at most 256 KiB", () => {
  assert.deepEqual(codes(mail("x\n", `X-A: ${"a".repeat(200_000)}\n`)), []);
  const above = read(mail("x\n", `X-A: ${"a".repeat(300_000)}\n`));
  assert.deepEqual(
    above.diagnostics.map(({ code }) => code),
    ["mail/header-too-long"],
  );
  assert.equal(above.value[0]?.body[0]?.text, "x");
});

test("a line is cut at 64 KiB before anything looks at it", () => {
  assert.equal(read(mail("y".repeat(65_536))).value[0]?.body[0]?.text.length, 65_536);
  assert.equal(read(mail("y".repeat(65_537))).value[0]?.body[0]?.text.length, 65_536);
});

test("a mail has at most 1 000 parts", () => {
  const parts = (count: number): string =>
    mail(
      "--b\nContent-Type: text/plain\n\nx\n".repeat(count),
      "Content-Type: multipart/x; boundary=b\n",
    );
  assert.deepEqual(codes(parts(999)), []);
  assert.ok(codes(parts(1_000)).every((code) => code === "mail/mime-too-deep"));
  assert.ok(codes(parts(1_000)).length > 0);
});

test("quoting deeper than a hundred marks counts as a hundred", () => {
  const depth = (marks: number) =>
    read(mail(`${">".repeat(marks)} x\n`)).value[0]?.body[0]?.quoteDepth;
  assert.deepEqual([depth(100), depth(101), depth(60_000)], [100, 100, 100]);
});
