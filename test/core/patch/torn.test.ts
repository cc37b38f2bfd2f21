// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildThreads, readSources } from "../../../src/core/mail";
import { readPatches } from "../../../src/core/patch";

const source = (name: string, lines: readonly string[]) => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join("\n")}\n`),
});
const long = "+\tlamp_set_level_slowly(lamp, lamp->level_of_the_day, lamp->level_of_the_night);";

test("a comment below the torn end of a quoted line is about the whole line", () => {
  const patch = source("patch", [
    ...["From: a@example.org", "Subject: [PATCH] lamp", "Message-ID: <p@example.org>", ""],
    ...["--- a/lamp.c", "+++ b/lamp.c", "@@ -1,2 +1,4 @@", " \tint level;", "+\tint a;", long],
    " \treturn;",
  ]);
  const at = long.lastIndexOf(" ");
  const answer = source("answer", [
    ...["From: b@example.org", "Subject: Re: [PATCH] lamp", "In-Reply-To: <p@example.org>", ""],
    ...["> +\tint a;", `> ${long.slice(0, at)}`, long.slice(at + 1), "Slowly?"],
  ]);
  const { value } = readSources([patch, answer]);
  const { comments } = readPatches(value, buildThreads(value));
  assert.equal(comments[0]?.text, "Slowly?");
  const anchor = comments[0]?.anchor;
  assert.ok(anchor && "text" in anchor);
  assert.equal(anchor.text, long.slice(1));
});
