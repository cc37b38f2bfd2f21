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

const sized = (lines: number, line: string) => read(mail(line.repeat(lines)));
const found = ({ diagnostics }: ReturnType<typeof read>) => diagnostics.map(({ code }) => code);

test("a body has at most 150 000 lines, one of lines too short for mail fewer", () => {
  const usual = `${"x".repeat(62)}\n`;
  assert.deepEqual(found(sized(150_000, usual)), []);
  assert.deepEqual(found(sized(150_001, usual)), ["mail/body-too-long"]);
  assert.equal(sized(150_001, usual).value[0]?.body.length, 150_000);
  assert.deepEqual(found(sized(100_000, `+${"x".repeat(41)}\n`)), []);
  assert.deepEqual(found(sized(20_000, "x\n")), []);
  const short = sized(100_000, "x\n");
  assert.deepEqual(found(short), ["mail/body-too-long"]);
  assert.equal(short.value[0]?.body.length, 51_613);
  assert.match(short.diagnostics[0]?.message ?? "", /^only the first 51613 lines .* line 51616$/);
});

test("a body quotes at most as many lines as are worth their memory", () => {
  assert.deepEqual(found(sized(10_000, "> x\n")), []);
  const above = sized(20_000, "> x\n");
  assert.deepEqual(found(above), ["mail/body-too-long"]);
  assert.equal(above.value[0]?.body.length, 10_157);
});

test("quotes cut in a coded body or in several parts are said with the last line read", () => {
  const quoted = "> x\n".repeat(20_000);
  const base64 = Buffer.from(quoted).toString("base64").replace(/.{76}/g, "$&\n");
  const bodies = [
    mail(`${base64}\n`, "Content-Transfer-Encoding: base64\n"),
    mail(quoted, "Content-Transfer-Encoding: quoted-printable\n"),
    mail(
      `--b\n\n${"> x\n".repeat(8_000)}\n--b\n\n${"> x\n".repeat(8_000)}--b--\n`,
      "Content-Type: multipart/mixed; boundary=b\n",
    ),
  ];
  for (const text of bodies) {
    const { value, diagnostics } = read(text);
    const body = value[0]?.body ?? [];
    assert.deepEqual(found({ value, diagnostics }), ["mail/body-too-long"]);
    assert.ok(body.length > 0 && body.length < 16_000);
    const last = body[body.length - 1]?.span.line ?? 0;
    assert.match(
      diagnostics[0]?.message ?? "",
      new RegExp(`^only the first [0-9]+ lines .* up to line ${last}$`),
    );
  }
  const few = Buffer.from("> x\n".repeat(2_000)).toString("base64");
  assert.deepEqual(codes(mail(`${few}\n`, "Content-Transfer-Encoding: base64\n")), []);
});

test("a source has at most 20 000 messages, one of mails without a body fewer", () => {
  const one = (body: string): string =>
    `From a@example.org Mon Jul  4 10:00:00 2022\nFrom: a@example.org\n\n${body}\n\n`;
  const usual = one("x".repeat(1_200));
  assert.deepEqual(found(read(usual.repeat(20_000))), []);
  const above = read(usual.repeat(20_001));
  assert.equal(above.value.length, 20_000);
  assert.deepEqual(found(above), ["mail/too-many-messages"]);
  assert.deepEqual(found(read(one("x").repeat(2_000))), []);
  assert.equal(read(one("x").repeat(3_000)).value.length, 2_164);
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
