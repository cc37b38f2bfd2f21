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
