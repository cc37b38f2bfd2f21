// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { changes, modelProgram, ofKinds, runModel } from "../../support/model";
import { bornFixed, flagsHandedOn } from "./edits";

const w0 = { base: "w0" };
const poison = { kind: "memory-failure", object: "F1", page: 1, by: "kworker" };
const repaired = modelProgram([bornFixed, flagsHandedOn]);
const ao = (to: string, page: number): string =>
  `signal: to=${to}, signal=SIGBUS, code=BUS_MCEERR_AO, object=F1, page=${page}, lsb=12, ` +
  "forced=0, result=queued";

test("on the base the error of the ready test is final: nobody hears of a lost page", () => {
  const run = runModel(modelProgram(), w0, poison);
  assert.equal(run.result, -5n);
  assert.deepEqual(ofKinds(run, "signal", "unmap", "hwpoison"), []);
  assert.deepEqual(changes(run), []);
});

test("with the ready test repaired the page is marked, and still nobody qualifies", () => {
  const run = runModel(repaired, w0, poison);
  assert.equal(run.result, 0n);
  assert.deepEqual(changes(run), ["pmem0 page 17 HWPoison: - -> F1 page 1"]);
});

test("flags that nobody set pass through where only known bits of them are asked for", () => {
  const run = runModel(modelProgram([bornFixed]), w0, poison);
  assert.equal(run.result, 0n);
});

test("with early kill for all everyone who maps the page hears of it", () => {
  const world = { base: "w0", sysctl: { memoryFailureEarlyKill: true } };
  const run = runModel(repaired, world, { ...poison, page: 2 });
  assert.deepEqual(ofKinds(run, "signal"), [ao("P1", 2), ao("P2", 2)]);
  assert.deepEqual(ofKinds(run, "unmap"), ["unmap: object=F1, first=2, pages=1, zapped=P1 P2"]);
});

test("the process that consumed the poison gets a signal it cannot refuse", () => {
  const world = { base: "w0", processes: { P1: { sigbus: "blocked" } } };
  const run = runModel(repaired, world, { ...poison, page: 2, by: "P1", flags: 2 });
  assert.deepEqual(ofKinds(run, "signal"), [
    "signal: to=P1, signal=SIGBUS, code=BUS_MCEERR_AR, object=F1, page=2, lsb=12, forced=1, " +
      "result=forced",
  ]);
  assert.equal(run.after.get("P1 killed"), "yes");
  assert.equal(run.after.get("P2 maps F1 page 2"), undefined);
});

test("a process that ignores the signal loses its page all the same", () => {
  const world = {
    base: "w0",
    sysctl: { memoryFailureEarlyKill: true },
    processes: { P2: { sigbus: "ignored" } },
  };
  const run = runModel(repaired, world, { ...poison, page: 2 });
  assert.match(ofKinds(run, "signal")[1] ?? "", /to=P2.*result=ignored/);
  assert.equal(run.after.get("P2 maps F1 page 2"), undefined);
  assert.equal(run.after.get("P2 pending SIGBUS"), undefined);
});

test("an allocation that fails leaves its process out, and what it mapped in", () => {
  const world = {
    base: "w0",
    sysctl: { memoryFailureEarlyKill: true },
    injections: [{ call: "kmalloc:add_to_kill", error: "ENOMEM" }],
  };
  const run = runModel(repaired, world, poison);
  assert.deepEqual(ofKinds(run, "signal", "unmap"), []);
  assert.equal(run.after.get("P1 maps F1 page 1"), run.before.get("P1 maps F1 page 1"));
});

test("a metadata record behind the page shuts the filesystem down: one block too many", () => {
  const world = {
    base: "w0",
    mounts: { m0: { groups: { 0: { records: { 6: { start: 16, count: 8 } } } } } },
  };
  const run = runModel(repaired, world, { ...poison, page: 7 });
  assert.ok(run.events.includes("rmap-query: mount=m0, ag=0, low=23, high=24"));
  assert.deepEqual(ofKinds(run, "shutdown"), ["shutdown: mount=m0, reason=CORRUPT_ONDISK"]);
  assert.equal(run.result, -117n);
});

test("the last page of the device is cut to nothing and nobody is told", () => {
  const record = { start: 56, count: 8, owner: "F3" };
  const world = {
    base: "w0",
    sysctl: { memoryFailureEarlyKill: true },
    mounts: { m0: { groups: { 3: { records: { 6: record } } } } },
    files: { F3: { mount: "m0", ino: 1603 } },
    processes: { P1: { maps: [{ file: "F3", firstPage: 7, pages: 1, touched: "write" }] } },
  };
  const run = runModel(repaired, world, { ...poison, object: "F3", page: 7 });
  assert.ok(run.events.includes("rmap-query: mount=m0, ag=3, low=63, high=63"));
  assert.deepEqual(ofKinds(run, "signal", "hwpoison"), []);
  assert.equal(run.result, 0n);
});

test("a page in the last block of a group takes the next group's header for lost", () => {
  const world = {
    base: "w0",
    mounts: { m0: { groups: { 0: { records: { 6: { start: 56, count: 8 } } } } } },
  };
  const run = runModel(repaired, world, { ...poison, page: 7 });
  assert.deepEqual(ofKinds(run, "rmap-query"), [
    "rmap-query: mount=m0, ag=0, low=63, high=4294967295",
    "rmap-query: mount=m0, ag=1, low=0, high=0",
  ]);
  assert.deepEqual(ofKinds(run, "shutdown"), ["shutdown: mount=m0, reason=CORRUPT_ONDISK"]);
});

test("the last page of a partition that does not begin the disk leads past the last group", () => {
  const record = { start: 56, count: 8, owner: "F3" };
  const world = {
    base: "w0",
    spas: [],
    devices: { pmem0: { bytes: 0x200000 } },
    mounts: { m0: { partitionStartBytes: 0x100000, groups: { 3: { records: { 6: record } } } } },
    files: { F3: { mount: "m0", ino: 1603 } },
  };
  const run = runModel(repaired, world, { ...poison, object: "F3", page: 7 });
  assert.equal(run.stop.kind, "trapped");
  assert.ok(run.events.includes("perag-get: mount=m0, ag=4, result=NULL"));
});

test("a filesystem that cannot tell falls back to the page's own file", () => {
  const world = {
    base: "w0",
    sysctl: { memoryFailureEarlyKill: true },
    mounts: { m0: { rmapbt: false } },
  };
  const run = runModel(repaired, world, { ...poison, page: 0 });
  assert.deepEqual(ofKinds(run, "signal"), [ao("P1", 0)]);
  assert.equal(run.result, 0n);
});

test("a huge mapping is told once, with its size, and goes whole", () => {
  const world = {
    base: "w0",
    spas: [],
    devices: [{ name: "pmem0", basePhys: "0x100000000", bytes: 0x800000 }],
    sysctl: { memoryFailureEarlyKill: true },
    mounts: {
      m0: {
        agBlocks: 2048,
        lastAgBlocks: 2048,
        groups: [
          {
            records: [
              { start: 0, count: 1, owner: "OWN_FS" },
              { start: 512, count: 512, owner: "F1" },
            ],
          },
        ],
      },
    },
    files: [{ name: "F1", mount: "m0", ino: 67 }],
    processes: [
      {
        name: "P1",
        sigbus: "handled",
        maps: [{ file: "F1", pages: 512, touched: "write", pageSize: "2 MiB" }],
      },
    ],
  };
  const run = runModel(repaired, world, { ...poison, page: 5 });
  assert.equal(run.before.get("P1 maps F1 page 0"), "pmem0 page 512, 2 MiB, writable");
  assert.deepEqual(ofKinds(run, "signal"), [
    "signal: to=P1, signal=SIGBUS, code=BUS_MCEERR_AO, object=F1, page=5, lsb=21, forced=0, " +
      "result=queued",
  ]);
  assert.deepEqual(ofKinds(run, "unmap"), ["unmap: object=F1, first=0, pages=512, zapped=P1"]);
  assert.equal(run.after.get("P1 maps F1 page 0"), undefined);
  assert.equal(run.after.get("pmem0 page 512 HWPoison"), "F1 page 0");
});

test("the device's own struct pages cannot be recovered", () => {
  const world = {
    base: "w0",
    devices: { pmem1: { basePhys: "0x200000000", bytes: 65536, dataOffsetBytes: 8192 } },
  };
  const run = runModel(modelProgram(), world, { ...poison, object: "pmem1", page: 1 });
  assert.equal(run.result, -6n);
  const data = runModel(modelProgram(), world, { ...poison, object: "pmem1", page: 2 });
  assert.equal(data.result, -16n, "no holder, and the page belongs to no file");
});
