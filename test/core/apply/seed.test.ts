// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test, { type TestContext } from "node:test";
import { applyPatches, type Application } from "../../../src/core/apply";
import { modelTree } from "../../../src/core/kernel";
import { buildThreads, readSources } from "../../../src/core/mail";
import { readPatches, type Patch } from "../../../src/core/patch";
import { plain } from "./support";

const seed = "../shared/seed/thread.txt";
const xfs = "fs/xfs/xfs_notify_failure.c";
const base = modelTree("L0");

function patchesOf(name: string, bytes: Uint8Array): readonly Patch[] {
  const { value: messages } = readSources([{ name, bytes }]);
  return readPatches(messages, buildThreads(messages)).patches;
}

const apply = (subject: Patch, others: readonly Patch[] = []): Application =>
  applyPatches({
    ...{ base, subject, earlier: [], with: others, over: [] },
    ...{ hunksOff: new Set(), runCut: false },
    threadHints: ["RE: [PATCH v3] x86/mce: retrieve poison range from hardware"],
  });

/** Runs a test on the patches of the seed, each edited before it is read. */
function onSeed(
  name: string,
  run: (
    patches: readonly Patch[],
    edit: (edit: (text: string) => string) => readonly Patch[],
  ) => void,
): void {
  test(name, (t: TestContext) => {
    if (!existsSync(seed)) return t.skip(`no ${seed}`);
    const text = readFileSync(seed, "utf8");
    const read = (own: string) => patchesOf("thread.txt", new TextEncoder().encode(own));
    run(read(text), (edit) => read(edit(text)));
  });
}

const sides = ({ before, after }: Application): string =>
  [...before.values(), ...after.values()].map(({ text }) => plain(text)).join("\n");

onSeed("every hunk of the seed's first patch stands in the model, word by word", ([patch]) => {
  const { placements, assumptions, notRunnable, after } = apply(patch!);
  assert.deepEqual(
    placements.map(({ hunk, kind, targets }) => [hunk, kind, targets[0]?.name]),
    [
      ["1.1", "exact", "kill_dax"],
      ["1.2", "exact", "xfs_dax_failure_fn"],
      ["1.3", "exact", "xfs_dax_notify_failure"],
    ],
  );
  assert.deepEqual(
    assumptions.map(({ code }) => code),
    ["apply/cut-tail-closed", "apply/constant-assumed"],
  );
  assert.equal(notRunnable, undefined);
  assert.match(after.get("include/linux/mm.h")!.text, /MF_MEM_PRE_REMOVE = 1 << 6,/);
  const added = [...after.values()].flatMap(({ origins }) =>
    origins.filter((origin) => origin.from === "mail" && origin.kind === "added"),
  );
  assert.equal(added.length, 11);
});

onSeed("the seed's fragment replaces the one assignment of its kind", (patches) => {
  const { placements, after } = apply(patches[1]!);
  assert.equal(placements[0]?.kind, "inferred");
  assert.equal(placements[0]?.targets[0]?.name, "apei_mce_report_mem_error");
  assert.match(
    after.get("arch/x86/kernel/cpu/mce/apei.c")!.text,
    /\tm\.misc = \(MCI_MISC_ADDR_PHYS << 6\) \|\s+__ffs64\(mem_err->physical_addr_mask\);/,
  );
});

onSeed("other names for locals throughout the seed give the same two sides", ([patch], edit) => {
  const expected = sides(apply(patch!));
  const names = { mp: "mount", rec: "record", notify: "info" };
  for (const [from, to] of Object.entries(names)) {
    const [renamed] = edit((text) => text.replace(new RegExp(`\\b${from}\\b`, "g"), to));
    assert.equal(sides(apply(renamed!)), expected, from);
  }
});

onSeed("the seed cut at any line of its last hunk leaves whole statements", ([patch]) => {
  const file = patch!.files.at(-1)!;
  const hunk = file.hunks.at(-1)!;
  for (let count = 2; count < hunk.lines.length; count++) {
    const cut = { ...hunk, lines: hunk.lines.slice(0, count), state: "cut" } as const;
    const files = [{ ...file, hunks: [cut] }];
    const { placements, after, before } = apply({ ...patch!, files });
    if (placements[0]?.kind === "absent") continue;
    const text = after.get(xfs)?.text ?? base.read(xfs)!;
    assert.equal(text.split("{").length, text.split("}").length, `cut at ${count}`);
    const told = before.get(xfs)?.text ?? base.read(xfs)!;
    assert.equal(plain(told), plain(base.read(xfs)!), `cut at ${count}`);
  }
});

onSeed("corrections stand beside the seed's patch on both sides", ([patch]) => {
  for (const name of ["born-fix", "both-fix"]) {
    const path = `../shared/checks/lib/${name}.patch`;
    if (!existsSync(path)) continue;
    const { before, after } = apply(patch!, patchesOf(name, readFileSync(path)));
    for (const side of [before, after]) {
      const { text } = side.get(xfs)!;
      assert.ok(text.includes("mp->m_super->s_flags & SB_BORN"));
      assert.equal(text.includes("notify = { .mf_flags = mf_flags };"), name === "both-fix");
    }
    assert.ok(after.get(xfs)!.text.includes("error = sync_filesystem(mp->m_super);"));
  }
});
