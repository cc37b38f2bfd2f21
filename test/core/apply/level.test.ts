// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { chooseLevel, type BaseTree } from "../../../src/core/apply";
import { baseOf, patchOf } from "./support";
import { damaged, files, notifyFailure } from "./xfs";

const xfs = "fs/xfs/xfs_notify_failure.c";
const labelled = (base: BaseTree, label: string): BaseTree => ({ ...base, label });

test("the level that fits best is chosen, and every level's score is kept", () => {
  const newer = notifyFailure
    .replace("m_sb.sb_flags & SB_BORN", "m_super->s_flags & SB_BORN")
    .replace(
      "xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);\n\t\treturn -EFSCORRUPTED;",
      "notify->want_shutdown = true;\n\t\treturn 0;",
    );
  const later = labelled(baseOf({ ...files, [xfs]: newer }, "L1"), "07/2022");
  const choice = chooseLevel([labelled(baseOf(files), "07/2022"), later], [patchOf(damaged)]);
  assert.equal(choice.level, "L0");
  assert.deepEqual(
    choice.scores.map(({ level }) => level),
    ["L0", "L1"],
  );
  assert.ok(choice.scores[1]!.score < choice.scores[0]!.score);
});

test("levels that fit equally well: the newest not after the mail", () => {
  const at = (level: string, label: string): BaseTree => labelled(baseOf(files, level), label);
  const levels = [at("L0", "05/2022"), at("L1", "07/2022"), at("L2", "02/2023")];
  assert.equal(chooseLevel(levels, [patchOf(damaged)]).level, "L1");
  assert.equal(chooseLevel(levels.slice(2), [patchOf(damaged)]).level, "L2");
});

test("parts of a series stand at one level: what a part finds is what those before it left", () => {
  const shut = "\t\txfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);";
  const kept = "\t\tif (notify->mf_flags & MF_MEM_PRE_REMOVE)\n\t\t\treturn 0;\n";
  assert.ok(notifyFailure.includes(shut));
  const newer = notifyFailure
    .replace("m_sb.sb_flags & SB_BORN", "m_super->s_flags & SB_BORN")
    .replace(shut, `${kept}${shut}`);
  const bases = [
    labelled(baseOf(files), "07/2022"),
    labelled(baseOf({ ...files, [xfs]: newer }, "L1"), "07/2022"),
  ];
  const second = patchOf(`--- a/${xfs}
+++ b/${xfs}
@@ -80,5 +80,5 @@ xfs_dax_failure_fn(
 		if (notify->mf_flags & MF_MEM_PRE_REMOVE)
-			return 0;
+			return -EBUSY;
 		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);
 		return -EFSCORRUPTED;
 	}
`);
  assert.equal(chooseLevel(bases, [second]).level, "L1");
  const choice = chooseLevel(bases, [patchOf(damaged), second]);
  assert.equal(choice.level, "L0");
  assert.match(choice.why, /^the series' hunks fit best there \(/);
});
