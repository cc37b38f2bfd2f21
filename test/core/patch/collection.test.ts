// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { forgetContent, readMessages } from "../../../src/core/mail";
import { collectInSteps, type Collection } from "../../../src/core/patch";

const bytes = readFileSync("media/sample/thread.mbox");

function collect(sources: readonly { name: string; bytes: Uint8Array }[]): Collection {
  const steps = collectInSteps(sources);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The sample again and again, each copy with Message-IDs of its own. */
function copies(count: number): Uint8Array {
  const text = bytes.toString("utf8");
  const copy = (at: number): string => text.replace(/<(?=[^<>\s@]+@)/g, `<${at}.`);
  return new TextEncoder().encode(Array.from({ length: count }, (_, at) => copy(at)).join(""));
}

test("threads are known while patches are still looked for", () => {
  const steps = collectInSteps([{ name: "box", bytes: copies(120) }]);
  const seen: string[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) {
    const { stage, threads, done, of } = step.value;
    assert.ok(done <= of);
    const what = `${stage}${threads.length ? " with threads" : ""}`;
    if (seen[seen.length - 1] !== what) seen.push(what);
  }
  assert.deepEqual(seen, ["messages", "messages with threads", "patches with threads"]);
});

test("a reading may be abandoned at any step and begun anew", () => {
  const whole = collect([{ name: "box", bytes }]);
  for (let stop = 0; stop < 12; stop++) {
    const steps = collectInSteps([{ name: "box", bytes }]);
    for (let turn = 0; turn < stop; turn++) steps.next();
    steps.return(undefined as never);
  }
  assert.deepEqual(collect([{ name: "box", bytes }]).patches, whole.patches);
});

test("a packed box reads like the unpacked one, of several members as well", () => {
  const half = Math.floor(bytes.length / 2);
  const members = [bytes.subarray(0, half), bytes.subarray(half)].map((part) => gzipSync(part));
  const packed = collect([{ name: "box", bytes: Buffer.concat(members) }]);
  const plain = collect([{ name: "box", bytes }]);
  assert.deepEqual(packed.patches, plain.patches);
  assert.deepEqual(packed.comments, plain.comments);
  assert.deepEqual(packed.diagnostics, plain.diagnostics);
});

test("gzip made to become large is cut, and that is said", () => {
  const bomb = gzipSync(Buffer.alloc(60_000_000, "a\n"));
  const { diagnostics, messages } = collect([{ name: "bomb", bytes: bomb }]);
  const said = diagnostics.find(({ code }) => code === "mail/source-too-long");
  assert.match(said?.message ?? "", /^bomb: only the first \d+ unpacked bytes are read$/);
  const allowed = 4 * 1024 * 1024 + bomb.length * 30;
  assert.ok((messages[0]?.span.endOffset ?? Infinity) <= allowed);
});

test("a body that was let go is the same when it is read again", () => {
  const { value } = readMessages({ name: "box", bytes });
  const before = value.map(({ body }) => body.map(({ text, span }) => [text, span]));
  forgetContent(value);
  assert.deepEqual(
    value.map(({ body }) => body.map(({ text, span }) => [text, span])),
    before,
  );
});

test("what a collection says survives structuredClone", () => {
  const whole = collect([{ name: "box", bytes }]);
  const plain = { ...whole, messages: [] };
  assert.deepEqual(structuredClone(plain), plain);
});

test("one mail, however long, is read in many steps", () => {
  const head = "From: a@example.org\nSubject: [PATCH] x\n\n--- a/x.c\n+++ b/x.c\n";
  const text = `${head}@@ -1,60000 +1,60000 @@\n${"+\tlamp_set(lamp, 7);\n".repeat(60_000)}`;
  const steps = collectInSteps([{ name: "mail", bytes: new TextEncoder().encode(text) }]);
  let count = 0;
  while (!steps.next().done) count++;
  // Some 10 000 lines a step, in each of its passes over them.
  assert.ok(count > 20, `${count}`);
});

test("a new file of 100,000 lines is one whole hunk", () => {
  const head = ["From: a@example.org", "Subject: [PATCH] registers", "Message-ID: <r@example.org>"];
  const file = ["--- /dev/null", "+++ b/registers.h", "@@ -0,0 +1,100000 @@"];
  const lines = Array.from({ length: 100_000 }, (_, at) => `+#define REGISTER_${at}__MASK 0x${at}`);
  const text = [...head, "", ...file, ...lines, "-- ", ""].join("\n");
  const { patches, losses } = collect([{ name: "mail", bytes: new TextEncoder().encode(text) }]);
  const hunk = patches[0]?.files[0]?.hunks[0];
  assert.equal(hunk?.state, "whole");
  assert.equal(hunk.lines.length, 100_000);
  assert.deepEqual(losses, []);
});
