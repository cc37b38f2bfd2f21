// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { applyPatches, type Application, type ApplyInput } from "../../../src/core/apply";
import type { Patch } from "../../../src/core/patch";
import { diffOf } from "../../support/diff";
import { baseOf, patchOf, plain } from "./support";
import { damaged, files, notifyFailure, superC } from "./xfs";

const xfs = "fs/xfs/xfs_notify_failure.c";
const dax = "drivers/dax/super.c";
const base = baseOf(files);

function apply(subject: Patch, more: Partial<ApplyInput> = {}): Application {
  return applyPatches({
    ...{ base, subject, earlier: [], with: [], over: [] },
    ...{ hunksOff: new Set(), runCut: false, threadHints: [] },
    ...more,
  });
}

/** A what-if of two corrections, in the words of the base. */
const corrections = patchOf(
  diffOf(
    xfs,
    notifyFailure,
    notifyFailure
      .replace("mp->m_sb.sb_flags & SB_BORN", "mp->m_super->s_flags & SB_BORN")
      .replace("failure_info\tnotify;", "failure_info\tnotify = { .mf_flags = mf_flags };"),
  ),
  2,
  "what-if",
);

const corrected = (text: string): void => {
  assert.ok(text.includes("mp->m_super->s_flags & SB_BORN"), text);
  assert.ok(text.includes("notify = { .mf_flags = mf_flags };"), text);
  assert.ok(!text.includes("m_sb.sb_flags"), text);
};

test("the changed words of a --with patch win over the subject's context on both sides", () => {
  const result = apply(patchOf(damaged), { with: [corrections] });
  corrected(result.before.get(xfs)!.text);
  const after = result.after.get(xfs)!.text;
  corrected(after);
  for (const word of ["int error;", "sync_filesystem(mp->m_super)", "return 0;\n\t\txfs_force"]) {
    assert.ok(plain(after).includes(plain(word)), word);
  }
  const roles = result.placements.map(({ role, kind }) => `${role} ${kind}`);
  assert.deepEqual(roles.slice(3), ["with exact", "with exact"]);
});

test("the lines of a --with patch lead to its own file", () => {
  const { after } = apply(patchOf(damaged), { with: [corrections] });
  const { text, origins } = after.get(xfs)!;
  const line = text.split("\n").findIndex((own) => own.includes("m_super->s_flags"));
  const origin = origins[line]!;
  assert.ok(origin.from === "mail" && origin.span.source === "what-if" && origin.role === "with");
});

test("without the subject's own hunk nothing but the corrections is left of its function", () => {
  const subject = patchOf(damaged);
  const hunks = subject.files.flatMap((file) => file.hunks.map(({ id }) => id));
  const result = apply(subject, { with: [corrections], hunksOff: new Set(hunks) });
  assert.equal(plain(result.after.get(xfs)!.text), plain(result.before.get(xfs)!.text));
});

test("a --with patch that spans the subject's added lines keeps them", () => {
  const wide = patchOf(
    diffOf(
      xfs,
      notifyFailure,
      notifyFailure
        .replace("mp->m_sb.sb_flags & SB_BORN", "mp->m_super->s_flags & SB_BORN")
        .replace("not supported on realtime device", "not done on realtime device"),
      6,
    ),
    2,
  );
  const result = apply(patchOf(damaged), { with: [wide] });
  const after = plain(result.after.get(xfs)!.text);
  for (const words of ["m_super->s_flags", "sync_filesystem(mp->m_super);", "int error;"]) {
    assert.ok(after.includes(words), words);
  }
  assert.ok(after.includes("not done on realtime device"));
  assert.equal(after.split("{").length, after.split("}").length);
});

test("where both change one line, each keeps the words it changed", () => {
  const change = (from: string, to: string, number: number): Patch =>
    patchOf(diffOf(dax, superC, superC.replace(from, to)), number);
  const line = "dax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);";
  const subject = change(line, line.replace("MAX, 0", "MAX, MF_MUST_KILL"), 1);
  const other = change(line, line.replace("dax_dev, 0,", "dax_dev, PAGE_SIZE,"), 2);
  const result = apply(subject, { with: [other] });
  const words = "dax_holder_notify_failure(dax_dev,PAGE_SIZE,U64_MAX,";
  assert.ok(plain(result.after.get(dax)!.text).includes(`${words}MF_MUST_KILL);`));
  assert.ok(plain(result.before.get(dax)!.text).includes(`${words}0);`));
});

test("a word that both change stays the subject's, and that is said", () => {
  const change = (to: string, number: number): Patch =>
    patchOf(diffOf(dax, superC, superC.replace("U64_MAX, 0);", `U64_MAX, ${to});`)), number);
  const result = apply(change("MF_MUST_KILL", 1), { with: [change("MF_UNPOISON", 2)] });
  assert.ok(result.after.get(dax)!.text.includes("U64_MAX, MF_MUST_KILL);"));
  assert.ok(result.assumptions.some(({ code }) => code === "apply/words-lost-to-subject"));
});

test("an --over patch changes the after side only", () => {
  const over = patchOf(
    `--- a/${xfs}
+++ b/${xfs}
@@ -185,4 +185,6 @@ xfs_dax_notify_failure(
 		error = sync_filesystem(mp->m_super);
 		up_write(&mp->m_super->s_umount);
+		if (error)
+			return error;
 	}
 
`,
    3,
  );
  const result = apply(patchOf(damaged), { over: [over] });
  const after = plain(result.after.get(xfs)!.text);
  assert.ok(after.includes("up_write(&mp->m_super->s_umount);if(error)return error;}"), after);
  const before = result.before.get(xfs)!.text;
  assert.equal(plain(before), plain(notifyFailure));
});

test("an earlier patch stands on both sides, and the subject's context spares its words", () => {
  const first = notifyFailure.replace("return -EIO;", "return -EAGAIN;");
  const second = first.replace("return -EAGAIN;", "return -EBUSY;");
  const earlier = patchOf(diffOf(xfs, notifyFailure, first), 1);
  const result = apply(patchOf(diffOf(xfs, first, second), 2), { earlier: [earlier] });
  assert.equal(plain(result.before.get(xfs)!.text), plain(first));
  assert.equal(plain(result.after.get(xfs)!.text), plain(second));
  const stale = patchOf(
    diffOf(xfs, notifyFailure, notifyFailure.replace("\tu64\t\t\tddev_end;\n", "$&\tint x;\n"), 8),
    2,
  );
  const mixed = apply(stale, { earlier: [earlier] });
  assert.ok(mixed.after.get(xfs)!.text.includes("return -EAGAIN;"));
  assert.ok(mixed.after.get(xfs)!.text.includes("int x;"));
});

test("the shipped what-if patches stand on both sides of the seed's patch", (t) => {
  for (const name of ["born-fix", "both-fix"]) {
    const path = `../shared/checks/lib/${name}.patch`;
    if (!existsSync(path)) return t.skip(`no ${path}`);
    const patch = patchOf(readFileSync(path, "utf8"), 2, name);
    const result = apply(patchOf(damaged), { with: [patch] });
    for (const side of [result.before, result.after]) {
      assert.ok(side.get(xfs)!.text.includes("mp->m_super->s_flags & SB_BORN"));
    }
  }
});
