// SPDX-License-Identifier: MIT
// Each thing that a world can hold, by what it does to a run.
import assert from "node:assert/strict";
import test from "node:test";
import { runScenario, type Run } from "../../../src/core/sim";
import { injectableCalls, specialOwners } from "../../../src/core/world/world";
import { w0 } from "../../../src/core/world";
import { modelProgram } from "../../support/model";
import { poison, record, scenario, unbind } from "../sim/support";

const programs = new Map<string, ReturnType<typeof modelProgram>>();

/** A level's own text; 6.7 handles lost pages as they should be, 6.8 and later removals too. */
function play(level: string, world: object, ...stimuli: readonly object[]): Run {
  const program = programs.get(level) ?? modelProgram([], level);
  programs.set(level, program);
  return runScenario(program, scenario(world, ...stimuli));
}

const host = (of: Run, name: string): readonly string[] =>
  of.events.filter((event) => event.kind === "host" && event.name === name).map((e) => e.text);
const told = (of: Run): readonly string[] =>
  host(of, "signal").map((text) => text.replace(/^signal: /, ""));
const who = (of: Run): readonly string[] => [
  ...new Set(told(of).map((text) => /^to (\w+)/.exec(text)?.[1] ?? text)),
];
const mapped = (of: Run, process: string): readonly string[] =>
  [...of.state.keys()].filter((fact) => fact.startsWith(`${process} maps `));

const early = { memoryFailureEarlyKill: true };
const groups = (w0.mounts[0]?.groups ?? []).map(({ records }) => ({ records }));
/** The base world with records added to its first group. */
const withRecords = (...records: readonly object[]): object => ({
  m0: { groups: [{ records: [...(groups[0]?.records ?? []), ...records] }, ...groups.slice(1)] },
});
const mapper = (name: string, file: string, pages = 1, more: object = {}): object => ({
  [name]: { sigbus: "handled", maps: [{ file, pages, touched: "write", ...more }] },
});

// ---- devices and filesystems ----

test("of two devices only the one that goes takes its mappings along", () => {
  const world = {
    devices: { pmem1: { basePhys: "0x200000000", bytes: 0x40000 } },
    mounts: {
      m1: {
        ...{ device: "pmem1", agBlocks: 64, lastAgBlocks: 64 },
        groups: [{ records: [{ start: 8, count: 4, owner: "G1" }] }],
      },
    },
    files: { G1: { mount: "m1", ino: 67 } },
    processes: mapper("P4", "G1", 4),
  };
  const of = play("L5", world, { ...unbind, device: "pmem1" });
  assert.deepEqual(who(of), ["P4"]);
  assert.deepEqual([mapped(of, "P4").length, mapped(of, "P1").length], [0, 4]);
  assert.deepEqual(
    ["pmem0.alive", "pmem1.alive", "m0.shutdown", "m1.shutdown"].map((fact) => of.state.get(fact)),
    ["1", "0", "none", "FORCE_UMOUNT"],
  );
});

/** Groups of 48 blocks, which is no power of two, the last one of 20; F3 ends the device. */
const uneven = {
  devices: { pmem0: { bytes: 164 * 4096 } },
  mounts: {
    m0: {
      ...{ agBlocks: 48, lastAgBlocks: 20 },
      groups: [
        groups[0],
        { records: [{ start: 40, count: 8, owner: "F2" }] },
        { records: [] },
        { records: [{ start: 18, count: 2, owner: "F3" }] },
      ],
    },
  },
  files: { F3: { mount: "m0", ino: 1603 } },
  processes: {
    P3: { maps: [{ file: "F2", pages: 8, touched: "write" }] },
    ...mapper("P4", "F3", 2),
  },
};

test("groups that are no power of two, the last one short, are walked to their own ends", () => {
  for (const level of ["L2y", "L5"]) {
    const last = play(level, { ...uneven, sysctl: early }, poison("F3", 1));
    assert.deepEqual(host(last, "rmap-query"), ["rmap-query: mount m0, ag 3, low 19, high 19"]);
    assert.deepEqual(who(last), ["P4"], level);
    const middle = play(level, { ...uneven, sysctl: early }, poison("F2", 7));
    assert.deepEqual(host(middle, "rmap-query"), ["rmap-query: mount m0, ag 1, low 47, high 47"]);
  }
  const all = play("L5", uneven, unbind);
  assert.equal(host(all, "rmap-query").length, 4);
  assert.deepEqual(who(all), ["P1", "P2", "P3", "P4"]);
  assert.deepEqual(mapped(all, "P4"), []);
});

// ---- reverse map ----

test("space of every special owner is metadata, and is lost or removed as such", () => {
  for (const [owner, number] of Object.entries(specialOwners)) {
    const world = { mounts: withRecords({ start: 40, count: 2, owner }) };
    for (const level of ["L2y", "L5"]) {
      const of = play(level, world, poison("pmem0", 41));
      const found = host(of, "rmap-record").map((text) => /owner (\w+)/.exec(text)?.[1]);
      assert.deepEqual(found, [owner], `${level} ${number}`);
      assert.equal(of.state.get("m0.shutdown"), "CORRUPT_ONDISK", `${level} ${owner}`);
    }
    const gone = play("L5", world, unbind);
    assert.equal(gone.state.get("m0.shutdown"), "FORCE_UMOUNT", owner);
  }
});

test("a file's attribute and map blocks are metadata, its unwritten ones are data", () => {
  for (const [fork, reason] of [
    ["attr", "CORRUPT_ONDISK"],
    ["bmbt", "CORRUPT_ONDISK"],
    ["data", "none"],
  ] as const) {
    const world = {
      mounts: withRecords({ start: 40, count: 1, owner: "F1", offset: 8, fork, unwritten: true }),
      ...{ processes: mapper("P4", "F1", 1, { firstPage: 8, touched: "none" }), sysctl: early },
    };
    const of = play("L2y", world, poison("pmem0", 40));
    assert.equal(of.state.get("m0.shutdown"), reason, fork);
    assert.match(host(of, "rmap-record")[0] ?? "", /owner F1, offset 8, flags [456]$/);
  }
});

test("blocks that two files share are told to who maps either", () => {
  const world = {
    mounts: withRecords({ start: 16, count: 2, owner: "F4" }),
    files: { F4: { mount: "m0", ino: 68 } },
    ...{ processes: mapper("P4", "F4", 2), sysctl: early },
  };
  for (const level of ["L2y", "L5"])
    assert.deepEqual(who(play(level, world, poison("F1", 0))), ["P1", "P4"], level);
});

// ---- inode cache ----

test("every state of an inode in the cache has the answer that the cache gives for it", () => {
  const answers = {
    ...{ cached: 0, "not-cached": -61, reclaimable: -11 },
    ...{ unlinked: -2, corrupt: -117, "unlinked-open": 0 },
  };
  for (const [cache, answer] of Object.entries(answers)) {
    const of = play("L2y", { files: { F1: { cache } }, sysctl: early }, poison("F1", 1));
    assert.deepEqual(host(of, "iget"), [`iget: mount m0, object F1, result ${answer}`], cache);
    assert.deepEqual(who(of), answer ? [] : ["P1"], cache);
    const harmless = answer === 0 || cache === "not-cached";
    assert.equal(of.state.get("m0.shutdown"), harmless ? "none" : "CORRUPT_ONDISK", cache);
  }
});

// ---- processes ----

test("a private copy is memory of the process's own: it stays, and nobody hears of it", () => {
  const maps = (touched: string): object => ({
    processes: { P1: { maps: [{ file: "F1", pages: 2, shared: false, touched }] } },
  });
  for (const level of ["L2y", "L5"]) {
    const copied = play(level, { ...maps("write"), sysctl: early }, poison("F1", 1));
    assert.deepEqual(who(copied), [], level);
    assert.equal(
      mapped(copied, "P1").length,
      mapped({ ...copied, state: copied.initialState }, "P1").length,
    );
    const read = play(level, { ...maps("read"), sysctl: early }, poison("F1", 1));
    assert.deepEqual(who(read), ["P1"], level);
    assert.deepEqual(mapped(read, "P1"), ["P1 maps F1 page 0"], level);
  }
});

test("a write through MAP_SYNC waits for the log first, one without does not", () => {
  for (const sync of [true, false]) {
    const world = { processes: { P4: { maps: [{ file: "F1", firstPage: 4, pages: 1, sync }] } } };
    const of = play("L5", world, { kind: "write", file: "F1", page: 4, by: "P4" });
    const kinds = of.events.filter(({ kind }) => kind === "host").map(({ name }) => name);
    const steps = kinds.filter((name) => ["log-force", "map", "fault"].includes(name));
    assert.deepEqual(steps, sync ? ["log-force", "map", "fault"] : ["map", "fault"]);
  }
});

test("a signal arrives as its process takes it", () => {
  const results = { default: "queued", handled: "queued", blocked: "blocked", ignored: "ignored" };
  for (const [sigbus, result] of Object.entries(results)) {
    const world = { processes: { P1: { sigbus, earlyKill: true } } };
    const of = play("L2y", world, poison("F1", 1));
    assert.match(told(of)[0] ?? "", new RegExp(`code BUS_MCEERR_AO.*result ${result}$`), sigbus);
    assert.equal(of.state.has("P1 pending SIGBUS"), sigbus !== "ignored", sigbus);
    // Who runs into the error cannot refuse it, and without a handler it ends there.
    const consumed = play("L2y", world, {
      ...poison("F1", 1, "P1"),
      flags: 2,
    });
    assert.match(told(consumed)[0] ?? "", /code BUS_MCEERR_AR.*result forced$/);
    assert.equal(consumed.state.get("P1 killed"), sigbus === "handled" ? undefined : "yes", sigbus);
  }
});

test("a process's own policy goes before the sysctl", () => {
  const policy = (P1: object, memoryFailureEarlyKill: boolean): readonly string[] =>
    who(play("L2y", { processes: { P1 }, sysctl: { memoryFailureEarlyKill } }, poison("F1", 1)));
  assert.deepEqual(policy({}, false), []);
  assert.deepEqual(policy({}, true), ["P1"]);
  assert.deepEqual(policy({ earlyKill: true }, false), ["P1"]);
  assert.deepEqual(policy({ lateKill: true }, true), []);
});

test("where no recovery is allowed a lost page is the end of the kernel", () => {
  const of = play("L2y", { sysctl: { memoryFailureRecovery: false } }, poison("F1", 1));
  assert.equal(of.outcome.kind === "trapped" && of.outcome.trap, "panic");
});

// ---- errors of the hardware ----

test("every vendor has its own rule for which addresses can be used", () => {
  // A consumed load; MISC says that bits from 32 up are known only.
  const check = (vendor: string, level: string, misc: string): boolean => {
    const of = play(
      level,
      { vendor },
      {
        ...{ kind: "mce-record", bank: 4, status: "0xbd00000000080090", misc, severity: 0 },
        address: "0x100010040",
      },
    );
    return [...of.state.keys()].some((fact) => fact.startsWith("badrange"));
  };
  const wide = "0xa0";
  const page = "0x8c";
  for (const vendor of ["intel", "zhaoxin"]) {
    assert.equal(check(vendor, "L2", page), vendor === "intel" || vendor === "zhaoxin", vendor);
    assert.equal(check(vendor, "L2", wide), false, vendor);
  }
  for (const vendor of ["amd", "hygon"]) assert.equal(check(vendor, "L2", wide), true, vendor);
  // From 6.7 on AMD asks for the poison bit, and nobody asks anything of Hygon.
  assert.equal(check("amd", "L2y", wide), false);
  assert.equal(check("hygon", "L2y", wide), true);
});

test("of a firmware record only the address and its mask are acted on", () => {
  const facts = (validationBits: number): readonly string[] => {
    const { state } = play("L5", {}, { ...record("0xffffffffffffffc0"), validationBits });
    return [...state].flatMap(([fact, value]) =>
      /^(mce record|badrange)/.test(fact) ? [`${fact} ${value}`] : [],
    );
  };
  const [both, address] = [facts(6), facts(2)];
  assert.notDeepEqual(both, address);
  assert.ok(both.includes("badrange 0 start 0x100010040, length 64"));
  assert.ok(address.includes("badrange 0 start 0x100010000, length 4096"));
  for (let bit = 0; bit < 16; bit++) {
    const name = `bit ${bit}`;
    if (bit === 1 || bit === 2) continue;
    assert.deepEqual(facts(6 | (1 << bit)), both, name);
    assert.deepEqual(facts(2 | (1 << bit)), address, name);
    assert.deepEqual(facts(1 << bit), [], name);
  }
});

// ---- bad blocks ----

test("what was lost before the drivers came is on their lists, and nobody faults into it", () => {
  const world = {
    badRanges: [{ start: "0x100017040", bytes: 64 }],
    processes: { P4: { maps: [{ file: "F1", firstPage: 4, pages: 4 }] } },
  };
  for (const level of ["L0", "L2y", "L5"])
    for (const kind of ["read", "write"]) {
      const touch = (page: number): object => ({ kind, file: "F1", page, by: "P4" });
      const of = play(level, world, touch(7), touch(6));
      for (const list of ["region0", "pmem0"])
        assert.equal(of.initialState.get(`${list} badblock 184`), "1 sector", `${level} ${list}`);
      assert.deepEqual(
        host(of, "fault").map((text) => /page (\d), .*result (\w+)$/.exec(text)?.slice(1)),
        [
          ["7", "SIGBUS"],
          ["6", "mapped"],
        ],
        `${level} ${kind}`,
      );
      assert.match(told(of).join(), /^to P4, signal SIGBUS, code BUS_ADRERR, object F1, page 7/);
    }
});

test("a mount that needs a lost block fails, and lets its devices go", () => {
  const mount = { kind: "mount", mount: "m0", by: "SH" };
  const nobody = { P1: { maps: [] }, P2: { maps: [] }, P3: { maps: [] } };
  const world = (start: string, more: object = {}): object => ({
    badRanges: [{ start, bytes: 512 }],
    mounts: { m0: { mounted: false, ...more } },
    processes: nobody,
  });
  // The super block, the header of group 1, a block of the log in group 2.
  for (const start of ["0x100000000", "0x100040000", "0x1000b0000"])
    for (const level of ["L0", "L5"]) {
      const of = play(level, world(start), mount);
      assert.deepEqual(host(of, "mount"), ["mount: mount m0, step failed"], `${level} ${start}`);
      assert.deepEqual([of.state.get("m0.mounted"), of.state.get("pmem0.holder")], ["no", "none"]);
    }
  // Data is not read, nor are headers where nothing can be written.
  for (const [start, more] of [
    ["0x100017000", {}],
    ["0x100040000", { readOnly: true }],
  ] as const)
    assert.match(host(play("L5", world(start, more), mount), "mount").join(), /step born/, start);
});

test("a driver bound again has its list again, and a page that is mapped is not bad", () => {
  const badRanges = [{ start: "0x100030000", bytes: 4096 }];
  const again = play("L5", { badRanges }, unbind, { ...unbind, kind: "bind" });
  assert.equal(again.state.get("pmem0 badblock 384"), "8 sectors");
  const mapped = play("L5", { badRanges: [{ start: "0x100011000", bytes: 1 }] }, unbind);
  assert.match(JSON.stringify(mapped.outcome), /the world could not be built/);
});

// ---- failures on demand ----

/** For each call that can be made to fail: what has to happen for it to be made. */
const callers: Readonly<Record<string, readonly [level: string, ...stimuli: object[]]>> = {
  sync_fs: ["L3", unbind],
  xfs_log_force: ["L3", unbind],
  xfs_alloc_read_agf: ["L3", unbind],
  xfs_rmap_query_range: ["L3", unbind],
  xfs_trans_alloc_empty: ["L3", unbind],
  xfs_iget: ["L3", unbind],
  sync_blockdev: ["L3", unbind],
  sync_blockdev_nowait: ["L3", unbind],
  blkdev_issue_flush: [
    "L3",
    { kind: "munmap", file: "F1", by: "P4" },
    { kind: "umount", mount: "m0", by: "SH" },
  ],
  iomap_begin: ["L3", { kind: "read", file: "F1", page: 7, by: "P4" }],
};

test("every call that can be made to fail does, as often as it is told to and not before", () => {
  assert.deepEqual(Object.keys(callers).sort(), Object.keys(injectableCalls).sort());
  const processes = [
    { name: "SH" },
    { name: "P4", maps: [{ file: "F1", firstPage: 4, pages: 4 }] },
  ];
  for (const [call, [level, ...stimuli]] of Object.entries(callers)) {
    const fail = (skip: number, times: number): readonly string[] =>
      host(
        play(level, { processes, injections: [{ call, error: "EIO", skip, times }] }, ...stimuli),
        "injected",
      );
    const text = `injected: call ${injectableCalls[call]}, error -5`;
    assert.deepEqual(fail(0, 1), [text], call);
    assert.deepEqual(fail(1000, 1), [], call);
  }
});

test("an allocation fails for the function that is named, and for no other", () => {
  const world = (call: string): object => ({
    sysctl: early,
    injections: [{ call, error: "ENOMEM", times: 1 }],
  });
  assert.deepEqual(who(play("L2y", world("kmalloc:__add_to_kill"), poison("F1", 2))), ["P2"]);
  assert.deepEqual(who(play("L2y", world("kmalloc:kill_dax"), poison("F1", 2))), ["P1", "P2"]);
});
