// SPDX-License-Identifier: MIT
// Patches that take lines away: what of them ran before, and what lies behind what kept them.
import assert from "node:assert/strict";
import test from "node:test";
import { examineText, patchAt, patchText } from "./support";

const notify = "fs/xfs/xfs_notify_failure.c";

const leak = patchText(
  notify,
  "@@ -145,10 +145,8 @@ xfs_dax_notify_ddev_failure(\n" +
    " \t\terror = xfs_alloc_read_agf(pag, tp, 0, &agf_bp);\n" +
    "-\t\tif (error) {\n-\t\t\txfs_perag_put(pag);\n+\t\tif (error)\n \t\t\tbreak;\n-\t\t}\n \n" +
    " \t\tcur = xfs_rmapbt_init_cursor(mp, tp, agf_bp, pag);\n",
);

test("a removed line that no scenario reached is told with what kept it from running", () => {
  const patch = patchAt(examineText(leak, { scenarios: ["u1"], level: "L3" }));
  const { removed } = patch.coverage;
  assert.deepEqual([removed.ran, removed.executable], [1, 2]);
  const [line] = removed.notRun;
  assert.match(line?.text ?? "", /xfs_perag_put/);
  assert.match(line?.reason ?? "", /^`error` at mail:\d+ was false; that needs error to be other/);
  assert.match(patch.headline, /1 of 2 executable removed lines never run, because `error`/);
});

test("what a removed line did is found behind the gate that both sides have", () => {
  const patch = patchAt(examineText(leak, { scenarios: ["u1"], level: "L3" }));
  const [gate] = patch.scenarios[0]?.gates ?? [];
  assert.deepEqual([gate?.side, gate?.condition, gate?.forced], ["before", "error", "true"]);
  // Of four tests of `error` in the function only the one in question is forced.
  assert.deepEqual(
    gate?.verdictChanges.map(({ invariant, before, after }) => [invariant, before, after]),
    [["I9-balance", "holds", "broken"]],
  );
  assert.match(patch.headline, /newly broken I9-balance/);
});

test("a test that only one side has is not forced: it is what the patch means", () => {
  const content = patchText(
    notify,
    "@@ -80,12 +80,8 @@ xfs_dax_failure_fn(\n" +
      " \terror = xfs_iget(mp, cur->bc_tp, rec->rm_owner, XFS_IGET_INCORE,\n \t\t\t 0, &ip);\n" +
      "-\tif (error == -ENODATA)\n-\t\treturn 0;\n \tif (error) {\n",
  );
  const patch = patchAt(examineText(content, { scenarios: ["u1"], level: "L3" }));
  assert.deepEqual(patch.scenarios[0]?.gates, []);
  assert.match(patch.headline, /^No behaviour change.*: 1 of 2 removed lines with code ran/);
  assert.match(patch.headline, /because `error == -ENODATA` at mail:\d+ was false/);
});
