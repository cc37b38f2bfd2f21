// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { finish } from "../../../src/core/mail";
import { placesInSteps } from "../../../src/core/patch";
import { openSources } from "../../../src/core/review";
import { lensesAt, lensesOf } from "../../../src/core/view";

const corpus = "test/corpus/mail";
const shared = "../shared/mail";
const placesOf = (text: string) => finish(placesInSteps(text));

/** Lines that lenses stand on before a text is read, and what reading it finds. */
function bothOf(path: string) {
  const bytes = new Uint8Array(readFileSync(path));
  const places = placesOf(new TextDecoder().decode(bytes));
  const read = lensesOf(openSources([{ name: "mail", bytes }]));
  return { places, read };
}

test("places are told with their lines and their sections, quoted ones too", () => {
  const text = [
    "Words @@ -1,2 +1,2 @@ in a sentence.",
    "@@ -10,6 +10,9 @@ static int lamp_switch(struct lamp *lamp, bool on)",
    " context",
    "> >@@ -3 +3 @@",
    "x| @@ -4 +4 @@ no quote mark of a mail",
    "@@ -x +y @@",
  ].join("\n");
  assert.deepEqual(placesOf(text), [
    { line: 2, section: "static int lamp_switch(struct lamp *lamp, bool on)" },
    { line: 4, section: "" },
  ]);
  assert.deepEqual(
    placesOf(text.replaceAll("\n", "\r\n")).map(({ line }) => line),
    [2, 4],
  );
});

/** Hunks of the corpus that no @@ line shows, and @@ lines that no patch has. */
const others = [
  "charset-utf-7.eml",
  "duplicate-by-two-lists.mbox",
  "fragment-wrapped-and-whole.mbox",
  "interdiff-in-cover.eml",
];

test("reading finds the hunks of the corpus where its places were", () => {
  const differing = readdirSync(corpus).filter((name) => {
    if (!/\.(?:eml|mbox|patch|diff|txt)$/.test(name) || /\.thread\.txt$/.test(name)) return false;
    const { places, read } = bothOf(join(corpus, name));
    const found = new Set(read.map(({ line }) => line));
    return found.size !== places.length || !places.every(({ line }) => found.has(line));
  });
  assert.deepEqual(differing, others);
});

test("lenses stay on the places of a text; hunks without an @@ line get theirs by reading", () => {
  let loose = 0;
  for (const name of readdirSync(corpus)) {
    if (!/\.(?:eml|mbox)$/.test(name)) continue;
    const { places, read } = bothOf(join(corpus, name));
    const early = new Set(lensesAt(places, "reading").map(({ line }) => line));
    const late = lensesAt(places, read);
    const lines = late.map(({ line }) => line);
    assert.deepEqual(
      lines,
      [...new Set([...early, ...read.map(({ line }) => line)])].sort((one, two) => one - two),
      name,
    );
    const found = late.filter(({ line }) => !early.has(line));
    assert.ok(
      found.every(({ hunk }) => hunk !== undefined),
      name,
    );
    loose += found.length;
  }
  assert.ok(0 < loose);
});

for (const name of ["unbind-thread.mbox", "poison-range-thread.mbox"]) {
  const path = join(shared, name);
  const skip = existsSync(path) ? false : `there is no ${path}`;
  test(`every lens of ${name} is there before it is read`, { skip }, () => {
    const { places, read } = bothOf(path);
    assert.deepEqual(
      places.map(({ line }) => line),
      read.map(({ line }) => line),
    );
    assert.ok(lensesAt(places, read).every(({ hunk }) => hunk !== undefined));
  });
}

test("hunks quoted by bars and names have places, as the reader reads them", () => {
  const marks = ["| ", "|", "Ann> ", "> | ", "| > ", "AB> AB> ", ">>", ""];
  const text = marks.map((mark) => `${mark}@@ -1,2 +1,2 @@ int f(void)\n`).join("");
  assert.deepEqual(
    placesOf(`${text}x @@ -1 +1 @@\nann> @@ -1 +1 @@\n`).map(({ line }) => line),
    marks.map((_, at) => at + 1),
  );
});

test("a place that no patch has says so, and keeps its line", () => {
  const places = placesOf("> @@ -1,2 +1,2 @@ int f(void)\n");
  assert.deepEqual(lensesAt(places, "reading"), [
    { line: 1, title: "Simulate hunk in f", hunk: undefined, known: false },
  ]);
  assert.equal(lensesAt(places, [])[0]?.title, "not read as a hunk of a patch");
  assert.equal(lensesAt(places, "stopped")[0]?.title, "not read: the reading was stopped");
});

test("hostile texts cost no more than their length", () => {
  const hostile = [
    "@".repeat(2_000_000),
    "> ".repeat(1_000_000),
    "\nFrom ".repeat(300_000),
    "@@ -1".repeat(400_000),
    `${"From x 1:11 ".repeat(100_000)}\n`,
    "content-transfer-encoding: base64\n".repeat(50_000),
  ];
  for (const text of hostile) {
    const before = process.cpuUsage();
    placesOf(text);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 2_000_000, `${text.slice(0, 12)}: ${(user + system) / 1000} ms`);
  }
});
