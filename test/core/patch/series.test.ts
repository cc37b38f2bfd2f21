// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches } from "../../../src/core/patch";

function load(name: string) {
  const { value } = readMessages({ name, bytes: readFileSync(`test/corpus/mail/${name}`) });
  return readPatches(value, buildThreads(value));
}

test("a part that names no version has that of its cover", () => {
  const { patches, series, comments } = load("series-part-without-version.mbox");
  assert.equal(patches[0]?.revision, 8);
  assert.deepEqual(
    series.map(({ revision, of, cover, patches: numbers, missing }) => ({
      ...{ revision, of, cover, numbers, missing },
    })),
    [{ revision: 8, of: 3, cover: "c8@example.org", numbers: [1], missing: [1, 2] }],
  );
  assert.ok(comments[0] && "hunk" in comments[0].anchor);
});

test("revisions in one file are linked, and it is said by what", () => {
  const { series } = load("series-revisions-linked.mbox");
  const told = series.map(({ revision, follows, followsBy }) => {
    const before = follows === undefined ? undefined : series[follows];
    return `v${revision}${before ? ` after v${before.revision} by ${followsBy}` : ""}`;
  });
  assert.deepEqual(told, [
    "v1",
    "v3 after v1 by patch",
    "v2 after v1 by patch",
    "v2.1 after v2 by patch",
  ]);
});

test("trailers tell who gave them, and where the sender is somebody else", () => {
  const { patches } = load("trailers-by-somebody-else.mbox");
  assert.deepEqual(
    (patches[0]?.trailers ?? []).map(({ key, messageId, bySomebodyElse }) => [
      key,
      messageId ?? "own",
      bySomebodyElse ?? false,
    ]),
    [
      ["Fixes", "own", false],
      ["Link", "own", false],
      ["Signed-off-by", "own", false],
      ["Reviewed-by", "r1@example.org", false],
      ["Tested-by", "r2@example.org", true],
    ],
  );
});

test("the body's own From, Subject and Date win over the mail's", () => {
  const [patch] = load("in-body-from-subject-date.eml").patches;
  assert.equal(patch?.author.name, "Real Author");
  assert.equal(patch.subject, "toy: the body says that");
  assert.equal(patch.date.value, "2022-07-03T07:00:00Z");
  assert.equal(patch.commitMessage[0], "The lamp tells nobody when it is switched.");
});

test("a cover's range-diff and interdiff are no patches", () => {
  assert.deepEqual(load("interdiff-in-cover.eml").patches, []);
  assert.deepEqual(load("range-diff-in-cover.eml").patches, []);
});

test("a merge's diff shows the column of each parent, and has no hunk to run", () => {
  const [file] = load("combined-diff.patch").patches[0]?.files ?? [];
  assert.deepEqual(file?.hunks, []);
  assert.deepEqual(
    file.merge?.map(({ parents, isWhole, lines }) => [parents, isWhole, lines.length]),
    [
      [2, true, 3],
      [2, true, 8],
    ],
  );
  const gone = file.merge[1]?.lines.filter(({ marks }) => marks.includes("-"));
  assert.deepEqual(
    gone?.map(({ marks, text, span }) => [marks, text.trim(), span.line]),
    [
      ["- ", "lamp->level--;", 11],
      [" -", "lamp->level -= step;", 12],
      [" -", "lamp_tell(lamp);", 13],
    ],
  );
});

test("a re-roll of one part has the others from the version it mends", () => {
  const { series } = load("series-dotted-reroll.mbox");
  assert.deepEqual(
    series.map(({ revision, patches, missing, taken }) => [revision, patches, missing, taken]),
    [
      [15, [1, 2, 3], [], undefined],
      ...[4, 5].map((patch) => [
        patch === 4 ? 15.1 : 15.2,
        [patch],
        [1, 3],
        [
          { part: 1, patch: 1, revision: 15 },
          { part: 3, patch: 3, revision: 15 },
        ],
      ]),
    ],
  );
});

test("an answer of nothing but trailers gives them to the patch and is no comment", () => {
  const { patches, comments } = load("comment-is-only-a-trailer.mbox");
  assert.deepEqual(
    patches[0]?.trailers?.map(({ key, messageId }) => [key, messageId]),
    [
      ["Reviewed-by", "r1@example.org"],
      ["Tested-by", "r2@example.org"],
      ["Acked-by", "r3@example.org"],
    ],
  );
  assert.deepEqual(
    comments.map(({ author }) => author.name),
    ["C Maintainer"],
  );
});
