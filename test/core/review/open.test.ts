// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openSources, type SourceText } from "../../../src/core/review";

const sample = (name: string): SourceText => ({
  name,
  bytes: new Uint8Array(readFileSync("media/sample/thread.mbox")),
});

test("a mail that two files hold is read once, and its patches are numbered once", () => {
  const one = openSources([sample("thread.mbox")]);
  const two = openSources([sample("thread.mbox"), sample("copy.mbox")]);
  assert.deepEqual(
    two.messages.map(({ id }) => id),
    one.messages.map(({ id }) => id),
  );
  assert.deepEqual(
    two.patches.map(({ number, subject }) => [number, subject]),
    one.patches.map(({ number, subject }) => [number, subject]),
  );
});
