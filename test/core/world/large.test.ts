// SPDX-License-Identifier: MIT
// What is mapped 2 MiB or 1 GiB at once: how it comes about, and how it is lost.
import assert from "node:assert/strict";
import test from "node:test";
import { bootWorld, parseWorld } from "../../../src/core/world";
import { runScenario, type Run } from "../../../src/core/sim";
import { Machine } from "../../../src/core/interp";
import { poison, programOf, scenario, unbind } from "../sim/support";

const play = (level: string, world: object, ...stimuli: readonly object[]): Run =>
  runScenario(programOf([], level), scenario(world, ...stimuli));
const host = (of: Run, name: string): readonly string[] =>
  of.events.filter((event) => event.kind === "host" && event.name === name).map((e) => e.text);
const mappingsOf = (of: Run, process: string): readonly string[] =>
  [...of.state].flatMap(([fact, value]) =>
    fact.startsWith(`${process} maps `) ? [`${fact}: ${value}`] : [],
  );

const pagesIn = { "4 KiB": 1, "2 MiB": 512, "1 GiB": 262144 };
const nobody = { P1: { maps: [] }, P2: { maps: [] }, P3: { maps: [] } };

/** A character device of 1 GiB in pieces of one size; P4 has all of it, touched or not. */
const character = (align: keyof typeof pagesIn, touched = "none"): object => ({
  devices: { dax1: { mode: "devdax", basePhys: "0x4000000000", bytes: "0x40000000", align } },
  processes: {
    ...nobody,
    P4: {
      ...{ sigbus: "handled", earlyKill: true },
      maps: [{ file: "dax1", pages: 262144, touched, pageSize: align }],
    },
  },
});

/** A file with 2 MiB that begin where the device's do, and more that does not. */
const aligned = (maps: readonly object[], more: object = {}): object => ({
  spas: { spa0: { bytes: "0x1000000" } },
  devices: { pmem0: { bytes: "0x1000000" } },
  mounts: {
    m0: {
      ...{ agBlocks: 1024, lastAgBlocks: 1024 },
      groups: [
        {
          records: [
            { start: 0, count: 1, owner: "OWN_FS" },
            { start: 512, count: 512, owner: "H1" },
          ],
        },
        { records: [{ start: 1, count: 512, owner: "H1", offset: 512 }] },
        ...[{ records: [] }, { records: [] }],
      ],
    },
  },
  files: [{ name: "H1", mount: "m0", ino: 67 }],
  processes: { ...nobody, P4: { sigbus: "handled", earlyKill: true, maps } },
  ...more,
});

const touch = (kind: "read" | "write", file: string, page: number): object => ({
  ...{ kind, file, page, by: "P4" },
});

test("a device of a GiB costs no struct page before somebody asks for one", () => {
  const machine = new Machine(programOf([], "L5"), { fuel: 1_000_000 });
  const before = machine.memory.heapTop;
  const { value } = parseWorld({ base: "w0", ...character("1 GiB") });
  assert.ok(value);
  assert.equal(bootWorld(machine, value).kind, "returned");
  // Its table of pieces has 16384 pointers; all its struct pages would be 16 MiB.
  assert.ok(machine.memory.heapTop - before < 1 << 18, `${machine.memory.heapTop - before}`);
});

test("a character device is mapped in the pieces it has, by whoever touches one", () => {
  for (const level of ["L0", "L2y", "L5"])
    for (const align of ["4 KiB", "2 MiB", "1 GiB"] as const) {
      const of = play(level, character(align), touch("read", "dax1", 5000));
      const page = 5000 - (5000 % pagesIn[align]);
      assert.deepEqual(
        mappingsOf(of, "P4"),
        [`P4 maps dax1 page ${page}: dax1 page ${page}, ${align}, writable`],
        level,
      );
    }
});

test("a lost page of a GiB takes all of it away, and says how much that is", () => {
  for (const level of ["L1", "L2y", "L5"])
    for (const [align, lsb] of Object.entries({ "4 KiB": 12, "2 MiB": 21, "1 GiB": 30 })) {
      const size = align as keyof typeof pagesIn;
      const first = 5000 - (5000 % pagesIn[size]);
      const world = character(size, align === "4 KiB" ? "none" : "write");
      const of = play(level, world, touch("write", "dax1", 5000), poison("dax1", 5000));
      // The first of the pages that are one is the one that is marked.
      assert.deepEqual(
        host(of, "signal"),
        [
          `signal: to P4, signal SIGBUS, code BUS_MCEERR_AO, object dax1, page ${first}, ` +
            `lsb ${lsb}, forced 0, result queued`,
        ],
        level,
      );
      assert.deepEqual(
        mappingsOf(of, "P4").length,
        align === "2 MiB" ? 511 : 0,
        `${level} ${align}`,
      );
      assert.ok(of.state.has(`dax1 page ${first} HWPoison`));
      assert.equal(host(of, "memory-failure").at(-1), "memory-failure: result Recovered");
    }
});

test("who reads a lost GiB is told so at once, and a removed one is mapped by nobody", () => {
  const consumed = play("L5", character("1 GiB", "write"), {
    ...poison("dax1", 77, "P4"),
    flags: 2,
  });
  assert.match(host(consumed, "signal")[0] ?? "", /BUS_MCEERR_AR.*lsb 30, forced 1/);
  const gone = play("L5", character("1 GiB", "write"), {
    ...{ kind: "unbind", device: "dax1", driver: "device_dax", by: "SH" },
  });
  assert.deepEqual(mappingsOf(gone, "P4"), []);
  assert.deepEqual(
    gone.verdicts.flatMap(({ state, invariant }) => (state === "broken" ? [invariant] : [])),
    // A removal unmaps what it has, and tells nobody.
    ["I3-every-mapper-told"],
  );
});

test("at L0 a lost page of a character device ends at operations that it does not have", () => {
  const { outcome } = play("L0", character("1 GiB", "write"), poison("dax1", 5000));
  assert.equal(outcome.kind === "trapped" && outcome.trap, "null");
  assert.equal(outcome.kind === "trapped" && outcome.function, "memory_failure_dev_pagemap");
});

test("what the pieces of a device do not allow is said of the world", () => {
  const problems = (world: object): readonly string[] =>
    parseWorld({ base: "w0", ...world }).diagnostics.map(({ message }) => message);
  const device = { mode: "devdax", basePhys: "0x4000000000", bytes: "0x40000000" };
  assert.match(
    problems({ devices: { dax1: { ...device, align: "1 GiB", bytes: "0x200000" } } }).join(),
    /align is not that of its start and size/,
  );
  assert.match(
    problems({
      devices: { dax1: { ...device, align: "2 MiB" } },
      processes: { P4: { maps: [{ file: "dax1", pages: 512, touched: "read" }] } },
    }).join(),
    /pageSize is not the 2 MiB that the device has/,
  );
  assert.match(
    problems({
      devices: { dax1: { ...device, align: "2 MiB" } },
      processes: { P4: { maps: [{ file: "dax1", firstPage: 1, pages: 512 }] } },
    }).join(),
    /are no whole pieces of 2 MiB/,
  );
  assert.match(
    problems({ processes: { P1: { maps: [{ file: "F1", pages: 1, pageSize: "1 GiB" }] } } }).join(),
    /is not for a file/,
  );
});

test("2 MiB of a file are mapped at once where file, device and mapping let them", () => {
  for (const level of ["L0", "L2y", "L5"])
    for (const kind of ["read", "write"] as const) {
      const all = aligned([{ file: "H1", pages: 1024 }]);
      const of = play(level, all, touch(kind, "H1", 5), touch(kind, "H1", 600));
      const access = kind === "write" ? "writable" : "read-only";
      assert.deepEqual(
        mappingsOf(of, "P4"),
        [
          `P4 maps H1 page 0: pmem0 page 512, 2 MiB, ${access}`,
          // Behind it the device's pages do not begin where the file's do.
          `P4 maps H1 page 600: pmem0 page 1113, 4 KiB, ${access}`,
        ],
        level,
      );
      const part = play(level, aligned([{ file: "H1", firstPage: 1, pages: 511 }]), {
        ...touch(kind, "H1", 5),
      });
      assert.deepEqual(mappingsOf(part, "P4"), [
        `P4 maps H1 page 5: pmem0 page 517, 4 KiB, ${access}`,
      ]);
    }
});

test("a large page that is only read is made writable whole, one of MAP_SYNC after the log", () => {
  for (const level of ["L0", "L5"]) {
    const world = aligned([{ file: "H1", pages: 512, sync: true }]);
    const of = play(level, world, touch("read", "H1", 3), touch("write", "H1", 4));
    assert.deepEqual(mappingsOf(of, "P4"), ["P4 maps H1 page 0: pmem0 page 512, 2 MiB, writable"]);
    assert.equal(of.state.get("H1 entry 0"), "pmem0 page 512, 2 MiB, dirty");
    const kinds = of.events.filter(({ kind }) => kind === "host").map(({ name }) => name);
    assert.deepEqual(
      kinds.filter((name) => ["log-force", "map", "fault"].includes(name)),
      ["map", "fault", "log-force", "map", "fault"],
    );
  }
});

test("a private mapping reads 2 MiB at once, and copies one page of them", () => {
  for (const level of ["L0", "L5"]) {
    const world = aligned([{ file: "H1", pages: 512, shared: false }]);
    const of = play(
      level,
      world,
      ...[touch("read", "H1", 3), touch("write", "H1", 4), touch("read", "H1", 5)],
    );
    assert.deepEqual(mappingsOf(of, "P4"), [
      "P4 maps H1 page 4: ordinary memory, 4 KiB, writable",
      "P4 maps H1 page 5: pmem0 page 517, 4 KiB, read-only",
    ]);
    // Of the file the large entry stays: the single page is one of its pages.
    assert.equal(of.state.get("H1 entry 0"), "pmem0 page 512, 2 MiB, clean");
    const lost = play(level, world, touch("read", "H1", 3), poison("H1", 9));
    if (level === "L5") assert.match(host(lost, "signal")[0] ?? "", /object H1, page 9, lsb 21/);
    if (level === "L5") assert.deepEqual(mappingsOf(lost, "P4"), []);
  }
});

test("2 MiB that were faulted are lost, and removed, as one", () => {
  const world = aligned([{ file: "H1", pages: 512 }]);
  for (const level of ["L2y", "L5"]) {
    const of = play(level, world, touch("write", "H1", 3), poison("H1", 9));
    assert.equal(host(of, "signal").length, 1);
    assert.match(host(of, "signal")[0] ?? "", /object H1, page 9, lsb 21/);
    assert.deepEqual(mappingsOf(of, "P4"), []);
  }
  const gone = play("L5", world, touch("read", "H1", 3), unbind);
  assert.deepEqual(mappingsOf(gone, "P4"), []);
  assert.equal(gone.state.has("H1 entry 0"), false);
});

test("where one of the 2 MiB is a bad block the others are mapped one by one", () => {
  const world = aligned([{ file: "H1", pages: 512 }]);
  const bad = { kind: "ars", start: "0x100210000", bytes: 512 };
  for (const level of ["L0", "L5"]) {
    const of = play(level, world, bad, touch("read", "H1", 3), touch("read", "H1", 16));
    assert.deepEqual(mappingsOf(of, "P4"), ["P4 maps H1 page 3: pmem0 page 515, 4 KiB, read-only"]);
    assert.match(host(of, "fault").at(-1) ?? "", /page 16, write 0, result SIGBUS/);
  }
});

test("a page that is there already keeps 2 MiB away from an entry of its file", () => {
  const world = aligned([{ file: "H1", pages: 512 }], {
    processes: {
      ...nobody,
      P4: { maps: [{ file: "H1", pages: 512 }] },
      P5: { maps: [{ file: "H1", firstPage: 7, pages: 1, touched: "read" }] },
    },
  });
  const of = play("L5", world, touch("read", "H1", 8));
  assert.deepEqual(mappingsOf(of, "P4"), ["P4 maps H1 page 8: pmem0 page 520, 4 KiB, read-only"]);
});
