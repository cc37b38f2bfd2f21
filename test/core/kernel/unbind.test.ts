// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { changes, modelProgram, ofKinds, runModel } from "../../support/model";
import { bornFixed, flagsHandedOn, removalPatch, removalPatchReturningError } from "./edits";

const w0 = { base: "w0" };
const unbind = { kind: "unbind", device: "pmem0", by: "SH" };
const notReady = "message: XFS (pmem0): filesystem is not ready for notify_failure()!";
const mapped = (run: { after: ReadonlyMap<string, string> }): string[] =>
  [...run.after.keys()].filter((fact) => fact.includes(" maps "));
const held = (run: { after: ReadonlyMap<string, string> }): string[] =>
  [...run.after.keys()].filter((fact) => fact.startsWith("held "));

test("a clean unbind warns, swallows the error and leaves every mapping", () => {
  const run = runModel(modelProgram(), w0, unbind);
  assert.equal(run.stop.kind, "returned");
  assert.ok(run.events.includes(notReady));
  assert.equal(run.after.get("pmem0.alive"), "0");
  assert.equal(run.after.get("pmem0.pages"), "removed");
  assert.equal(run.after.get("m0.shutdown"), "none");
  assert.equal(mapped(run).length, 6);
  assert.deepEqual(ofKinds(run, "signal", "unmap", "shutdown", "warn"), []);
  assert.deepEqual(held(run), []);
});

test("the undoing of a driver runs backwards: dax first, the map of pages after the disk", () => {
  const { events } = runModel(modelProgram(), w0, unbind);
  const order = ["alive: ", "srcu-sync: ", "disk: disk=pmem0, step=dead", "pagemap-removed: "];
  const places = order.map((text) => events.findIndex((event) => event.startsWith(text)));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(!places.includes(-1));
});

test("with the ready test repaired the first metadata record shuts the filesystem down", () => {
  const run = runModel(modelProgram([bornFixed]), w0, unbind);
  assert.equal(run.stop.kind, "returned");
  assert.deepEqual(ofKinds(run, "rmap-record", "shutdown"), [
    "rmap-record: mount=m0, ag=0, start=0, count=1, owner=OWN_FS, offset=0, flags=0",
    "shutdown: mount=m0, reason=CORRUPT_ONDISK",
  ]);
  assert.equal(run.after.get("m0.shutdown"), "CORRUPT_ONDISK");
  assert.deepEqual(held(run), []);
});

test("the removal patch on that base decides on flags that nobody set", () => {
  const run = runModel(modelProgram([bornFixed, ...removalPatch]), w0, unbind);
  assert.equal(run.stop.kind, "trapped");
  if (run.stop.kind !== "trapped") return;
  const { trap } = run.stop;
  assert.equal(trap.kind, "undefined-decides");
  assert.equal(trap.function, "xfs_dax_failure_fn");
  assert.match(trap.origin?.text ?? "", /mf_flags/);
  assert.equal(ofKinds(run, "rmap-record").length, 1);
});

test("with the flags handed on only P3 is told, then the walk passes the last group", () => {
  const run = runModel(modelProgram([bornFixed, flagsHandedOn, ...removalPatch]), w0, unbind);
  assert.deepEqual(ofKinds(run, "signal", "unmap"), [
    "unmap: object=F2, first=0, pages=1, zapped=P3",
    "signal: to=P3, signal=SIGBUS, code=BUS_MCEERR_AO, object=F2, page=0, lsb=12, forced=0, " +
      "result=queued",
  ]);
  assert.equal(run.after.get("P3 pending SIGBUS"), "BUS_MCEERR_AO, F2 page 0, lsb 12");
  assert.equal(mapped(run).length, 5);
  assert.equal(run.stop.kind, "trapped");
  if (run.stop.kind !== "trapped") return;
  assert.equal(run.stop.trap.kind, "null");
  assert.deepEqual(
    run.stop.trap.stack.slice(0, 3).map((frame) => frame.function),
    ["xfs_alloc_read_agf", "xfs_dax_notify_ddev_failure", "xfs_dax_notify_failure"],
  );
  assert.ok(run.events.includes("perag-get: mount=m0, ag=4, result=NULL"));
});

test("what a patch does with a failed sync decides whether anything is unmapped", () => {
  const world = { base: "w0", injections: [{ call: "sync_fs", error: "EIO" }] };
  const edits = [bornFixed, flagsHandedOn];
  const closed = runModel(modelProgram([...edits, ...removalPatch]), world, unbind);
  const returned = runModel(
    modelProgram([...edits, ...removalPatchReturningError]),
    ...[world, unbind],
  );
  assert.equal(ofKinds(closed, "unmap").length, 1);
  assert.deepEqual(ofKinds(returned, "unmap", "rmap-query"), []);
  assert.equal(returned.stop.kind, "returned");
});

test("a filesystem in the making is not synced, and is told it is not ready", () => {
  const world = { base: "w0", mounts: { m0: { born: false } } };
  const run = runModel(modelProgram([bornFixed, ...removalPatch]), world, unbind);
  assert.ok(run.events.includes(notReady));
});

test("an external log that goes away shuts the filesystem down", () => {
  const world = {
    base: "w0",
    devices: { pmem1: { basePhys: "0x200000000", bytes: 65536 } },
    mounts: { m0: { logDevice: "pmem1" } },
  };
  const run = runModel(modelProgram([bornFixed]), world, { ...unbind, device: "pmem1" });
  assert.deepEqual(ofKinds(run, "shutdown"), ["shutdown: mount=m0, reason=CORRUPT_ONDISK"]);
  assert.equal(run.after.get("pmem0.alive"), "1");
});

test("without a reverse map nobody is told", () => {
  const world = { base: "w0", mounts: { m0: { rmapbt: false } } };
  const run = runModel(modelProgram([bornFixed]), world, unbind);
  assert.deepEqual(ofKinds(run, "rmap-query", "shutdown", "signal"), []);
  assert.equal(mapped(run).length, 6);
});

test("an inode in reclaim ends the walk with an error, one not cached does not", () => {
  const program = modelProgram([bornFixed, flagsHandedOn, ...removalPatch]);
  const cache = (state: string) => ({ base: "w0", files: { F1: { cache: state } } });
  const away = runModel(program, cache("not-cached"), unbind);
  assert.equal(ofKinds(away, "signal").length, 1);
  const reclaimed = runModel(program, cache("reclaimable"), unbind);
  assert.deepEqual(ofKinds(reclaimed, "signal"), []);
  assert.ok(reclaimed.events.includes("iget: mount=m0, object=F1, result=-11"));
  assert.equal(reclaimed.stop.kind, "returned");
  assert.deepEqual(held(reclaimed), []);
});

test("a device that is not there leaves everything as it was", () => {
  const run = runModel(modelProgram(), w0, { ...unbind, device: "pmem7" });
  assert.equal(run.result, -19n);
  assert.deepEqual(changes(run), []);
});

test("of several pages of one process the first is signalled and the others are dropped", () => {
  const world = { base: "w0", processes: { P1: { earlyKill: true } } };
  const program = modelProgram([bornFixed, flagsHandedOn, ...removalPatch]);
  const run = runModel(program, world, unbind);
  const results = ofKinds(run, "signal").map((event) => /to=(\w+).*result=(\w+)/.exec(event));
  assert.deepEqual(
    results.map((match) => `${match?.[1]} ${match?.[2]}`),
    ["P1 queued", "P1 dropped", "P1 dropped", "P1 dropped", "P3 queued"],
  );
  assert.deepEqual(mapped(run), []);
});

test("inodes are flushed by a worker, and not while their super block is held for writing", () => {
  const edit = (text: string) => ({
    path: "fs/xfs/xfs_notify_failure.c",
    from: "	if (mp->m_rtdev_targp && mp",
    to: `${text}\n	if (mp->m_rtdev_targp && mp`,
  });
  const flush = "	xfs_flush_inodes(mp);";
  const lock = (way: string): string => `	${way}_write(&mp->m_super->s_umount);`;
  const heldByUs = [lock("down"), flush, lock("up")].join("\n");
  // The end of the disk syncs as well, but only when the device is dead.
  const isEarly = (text: string): boolean => {
    const { events } = runModel(modelProgram([bornFixed, edit(text)]), w0, unbind);
    const first = (start: string) => events.findIndex((event) => event.startsWith(start));
    return first("writeback: ") < first("alive: ");
  };
  assert.deepEqual([flush, heldByUs].map(isEarly), [true, false]);
});
