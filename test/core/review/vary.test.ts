// SPDX-License-Identifier: MIT
// What rests on words of the mail that both sides run where the base has others.
import assert from "node:assert/strict";
import test from "node:test";
import { examinationMarkdown, examinationText } from "../../../src/core/report";
import type { Examination } from "../../../src/core/review";
import { examineText, patchAt, patchText } from "./support";

const hunk = (test: string): string =>
  patchText(
    "fs/xfs/xfs_notify_failure.c",
    "@@ -200,4 +200,5 @@ xfs_dax_notify_failure(\n" +
      ` \tif (!(${test})) {\n` +
      ' \t\txfs_warn(mp, "filesystem is not ready for notify_failure()!");\n' +
      '+\t\txfs_warn(mp, "no more of this");\n' +
      ` \t\treturn -EIO;\n \t}\n`,
  );

const run = (content: string): Examination =>
  examineText(content, { scenarios: ["u1"], level: "L0" });

test("context that reads another field than the base does is told with what hangs on it", () => {
  const examination = run(hunk("mp->m_super->s_flags & SB_BORN"));
  const { assumptions, dependences } = patchAt(examination);
  const differ = assumptions.find(({ code }) => code === "apply/words-differ");
  assert.ok(differ);
  const [found, ...more] = dependences.filter(({ assumption }) => assumption === differ.id);
  assert.deepEqual(more, [], "once a hunk");
  assert.match(found?.varied ?? "", /^if before the patch the base's own words stood where hunk 1/);
  assert.ok(found?.flips.length);
  assert.ok(found.flips.every(({ side, layer }) => side === "before" && layer === 0));
  // With the mail's words the filesystem is ready; with the base's it never is.
  assert.ok(found.flips.some(({ of }) => of === "I6-every-record-visited"));
  // What is left of the world differs as well, and is named.
  assert.ok(found.flips.some(({ of }) => of.startsWith("state: ")));
  const text = examinationText(examination, { trace: false }).replace(/\s+/g, " ");
  assert.match(text, /depends on A\d+, if before the patch the base's own words .* on the before/);
  assert.match(
    examinationMarkdown(examination),
    /Varied, if before the patch the base's own words/,
  );
});

test("context of other words that come to the same is tried too, and nothing hangs on it", () => {
  const { assumptions, dependences } = patchAt(run(hunk("mp->m_sb.sb_flags & (1 << 29)")));
  const differ = assumptions.find(({ code }) => code === "apply/words-differ");
  assert.ok(differ);
  const found = dependences.filter(({ assumption }) => assumption === differ.id);
  assert.deepEqual(
    found.map(({ flips }) => flips),
    [[]],
  );
});

test("words that only run behind a gate are held against the base's behind it", () => {
  const behind = patchText(
    "fs/xfs/xfs_notify_failure.c",
    "@@ -203,5 +203,6 @@ xfs_dax_notify_failure(\n" +
      " \t\treturn -EIO;\n \t}\n \n" +
      " \tif (mp->m_ddev_targp && mp->m_ddev_targp->bt_daxdev == dax_dev) {\n" +
      '+\t\txfs_debug(mp, "past the test");\n' +
      " \t\txfs_warn(mp,\n",
  );
  const { dependences, scenarios } = patchAt(run(behind));
  assert.equal(scenarios[0]?.gates[0]?.layer, 1);
  const flips = dependences.flatMap((one) => one.flips);
  assert.ok(flips.length);
  assert.ok(flips.every(({ layer }) => 0 < layer));
});
