// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { applyPatches, type Application } from "../../../src/core/apply";
import type { Patch } from "../../../src/core/patch";
import { diffOf } from "../../support/diff";
import { baseOf, patchOf, plain } from "./support";
import { damaged, files, notifyFailure } from "./xfs";

const apply = (base: Readonly<Record<string, string>>, subject: Patch): Application =>
  applyPatches({
    ...{ base: baseOf(base), subject, earlier: [], with: [], over: [] },
    ...{ hunksOff: new Set(), runCut: false, threadHints: [] },
  });

/** Lines that edits put in; of every kind a patch has. */
const lines = [
  "\tif (agno)\n\t\treturn -EINVAL;",
  "\ttell(mp, error);",
  "\t/* a remark */",
  "",
  "\tint fresh = 0;",
  "#define FRESH 1",
  "static int fresh_one(void)\n{\n\treturn 0;\n}",
  "\t}",
];

const edit = fc.record({
  at: fc.nat(400),
  remove: fc.integer({ min: 0, max: 3 }),
  add: fc.array(fc.constantFrom(...lines), { maxLength: 2 }),
});

function edited(
  text: string,
  edits: readonly { at: number; remove: number; add: string[] }[],
): string {
  const own = text.replace(/\n$/, "").split("\n");
  for (const { at, remove, add } of edits) {
    const index = at % own.length;
    // Half a comment is no program, neither before nor after.
    if (own.slice(index, index + remove).some((line) => /\/\*|\*\//.test(line))) continue;
    own.splice(index, remove, ...add.flatMap((line) => line.split("\n")));
  }
  return `${own.join("\n")}\n`;
}

test("any edit of a file, told as a diff, gives both texts back", () => {
  const path = fc.constantFrom(...Object.keys(files));
  const property = fc.property(
    path,
    fc.array(edit, { minLength: 1, maxLength: 3 }),
    (file, edits) => {
      const before = files[file]!;
      const after = edited(before, edits);
      fc.pre(after !== before);
      const result = apply({ [file]: before }, patchOf(diffOf(file, before, after)));
      fc.pre(result.placements.every(({ kind }) => kind === "exact" || kind === "aligned"));
      assert.equal(plain(result.before.get(file)?.text ?? before), plain(before));
      assert.equal(plain(result.after.get(file)?.text ?? before), plain(after));
    },
  );
  fc.assert(property, { numRuns: 150, seed: 20220714 });
});

test("edits of a program are hardly ever without a place", () => {
  let placed = 0;
  let all = 0;
  const property = fc.property(edit, (one) => {
    const after = edited(notifyFailure, [one]);
    if (plain(after) === plain(notifyFailure)) return;
    const { placements } = apply(
      { "x.c": notifyFailure },
      patchOf(diffOf("x.c", notifyFailure, after)),
    );
    for (const { kind } of placements) {
      all++;
      if (kind !== "absent") placed++;
    }
  });
  fc.assert(property, { numRuns: 80, seed: 1 });
  assert.ok(all * 0.95 <= placed, `${placed} of ${all}`);
});

test("a base that drifted still gets the added lines, or none of the hunk", () => {
  const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
    const path = "fs/xfs/xfs_notify_failure.c";
    const drifted = edited(notifyFailure, edits);
    const result = apply({ ...files, [path]: drifted }, patchOf(damaged));
    for (const { hunk, kind } of result.placements) {
      if (!hunk.endsWith(".2") || (kind !== "exact" && kind !== "aligned")) continue;
      const text = plain(result.after.get(path)!.text);
      assert.ok(text.includes("if(notify->mf_flags&MF_MEM_PRE_REMOVE)return 0;"), text);
    }
  });
  fc.assert(property, { numRuns: 60, seed: 7 });
});

test("garbage is placed nowhere and nothing is thrown", () => {
  const anyLine = fc.oneof(fc.string(), fc.constantFrom(...damaged.split("\n")));
  const property = fc.property(fc.array(anyLine, { maxLength: 40 }), (garbage) => {
    const text = garbage.map((line) => line.replace(/\n/g, " ")).join("\n");
    apply(
      files,
      patchOf(`--- a/drivers/dax/super.c\n+++ b/drivers/dax/super.c\n@@ -1,9 +1,9 @@ x\n${text}\n`),
    );
  });
  fc.assert(property, { numRuns: 120, seed: 3 });
});

test("a patch of thousands of hunks ends soon", () => {
  const hunk = "@@ -1,2 +1,3 @@\n \terror = 0;\n+\tmore();\n \treturn error;\n";
  const patch = patchOf(
    `--- a/fs/xfs/xfs_notify_failure.c\n+++ b/fs/xfs/xfs_notify_failure.c\n${hunk.repeat(3000)}`,
  );
  const { placements } = apply(files, patch);
  assert.equal(placements.length, 3000);
  assert.match(placements[2999]!.reasons.join(), /more than 400 hunks/);
});
