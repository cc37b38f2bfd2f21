// SPDX-License-Identifier: MIT
// Which lines of a patch are the cause of what it changes.
import assert from "node:assert/strict";
import test from "node:test";
import type { Cause, ExamineOptions } from "../../../src/core/review";
import { examineText, patchAt, patchText } from "./support";

const notify = "fs/xfs/xfs_notify_failure.c";

const early = (hunk: string): string =>
  `${hunk} @@ xfs_dax_notify_failure(\n \n \tif (!(mp->m_sb.sb_flags & SB_BORN)) {\n` +
  "+\t\txfs_force_shutdown(mp, SHUTDOWN_FORCE_UMOUNT);\n" +
  ' \t\txfs_warn(mp, "filesystem is not ready for notify_failure()!");\n' +
  " \t\treturn -EIO;\n \t}\n";
test("a hunk that is enough alone is a cause, and necessary where nothing else is", () => {
  const content = patchText(notify, early("@@ -176,6 +176,7 @@"));
  const [scenario] = patchAt(examineText(content, { scenarios: ["u1"] })).scenarios;
  const causes = scenario?.causes ?? [];
  assert.ok(causes.length);
  for (const cause of causes) {
    assert.deepEqual(cause.hunks, ["1.1"]);
    assert.equal(cause.alsoWithout, undefined);
  }
});

test("of a hunk the lines that do it are the cause, not those that stand beside them", () => {
  const hunk =
    "@@ -176,5 +176,9 @@ xfs_dax_notify_failure(\n \n \tif (!(mp->m_sb.sb_flags & SB_BORN)) {\n" +
    "+\t\tint level = 7;\n+\n" +
    "+\t\tif (level ==\n+\t\t    7)\n+\t\t\t*(int *)NULL = level;\n" +
    ' \t\txfs_warn(mp, "filesystem is not ready for notify_failure()!");\n' +
    "+\t\tmp->m_sb.sb_flags = mp->m_sb.sb_flags;\n" +
    " \t\treturn -EIO;\n";
  const content = patchText(notify, hunk);
  const [scenario] = patchAt(examineText(content, { scenarios: ["u1"] })).scenarios;
  const cause = scenario?.causes.find(({ of }) => of === "outcome");
  const told = cause?.lines.map(({ text: line, role }) => `${role} ${line}`);
  assert.deepEqual(told, [
    ...["cause if (level ==", "cause 7)", "cause *(int *)NULL = level;"],
    "needed int level = 7;",
  ]);
  assert.ok(cause && !cause.alsoWithout);
  assert.match(cause.text, /stays with mail:\d+-\d+ \(with mail:\d+, so that it compiles\) alone/);
});

test("single change groups are kept on by their names", () => {
  const content = patchText(notify, early("@@ -176,6 +176,7 @@"));
  const differs = (hunks: readonly string[]): boolean | undefined =>
    patchAt(examineText(content, { scenarios: ["u1"], hunks })).scenarios[0]?.changed;
  assert.equal(differs(["1.1/0"]), true);
  assert.notEqual(differs([]), true);
  const { diagnostics } = examineText(content, { scenarios: ["u1"], hunks: ["1.1/7"] });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["review/no-such-hunk"],
  );
});

/** Two hunks of one function, each of which ends the run in it. */
const fault = "+\t\t*(int *)NULL = 1;\n";
const twoFaults = patchText(
  notify,
  "@@ -176,5 +176,6 @@ xfs_dax_notify_failure(\n \n \tif (!(mp->m_sb.sb_flags & SB_BORN)) {\n" +
    fault +
    ' \t\txfs_warn(mp, "filesystem is not ready for notify_failure()!");\n \t\treturn -EIO;\n' +
    "@@ -172,4 +172,5 @@ xfs_dax_notify_failure(\n" +
    " \tstruct xfs_mount\t*mp = dax_holder(dax_dev);\n" +
    " \tu64\t\t\tddev_start;\n \tu64\t\t\tddev_end;\n" +
    fault +
    " \n",
);

function outcomeCause(options: ExamineOptions): Cause | undefined {
  const [scenario] = patchAt(examineText(twoFaults, { scenarios: ["u1"], ...options })).scenarios;
  assert.equal(scenario?.after.outcome.kind, "trapped");
  return scenario.causes.find(({ of }) => of === "outcome");
}

test("hunks that are each enough are told so", () => {
  const cause = outcomeCause({});
  assert.equal(cause?.alsoWithout, true);
  assert.match(cause.text, /mail:\d+ alone; stays also with the other changed lines alone$/);
});

test("a hunk that is switched off is no reason to acquit the other", () => {
  for (const hunk of ["1.1", "1.2"]) {
    const cause = outcomeCause({ hunks: [hunk] });
    assert.deepEqual(cause?.hunks, [hunk]);
    assert.equal(cause.alsoWithout, undefined);
  }
});
