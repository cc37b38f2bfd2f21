// SPDX-License-Identifier: MIT
// What is known of the kernel from 07/2022 to 7.3 has to come out of runs, level by level.
import assert from "node:assert/strict";
import test from "node:test";
import { modelProgram, ofKinds, runModel, type Edit, type ModelRun } from "../../support/model";
import { w0 } from "../../../src/core/world";
import { bornFixed, flagsHandedOn } from "./edits";

const groups = (w0.mounts[0]?.groups ?? []).map(({ records }) => ({ records }));
const last = { start: 63, count: 1, owner: "F3" };
/** A file in the last block of the device, mapped by who asked to hear early. */
const withLast = {
  base: "w0",
  files: { F3: { mount: "m0", ino: 1603, dax: true } },
  mounts: {
    m0: { groups: [...groups.slice(0, 3), { records: [...(groups[3]?.records ?? []), last] }] },
  },
  processes: {
    P3: { earlyKill: true, maps: [{ file: "F3", pages: 1, touched: "write" }] },
  },
};

const unbind = { kind: "unbind", device: "pmem0", by: "SH" };
const lost = (object: string, page: number, by = "kworker") => ({
  ...{ kind: "memory-failure", object, page, by },
});
const earlyP1 = { base: "w0", processes: { P1: { earlyKill: true } } };
/** The device with a hole of 1 MiB before the filesystem. */
const partition = {
  base: "w0",
  devices: { pmem0: { bytes: 0x200000 } },
  mounts: { m0: { partitionStartBytes: 0x100000 } },
};

/** Levels whose ready test reads the wrong flags are asked what lies behind it. */
const repairs: Readonly<Record<string, readonly Edit[]>> = {
  L0: [bornFixed, flagsHandedOn],
  L1rc: [bornFixed],
};
const programs = new Map<string, ReturnType<typeof modelProgram>>();

function run(level: string, stimulus: object, world: object = { base: "w0" }): ModelRun {
  const program = programs.get(level) ?? modelProgram(repairs[level] ?? [], level);
  programs.set(level, program);
  return runModel(program, world, stimulus);
}

const all = ["L0", "L1rc", "L1", "L2", "L2y", "L3", "L4", "L5"];
const from = (level: string) => all.slice(all.indexOf(level));
const until = (level: string) => all.slice(0, all.indexOf(level) + 1);

const told = (of: ModelRun): string[] => [
  ...new Set(ofKinds(of, "signal").map((event) => /to=(\w+)/.exec(event)?.[1] ?? "")),
];
const mapped = (of: ModelRun): string[] =>
  [...of.after.keys()].filter((fact) => / maps /.test(fact));
const held = (of: ModelRun): string[] =>
  [...of.after.keys()].filter((fact) => fact.startsWith("held "));
const trapOf = ({ stop }: ModelRun): string =>
  stop.kind === "trapped" ? `${stop.trap.kind} in ${stop.trap.function}` : stop.kind;

test("the ready test reads flags of the disk until 6.1: the handler answers -EIO to all", () => {
  for (const level of ["L0", "L1rc"]) {
    const of = runModel(modelProgram([], level), { base: "w0" }, lost("F1", 1));
    assert.equal(of.result, -5n, level);
    assert.deepEqual(ofKinds(of, "rmap-query", "signal"), [], level);
  }
  for (const level of from("L1")) {
    const of = run(level, lost("F1", 1));
    assert.equal(of.result, 0n, level);
    assert.equal(ofKinds(of, "rmap-query").length, 1, level);
  }
});

test("a metadata record ends the walk at L0; from then on it is remembered", () => {
  const first = run("L0", unbind);
  assert.equal(ofKinds(first, "rmap-record").length, 1);
  assert.equal(first.after.get("m0.shutdown"), "CORRUPT_ONDISK");
  for (const level of from("L1rc")) {
    const of = run(level, unbind);
    assert.deepEqual(told(of).includes("P3"), true, level);
  }
});

test("a removal's range ends beyond the last group until the end fix", () => {
  assert.equal(trapOf(run("L1rc", unbind)), "null in xfs_alloc_read_agf");
  for (const level of from("L1")) assert.equal(trapOf(run(level, unbind)), "returned", level);
});

test("on a partition it does until the whole device is meant by itself", () => {
  for (const level of ["L1rc", "L1", "L2", "L2y"])
    assert.equal(trapOf(run(level, unbind, partition)), "null in xfs_alloc_read_agf", level);
  for (const level of from("L3")) {
    const of = run(level, unbind, partition);
    assert.equal(trapOf(of), "returned", level);
    assert.deepEqual(mapped(of), [], level);
  }
});

test("who did not ask to hear early is not told of a removal, and keeps the pages", () => {
  for (const level of ["L1", "L2", "L2y"]) {
    const of = run(level, unbind);
    assert.deepEqual(told(of), ["P3"], level);
    assert.equal(mapped(of).length, 5, level);
    assert.equal(of.after.get("m0.shutdown"), "CORRUPT_ONDISK", level);
  }
});

test("from 6.8 on everyone is told, nothing stays mapped, and the filesystem goes", () => {
  for (const level of from("L3")) {
    const of = run(level, unbind);
    assert.deepEqual(told(of), ["P1", "P2", "P3"], level);
    assert.deepEqual(mapped(of), [], level);
    assert.equal(of.after.get("m0.shutdown"), "FORCE_UMOUNT", level);
    assert.equal(of.after.get("m0.frozen"), "no", level);
    assert.deepEqual(ofKinds(of, "hwpoison"), [], level);
    assert.deepEqual(held(of), [], level);
    const entries = [...of.after.keys()].filter((fact) => / entry /.test(fact));
    assert.deepEqual(entries, [], level);
  }
});

test("the end fix made one-page events empty: 6.5 tells nobody and reports success", () => {
  for (const level of all) {
    const of = run(level, lost("F1", 1), earlyP1);
    assert.equal(of.result, 0n, level);
    assert.ok(of.events.includes("memory-failure: result=Recovered"), level);
    assert.deepEqual(told(of), level === "L2" ? [] : ["P1"], level);
  }
});

test("metadata beside a lost page shuts the filesystem down until the end fix", () => {
  for (const level of all) {
    const of = run(level, lost("F1", 7), earlyP1);
    const wrong = level === "L0" || level === "L1rc";
    assert.equal(of.after.get("m0.shutdown"), wrong ? "CORRUPT_ONDISK" : "none", level);
  }
});

test("a group's last block drags the next group in until the end fix", () => {
  for (const level of until("L1rc")) {
    const of = run(level, lost("pmem0", 63));
    assert.equal(of.after.get("m0.shutdown"), "CORRUPT_ONDISK", level);
  }
  for (const level of from("L1")) {
    const of = run(level, lost("pmem0", 63));
    assert.equal(of.after.get("m0.shutdown"), "none", level);
  }
});

test("an inode that cannot be had ends the walk at L0 only", () => {
  const world = { base: "w0", files: { F1: { cache: "reclaimable" } } };
  assert.deepEqual(told(run("L0", unbind, world)), []);
  for (const level of from("L1")) {
    const of = run(level, unbind, world);
    assert.deepEqual(told(of), ["P3"], level);
    const reason = until("L2y").includes(level) ? "CORRUPT_ONDISK" : "FORCE_UMOUNT";
    assert.equal(of.after.get("m0.shutdown"), reason, level);
  }
});

test("a failed sync ends the freeze of a removal, and the walk goes on", () => {
  const world = { base: "w0", injections: [{ call: "sync_fs", error: "EIO" }] };
  for (const level of from("L3")) {
    const of = run(level, unbind, world);
    assert.deepEqual(told(of), ["P1", "P2", "P3"], level);
    assert.equal(of.after.get("m0.frozen"), "no", level);
  }
});

test("a removed external log shuts down until 6.8, then nothing is done about it", () => {
  const world = {
    base: "w0",
    devices: { pmem1: { basePhys: "0x200000000", bytes: 65536 } },
    mounts: { m0: { logDevice: "pmem1" } },
  };
  for (const level of all) {
    const of = run(level, { ...unbind, device: "pmem1" }, world);
    const late = from("L3").includes(level);
    assert.equal(of.after.get("m0.shutdown"), late ? "none" : "CORRUPT_ONDISK", level);
  }
});

test("a removed realtime device is not supported until 6.14, then its groups are walked", () => {
  const world = {
    base: "w0",
    devices: { pmem1: { basePhys: "0x200000000", bytes: 65536 } },
    mounts: { m0: { realtimeDevice: "pmem1" } },
  };
  for (const level of all) {
    const of = run(level, { ...unbind, device: "pmem1" }, world);
    const late = from("L4").includes(level);
    assert.equal(ofKinds(of, "rmap-query").length, late ? 1 : 0, level);
    assert.equal(of.after.get("m0.shutdown"), late ? "FORCE_UMOUNT" : "none", level);
    assert.deepEqual(held(of), [], level);
  }
});

/** A file with data on a realtime device, mapped by P4. */
const onRealtime = {
  base: "w0",
  devices: { pmem1: { basePhys: "0x200000000", bytes: 65536, dataOffsetBytes: 8192 } },
  mounts: { m0: { realtimeDevice: "pmem1" } },
  files: {
    R1: { mount: "m0", ino: 70, realtime: [{ start: 8, count: 4, offset: 0 }] },
    R2: { mount: "m0", ino: 71, realtime: [{ start: 4, count: 2, offset: 0 }] },
  },
  processes: {
    P4: { earlyKill: true, maps: [{ file: "R1", pages: 2, touched: "write" }] },
    P5: { maps: [{ file: "R2", pages: 2, touched: "write" }] },
  },
};

test("from 6.14 on who maps a file of the realtime device is told when that goes", () => {
  for (const level of all) {
    const of = run(level, { ...unbind, device: "pmem1" }, onRealtime);
    const late = from("L4").includes(level);
    assert.deepEqual(told(of), late ? ["P5", "P4"] : [], level);
    assert.equal(mapped(of).filter((fact) => / R[12] /.test(fact)).length, late ? 0 : 4, level);
  }
});

test("of a lost page of the realtime device everyone who asked hears, at every level", () => {
  for (const level of all) {
    const of = run(level, lost("R1", 1), onRealtime);
    const walked = ofKinds(of, "rmap-record").map((event) => /owner=(\w+)/.exec(event)?.[1]);
    assert.deepEqual(walked, from("L4").includes(level) ? ["R1"] : [], level);
    assert.deepEqual(told(of), ["P4"], level);
  }
});

test("what lies behind an external log is none of its business from 6.14 on", () => {
  const world = {
    base: "w0",
    devices: { pmem1: { basePhys: "0x200000000", bytes: 65536 } },
    mounts: { m0: { logDevice: "pmem1", logBlocks: 8 } },
  };
  for (const level of all) {
    const late = from("L4").includes(level);
    const inside = run(level, lost("pmem1", 7), world);
    assert.deepEqual([inside.result, inside.after.get("m0.shutdown")], [-117n, "CORRUPT_ONDISK"]);
    const behind = run(level, lost("pmem1", 8), world);
    assert.equal(behind.result, late ? -6n : -117n, level);
    assert.equal(behind.after.get("m0.shutdown"), late ? "none" : "CORRUPT_ONDISK", level);
  }
});

test("from 7.0 on what a device loses is reported, before anyone asks for a reverse map", () => {
  const world = { base: "w0", mounts: { m0: { rmapbt: false } } };
  for (const level of all) {
    const late = level === "L5";
    const health = (of: ModelRun): readonly string[] => ofKinds(of, "health", "fserror");
    assert.deepEqual(
      health(run(level, unbind, world)),
      late ? ["health: mount=m0, device=data, daddr=0, bbcount=2048"] : [],
      level,
    );
    assert.deepEqual(
      health(run(level, lost("F1", 1))),
      late
        ? [
            "health: mount=m0, device=data, daddr=136, bbcount=8",
            "fserror: object=F1, page=1, pages=1",
          ]
        : [],
      level,
    );
  }
});

test("without a reverse map nobody is told at any level, and nothing is frozen", () => {
  const world = { base: "w0", mounts: { m0: { rmapbt: false } } };
  for (const level of all) {
    const of = run(level, unbind, world);
    assert.deepEqual(ofKinds(of, "rmap-query", "signal", "freeze"), [], level);
    assert.equal(mapped(of).length, 6, level);
  }
});

test("from 6.5 on the filesystem hears that its disk goes, if it is still up", () => {
  const world = { base: "w0", mounts: { m0: { rmapbt: false } } };
  for (const level of all) {
    const of = run(level, unbind, world);
    const late = from("L2").includes(level);
    assert.equal(of.after.get("m0.shutdown"), late ? "DEVICE_REMOVED" : "none", level);
  }
});

test("a file that is not dax ends a walk in an error until 6.8", () => {
  const world = { ...earlyP1, files: { F1: { dax: false } } };
  for (const level of ["L1", "L2y"]) assert.deepEqual(told(run(level, unbind, world)), [], level);
  for (const level of from("L3")) assert.deepEqual(told(run(level, unbind, world)), ["P3"], level);
});

test("where the holder cannot help, the page's own mapping does", () => {
  const world = { ...earlyP1, mounts: { m0: { rmapbt: false } } };
  for (const level of all) {
    const of = run(level, lost("F1", 1), world);
    assert.deepEqual(told(of), ["P1"], level);
    assert.ok(of.events.includes("memory-failure: result=Recovered"), level);
  }
});

test("a page that no file has is told of by nobody, and the metadata there is remembered", () => {
  for (const level of from("L1")) {
    const of = run(level, lost("pmem0", 1));
    assert.equal(of.result, -117n, level);
    assert.equal(of.after.get("m0.shutdown"), "CORRUPT_ONDISK", level);
    assert.ok(of.events.includes("memory-failure: result=Failed"), level);
  }
});

test("of several pages the walk tells each process once a page, and one signal is kept", () => {
  for (const level of from("L3")) {
    const results = ofKinds(run(level, unbind), "signal").map((event) =>
      /to=(\w+).*result=(\w+)/.exec(event)?.slice(1).join(" "),
    );
    assert.deepEqual(
      [...results].sort(),
      ["P1 dropped", "P1 dropped", "P1 dropped", "P1 queued", "P2 queued", "P3 queued"],
      level,
    );
  }
});

test("a process that asked to hear early hears at every level: why tests did not see it", () => {
  const world = { base: "w0", sysctl: { memoryFailureEarlyKill: true } };
  for (const level of from("L1")) {
    const of = run(level, unbind, world);
    assert.deepEqual(told(of), ["P1", "P2", "P3"], level);
  }
});

test("of the last page of the device only one byte is left until the end fix", () => {
  for (const level of all) {
    const of = run(level, lost("F3", 0), withLast);
    const nobody = ["L0", "L1rc", "L2"].includes(level);
    assert.deepEqual(told(of), nobody ? [] : ["P3"], level);
  }
});

test("the last page of a partition leads beyond the last group until the end fix", () => {
  const { m0 } = withLast.mounts;
  const world = {
    ...{ ...withLast, devices: partition.devices },
    mounts: { m0: { ...m0, ...partition.mounts.m0 } },
  };
  for (const level of all) {
    const of = run(level, lost("F3", 0), world);
    const wrong = until("L1rc").includes(level);
    assert.equal(trapOf(of), wrong ? "null in xfs_alloc_read_agf" : "returned", level);
  }
});
