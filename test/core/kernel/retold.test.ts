// SPDX-License-Identifier: MIT
// The known findings again, out of mail: the changes that made and cured them, told anew as patches
// against the model's own texts, read as mail, placed, and run.
import assert from "node:assert/strict";
import test from "node:test";
import { applyPatches, ProgramBuilder } from "../../../src/core/apply";
import type { Program } from "../../../src/core/cc";
import { compileOptions, modelTree, modelUnits } from "../../../src/core/kernel";
import type { Patch } from "../../../src/core/patch";
import { openSources } from "../../../src/core/review";
import { diffOf } from "../../support/diff";
import { ofKinds, runModel, type Edit, type ModelRun } from "../../support/model";
import { bornFixed, flagsHandedOn, removalPatch } from "./edits";

/** A change of one level's texts: by words, or all of some files as another level has them. */
interface Change {
  readonly subject: string;
  readonly edits?: readonly Edit[];
  readonly files?: readonly string[];
  readonly level?: string;
}

/** The mails of a series, each a diff of what the ones before it left. */
function mailsOf(level: string, changes: readonly Change[]): Uint8Array {
  const tree = modelTree(level);
  const texts = new Map(tree.paths().map((path) => [path, tree.read(path) ?? ""]));
  const mails = changes.map(({ subject, edits = [], files = [], level: later }, index) => {
    const wanted = new Map<string, string>();
    for (const { path, from, to } of edits) {
      const text = wanted.get(path) ?? texts.get(path) ?? "";
      assert.equal(text.split(from).length, 2, `${path} holds once: ${from}`);
      wanted.set(
        path,
        text.replace(from, () => to),
      );
    }
    for (const path of files) wanted.set(path, modelTree(later ?? level).read(path) ?? "");
    const diffs = [...wanted].map(([path, text]) => diffOf(path, texts.get(path) ?? "", text));
    for (const [path, text] of wanted) texts.set(path, text);
    return [
      "From mboxrd@z Thu Jan  1 00:00:00 1970",
      "From: A Developer <developer@example.org>",
      `Subject: [PATCH ${index + 1}/${changes.length}] ${subject}`,
      `Date: Mon, 4 Jul 2022 10:0${index}:00 +0000`,
      `Message-ID: <${index + 1}@example.org>`,
      ...(index ? ["In-Reply-To: <1@example.org>"] : []),
      "",
      "What it does is in its subject.",
      "",
      "---",
      ...diffs,
      "",
    ].join("\n");
  });
  return new TextEncoder().encode(mails.join("\n"));
}

const builders = new Map<string, ProgramBuilder>();

/** The programs that the mails make of a level, one after the other. */
function programsOf(level: string, changes: readonly Change[]): readonly Program[] {
  const bytes = mailsOf(level, changes);
  const { patches } = openSources([{ name: "retold.mbox", bytes }]);
  assert.equal(patches.length, changes.length);
  const base = modelTree(level);
  const builder =
    builders.get(level) ?? new ProgramBuilder(base, modelUnits(level), compileOptions(level));
  builders.set(level, builder);
  return patches.map((subject, index) => {
    const earlier: readonly Patch[] = patches.slice(0, index);
    const placed = applyPatches({
      ...{ base, subject, earlier, with: [], over: [] },
      ...{ hunksOff: new Set<string>(), runCut: false, threadHints: [] },
    });
    const kinds = new Set(placed.placements.map(({ kind }) => kind));
    assert.ok(!kinds.has("absent"), `${level} ${subject.subject}`);
    const { program, errors } = builder.build(placed.after);
    assert.deepEqual(errors, [], subject.subject);
    assert.ok(program && !placed.notRunnable, subject.subject);
    return program;
  });
}

const unbind = { kind: "unbind", device: "pmem0", by: "SH" };
const lost = (object: string, page: number) => ({
  ...{ kind: "memory-failure", object, page, by: "kworker" },
});
const w0 = { base: "w0" };
const earlyP1 = { base: "w0", processes: { P1: { earlyKill: true } } };

const told = (of: ModelRun): readonly string[] => [
  ...new Set(ofKinds(of, "signal").map((event) => /to=(\w+)/.exec(event)?.[1] ?? "")),
];
const mapped = (of: ModelRun): number =>
  [...of.after.keys()].filter((fact) => / maps /.test(fact)).length;
const endOf = ({ stop }: ModelRun): string =>
  stop.kind === "trapped" ? `${stop.trap.kind} in ${stop.trap.function}` : stop.kind;

const notify = "fs/xfs/xfs_notify_failure.c";
const born: Change = { subject: "xfs: ask the superblock whether it is born", edits: [bornFixed] };
const flags: Change = { subject: "xfs: hand the flags on", edits: [flagsHandedOn] };
const removal: Change = { subject: "xfs: tell who maps files of a removal", edits: removalPatch };

test("a removal patch on the base is never reached: the ready test reads flags of the disk", () => {
  const [patched, both] = programsOf("L0", [removal, born]);
  assert.ok(patched && both);
  const unread = runModel(patched, w0, unbind);
  assert.deepEqual(ofKinds(unread, "rmap-query", "signal"), []);
  assert.equal(mapped(unread), 6);
  assert.equal(ofKinds(runModel(both, w0, unbind), "rmap-query").length, 1);
});

test("with the ready test repaired it decides on flags that nobody set, until they are", () => {
  const [, second, third] = programsOf("L0", [removal, born, flags]);
  assert.ok(second && third);
  const of = runModel(second, w0, unbind);
  assert.equal(endOf(of), "undefined-decides in xfs_dax_failure_fn");
  assert.equal(endOf(runModel(third, w0, unbind)), "null in xfs_alloc_read_agf");
});

test("with both its range ends behind the last group, until the end of the range is mended", () => {
  const end: Change = { subject: "xfs: mind the end of a range", files: [notify], level: "L2" };
  const [program] = programsOf("L1rc", [end]);
  assert.ok(program);
  assert.equal(endOf(runModel(program, w0, unbind)), "returned");
  const partition = {
    base: "w0",
    devices: { pmem0: { bytes: 0x200000 } },
    mounts: { m0: { partitionStartBytes: 0x100000 } },
  };
  assert.equal(endOf(runModel(program, partition, unbind)), "null in xfs_alloc_read_agf");
});

test("mending the end makes a lost page nobody's, and minding one page more cures that", () => {
  const end: Change = { subject: "xfs: mind the end of a range", files: [notify], level: "L2" };
  const cure: Change = { subject: "xfs: count the last block", files: [notify], level: "L2y" };
  const [mended, cured] = programsOf("L1rc", [end, cure]);
  assert.ok(mended && cured);
  const before = runModel(mended, earlyP1, lost("F1", 1));
  assert.deepEqual([before.result, told(before)], [0n, []]);
  assert.ok(before.events.includes("memory-failure: result=Recovered"));
  assert.deepEqual(told(runModel(cured, earlyP1, lost("F1", 1))), ["P1"]);
});

test("who did not ask early is not told of a removal, until all processes are meant by it", () => {
  // What tells of the removal without what collects for it: the half that xfs has of the change.
  const half: Change = {
    subject: "xfs: a removal is no loss",
    files: [notify, "drivers/dax/super.c", "include/linux/mm.h"],
    level: "L3",
  };
  const all: Change = {
    subject: "mm: collect everyone before a removal",
    files: ["mm/memory-failure.c"],
    level: "L3",
  };
  const [one, both] = programsOf("L2y", [half, all]);
  assert.ok(one && both);
  const few = runModel(one, w0, unbind);
  assert.deepEqual(told(few), ["P3"]);
  // Their pages are taken away with the entries, and nobody says so.
  assert.equal(mapped(few), 0);
  const everyone = runModel(both, w0, unbind);
  assert.deepEqual(told(everyone), ["P1", "P2", "P3"]);
  assert.equal(mapped(everyone), 0);
  assert.equal(everyone.after.get("m0.shutdown"), "FORCE_UMOUNT");
});
