// SPDX-License-Identifier: MIT
import { modelTree } from "../../../src/core/kernel";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches } from "../../../src/core/patch";

const bytes = readFileSync("media/sample/thread.mbox");
const { value: messages } = readMessages({ name: "thread.mbox", bytes });
const reading = readPatches(messages, buildThreads(messages));

test("the shipped sample holds one patch in quotes, cut, and one in its own mail, whole", () => {
  const seen = reading.patches.map(({ source, files }) => ({
    kind: source.kind,
    hunks: files.flatMap(({ path, hunks }) =>
      hunks.map(({ id, state }) => `${id} ${path} ${state}`),
    ),
  }));
  assert.deepEqual(seen, [
    {
      kind: "quotes",
      hunks: [
        "1.1 drivers/dax/super.c whole",
        "1.2 fs/xfs/xfs_notify_failure.c whole",
        "1.3 fs/xfs/xfs_notify_failure.c cut",
      ],
    },
    { kind: "message", hunks: ["2.1 arch/x86/kernel/cpu/mce/apei.c whole"] },
  ]);
  assert.deepEqual(
    reading.losses.map(({ path, insertions, deletions }) => [path, insertions, deletions]),
    [["include/linux/mm.h", 1, 0]],
  );
});

test("the sample's hunks stand in the model's files word by word", () => {
  for (const { path, hunks } of reading.patches.flatMap(({ files }) => files)) {
    const model = modelTree("L0").read(path) ?? "";
    for (const { id, lines } of hunks) {
      const before = lines.filter(({ kind }) => kind !== "added").map(({ text }) => text);
      assert.ok(model.includes(before.join("\n")), `hunk ${id} is not in ${path}`);
    }
  }
});

test("every comment of the sample is placed", () => {
  assert.equal(reading.comments.length, 4);
  for (const { anchor, text } of reading.comments) assert.ok(!("unplaced" in anchor), text);
});
