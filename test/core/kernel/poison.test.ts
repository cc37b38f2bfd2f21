// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { levels } from "../../../src/core/kernel";
import { parseStimuli, readState } from "../../../src/core/world";
import { changes, modelProgram, ofKinds, perform, runModel } from "../../support/model";
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

// ---- ordinary memory ----

/** P1 has copies of F1's first two pages; P4 and P5 map F3, which is in the page cache. */
const ordinary = {
  base: "w0",
  mounts: { m0: { groups: { 0: { records: { 8: { start: 30, count: 4, owner: "F3" } } } } } },
  files: { F3: { mount: "m0", ino: 68, dax: false } },
  processes: {
    P1: { maps: [{ file: "F1", pages: 2, shared: false, touched: "write" }] },
    P4: { sigbus: "handled", maps: [{ file: "F3", pages: 2, touched: "write" }] },
    P5: { maps: [{ file: "F3", pages: 2, touched: "read" }] },
  },
};
const seen = (object: string, page: number, seenBy: string, more: object = {}) => ({
  ...{ kind: "memory-failure", object, page, seenBy, by: "kworker" },
  ...more,
});
const early = { sysctl: { memoryFailureEarlyKill: true } };

test("a lost copy is told to its own process at every level, and only its page goes", () => {
  for (const { id } of levels) {
    const run = runModel(modelProgram([], id), { ...ordinary, ...early }, seen("F1", 1, "P1"));
    assert.equal(run.result, 0n, id);
    assert.deepEqual(ofKinds(run, "signal"), [ao("P1", 1)], id);
    assert.deepEqual(
      changes(run).filter((change) => !change.startsWith("P1 pending")),
      [
        "P1 maps F1 page 1: ordinary memory, 4 KiB, writable -> -",
        "RAM page 1 HWPoison: - -> P1's own F1 page 1",
      ],
      id,
    );
  }
});

test("without early kill nobody is told of a lost copy, and touching it tells", () => {
  const program = modelProgram([], "L5");
  const run = runModel(program, ordinary, seen("F1", 1, "P1"));
  assert.deepEqual(ofKinds(run, "signal"), []);
  const [touch] = parseStimuli([{ kind: "read", file: "F1", page: 1, by: "P1" }]).value;
  assert.ok(touch);
  perform(run.machine, touch);
  assert.match(readState(run.machine).get("P1 pending SIGBUS") ?? "", /^BUS_MCEERR_AR, F1 page 1/);
});

test("who runs into a lost copy is told at once, and of one lost before nothing more", () => {
  const program = modelProgram([], "L5");
  const run = runModel(program, ordinary, seen("F1", 1, "P1", { by: "P1", flags: 2 }));
  assert.match(ofKinds(run, "signal")[0] ?? "", /to=P1.*BUS_MCEERR_AR.*result=forced/);
  const [again] = parseStimuli([
    { kind: "memory-failure", address: "0x101000", by: "kworker" },
  ]).value;
  assert.ok(again);
  const stop = perform(run.machine, again);
  assert.equal(stop.kind === "returned" && BigInt.asIntN(64, stop.value?.bits ?? 0n), -133n);
});

test("a written page of the page cache is told to all, a clean one is only read again", () => {
  for (const { id } of levels) {
    const program = modelProgram([], id);
    const written = runModel(program, { ...ordinary, ...early }, seen("F3", 1, "P5"));
    const to = ofKinds(written, "signal").map((event) => /to=(\w+)/.exec(event)?.[1]);
    assert.deepEqual(to, ["P4", "P5"], id);
    assert.equal(written.after.get("P5 maps F3 page 1"), undefined, id);
    const { P4: _, ...readers } = ordinary.processes;
    const clean = runModel(
      program,
      { ...ordinary, ...early, processes: readers },
      seen("F3", 1, "P5"),
    );
    assert.deepEqual(ofKinds(clean, "signal"), [], id);
    assert.equal(clean.after.get("P5 maps F3 page 1"), undefined, id);
    assert.ok(clean.events.includes("memory-failure: result=Recovered"), id);
  }
});

test("a copy stays when the file's own page is taken away", () => {
  const world = {
    ...early,
    base: "w0",
    processes: { P1: { maps: [{ file: "F1", pages: 4, shared: false, touched: "write" }] } },
  };
  const run = runModel(modelProgram([], "L5"), world, { ...poison, page: 2 });
  assert.deepEqual(ofKinds(run, "unmap"), ["unmap: object=F1, first=2, pages=1, zapped=P2"]);
  assert.equal(run.after.get("P1 maps F1 page 2"), "ordinary memory, 4 KiB, writable");
});
