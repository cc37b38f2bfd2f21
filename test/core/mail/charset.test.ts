// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readMessages } from "../../../src/core/mail";

const load = (name: string) =>
  readMessages({ name, bytes: readFileSync(`test/corpus/mail/${name}`) }).value[0];

test("a body is read in the charset it is in, whatever name the sender gave it", () => {
  const check = (name: string, words: string): void =>
    assert.equal(load(name)?.body[0]?.text, words, name);
  check("charset-gb2312.eml", "灯光 tells nobody.");
  check("charset-gbk-as-cp936.eml", "灯光 tells nobody.");
  check("charset-iso-2022-jp.eml", "ランプ tells nobody.");
  check("charset-koi8-r.eml", "Лампа tells nobody.");
  check("charset-windows-1251-by-alias.eml", "Лампа tells nobody.");
  check("charset-utf-7.eml", "Lämp tells nobody.");
  check("charset-name-is-nonsense.eml", "Lämp tells nobody.");
});

test("the words of a subject are decoded in their own charset", () => {
  assert.equal(load("charset-iso-2022-jp.eml")?.subject, "[PATCH] toy: ランプ");
  assert.equal(load("charset-koi8-r.eml")?.subject, "[PATCH] toy: Лампа");
});

test("a NUL in a body survives, and ends nothing", () => {
  const lines = load("body-with-nul.eml")?.body ?? [];
  assert.ok(lines.some(({ text }) => text === "+\tif (lamp->g\0one)"));
});

test("a flowed text is joined where its sender broke it, a diff in it is not", () => {
  const lines = load("flowed-delsp.eml")?.body.map(({ unquoted }) => unquoted) ?? [];
  assert.ok(lines.includes("The lamp may already be gone when it is told. Is that meant?"));
  assert.ok(lines.includes(" \tlamp_light(lamp);"));
});

test("a long body decodes piece by piece to the same text", () => {
  const encode = (text: string): number[] => [...new TextEncoder().encode(text)];
  const cases: readonly (readonly [string, readonly number[], string])[] = [
    ["utf-8", encode("a\u4e2d\u{1f427}"), "a\u4e2d\u{1f427}"],
    ["gb18030", [0xd6, 0xd0, 0xce, 0xc4, 0x61], "\u4e2d\u6587a"],
    ["iso-2022-jp", encode("\x1b$B$3$s\x1b(Ba"), "\u3053\u3093a"],
    ["utf-7", encode("+Ti1lhw-a"), "\u4e2d\u6587a"],
    // Not what its sender says: one byte tells, wherever it stands.
    ["utf-8", [0x61, 0xe9], "a\u00e9"],
  ];
  for (const [charset, word, text] of cases) {
    const head = encode(`From: a@example.org\nContent-Type: text/plain; charset=${charset}\n\n`);
    const line = [...word, ...word, ...word, 0x0a];
    const bytes = new Uint8Array(head.length + line.length * 20_000);
    bytes.set(head);
    for (let at = head.length; at < bytes.length; at += line.length) bytes.set(line, at);
    const body = readMessages({ name: "mail", bytes }).value[0]?.body ?? [];
    assert.equal(body.length, 20_000, charset);
    assert.deepEqual([...new Set(body.map((each) => each.text))], [text.repeat(3)], charset);
  }
});
