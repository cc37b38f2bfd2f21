// SPDX-License-Identifier: MIT
// What the reader must find in the thread this project began with; its text stays outside the
// project.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { buildThreads, readMessages, type Message } from "../../../src/core/mail";
import { readPatches, type ReviewComment } from "../../../src/core/patch";

const path = "../shared/seed/thread.txt";

function readSeed(t: TestContext) {
  if (!existsSync(path)) {
    t.skip(`${path} is not there`);
    return undefined;
  }
  const { value } = readMessages({ name: "thread.txt", bytes: readFileSync(path) });
  const threads = buildThreads(value);
  return { messages: value, threads, ...readPatches(value, threads) };
}

test("the digest holds seven messages in two threads, read oldest first", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  assert.equal(seed.messages.length, 7);
  const names = (ids: readonly string[]): string[] =>
    ids.map((id) => seed.messages.find((message: Message) => message.id === id)?.author.name ?? "");
  assert.deepEqual(
    seed.threads.map(({ messageIds }) => names(messageIds)),
    [
      ["Darrick J. Wong", "Dan Williams"],
      ["Luck, Tony", "Dan Williams", "Luck, Tony", "Jane Chu", "Luck, Tony"],
    ],
  );
  for (const { date } of seed.messages)
    assert.deepEqual(date, { value: "2022-07-18", precision: "day" });
});

test("the first patch is merged from quotes at depth two and three", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  const [patch] = seed.patches;
  assert.equal(patch?.subject, "mm, pmem, xfs: Introduce MF_MEM_REMOVE for unbind");
  assert.equal(patch.revision, 6);
  assert.deepEqual(patch.tags, ["RFC"]);
  assert.deepEqual([patch.source.kind, ...patch.source.depths], ["quotes", 2, 3]);
  const hunks = patch.files.flatMap((file) =>
    file.hunks.map((hunk) => {
      const { oldStart, oldCount, newStart, newCount } = hunk;
      const numbers = `-${oldStart},${oldCount} +${newStart},${newCount}`;
      return `${hunk.id} ${file.path} ${numbers} ${hunk.state}`;
    }),
  );
  assert.deepEqual(hunks, [
    "1.1 drivers/dax/super.c -323,7 +323,8 whole",
    "1.2 fs/xfs/xfs_notify_failure.c -76,6 +76,9 whole",
    "1.3 fs/xfs/xfs_notify_failure.c -174,12 +177,22 cut",
  ]);
  const cut = patch.files[1]?.hunks[1];
  assert.equal(cut?.lines.filter(({ kind }) => kind === "added").length, 6);
  assert.equal(cut.lines.filter(({ kind }) => kind !== "added").length, 9);
  assert.deepEqual(cut.lost, { context: 3, added: 4, removed: 0 });
});

test("the diffstat tells which insertions nobody quotes", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  assert.deepEqual(
    seed.losses.map(({ path: file, insertions, deletions }) => [file, insertions, deletions]),
    [
      ["fs/xfs/xfs_notify_failure.c", 2, 0],
      ["include/linux/mm.h", 1, 0],
    ],
  );
});

test("the second patch is one added line, believed from the mail that did not wrap it", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  const patch = seed.patches[1];
  assert.equal(patch?.source.kind, "fragment");
  assert.equal(patch.revision, 3);
  const lines = patch.files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
  assert.equal(lines.length, 1);
  assert.match(lines[0]?.text ?? "", /^m\.misc = .* \| __ffs64\(mem_err->physical_addr_mask\);$/);
  assert.deepEqual(
    lines[0]?.sources.map(({ line }) => line),
    [325, 348, 349],
  );
});

test("a question two messages hold is one comment, its answer below it", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  const flat = (comment: ReviewComment): ReviewComment[] => [
    comment,
    ...comment.replies.flatMap(flat),
  ];
  const asked = seed.comments
    .flatMap(flat)
    .filter(({ text }) => text.includes("Are all mappings invalidated after this point?"));
  assert.equal(asked.length, 1);
  const [question] = asked;
  assert.equal(question?.author.name, "Dan Williams");
  assert.equal(question.sources.length, 2);
  assert.ok("hunk" in question.anchor);
  assert.equal(question.anchor.text.trim(), "up_write(&mp->m_super->s_umount);");
  assert.deepEqual(
    question.replies.map(({ author, text }) => [author.name, text.slice(0, 22)]),
    [["Darrick J. Wong", "No; all this step does"]],
  );
});

test("a discussion of the second patch is one chain, though one mail names no author", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  const root = seed.comments.find(({ text }) => text.startsWith("Do we want to unconditionally"));
  const chain: string[] = [];
  for (let at = root; at; at = at.replies[0]) chain.push(at.author.name);
  assert.deepEqual(chain, ["Luck, Tony", "Dan Williams", "Luck, Tony", "Jane Chu", "Luck, Tony"]);
});

test("every recovered line is the line that was posted, and what is lost is counted right", (t) => {
  const seed = readSeed(t);
  const box = "../shared/mail/unbind-thread.mbox";
  if (!seed) return;
  if (!existsSync(box)) {
    t.skip(`${box} is not there`);
    return;
  }
  const { value } = readMessages({ name: "box", bytes: readFileSync(box) });
  const posted = readPatches(value, buildThreads(value)).patches.find(
    ({ revision }) => revision === 6,
  );
  const bare = (text: string): string => text.replace(/\s/g, "");
  for (const file of seed.patches[0]?.files ?? []) {
    const whole = posted?.files.find((each) => each.path === file.path)?.hunks ?? [];
    for (const hunk of file.hunks) {
      const original = whole.find(({ oldStart }) => oldStart === hunk.oldStart)?.lines ?? [];
      assert.deepEqual(
        hunk.lines.map(({ kind, text: line }) => kind + bare(line)),
        original.slice(0, hunk.lines.length).map(({ kind, text: line }) => kind + bare(line)),
      );
      const gone = original.slice(hunk.lines.length);
      const count = (wanted: string): number => gone.filter(({ kind }) => kind === wanted).length;
      const lost = { context: count("context"), added: count("added"), removed: count("removed") };
      assert.deepEqual(hunk.lost, lost);
    }
  }
});

test("each hunk knows every place it is quoted at", (t) => {
  const seed = readSeed(t);
  if (!seed) return;
  const places = seed.patches[0]?.files.flatMap(({ hunks }) =>
    hunks.map(({ span, quotedAt }) => [span.line, ...(quotedAt ?? []).map(({ line }) => line)]),
  );
  assert.deepEqual(places, [
    [52, 169],
    [66, 183],
    [76, 193],
  ]);
});
