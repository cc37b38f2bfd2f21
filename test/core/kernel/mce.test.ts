// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import {
  compileUnit,
  linkProgram,
  type Program,
  type SourceTree,
  type Unit,
} from "../../../src/core/cc";
import { hostNames, Machine, type Stop } from "../../../src/core/interp";
import { compileOptions, levels, modelTree, modelUnits } from "../../../src/core/kernel";
import { modelProgram, ofKinds, perform, runModel } from "../../support/model";
import { bootWorld, readState, w0, type Stimulus, type World } from "../../../src/core/world";

const apei = "arch/x86/kernel/cpu/mce/apei.c";
const baseLine = "m.misc = (MCI_MISC_ADDR_PHYS << 6) | PAGE_SHIFT;";
const v3Line = "m.misc = (MCI_MISC_ADDR_PHYS << 6) | __ffs64(mem_err->physical_addr_mask);";
/** Below it lies the first data block of F1. */
const address = 0x1_0001_0040n;
const bothValid = 6;
const onlyAddressValid = 2;

const model = modelTree("L0");
const units = new Map<string, Unit>();
const programs = new Map<string, Program>();

/** The model with another text for the line that the threads are about. */
function programWith(miscLine: string): Program {
  const text = model.read(apei)?.replace(baseLine, miscLine);
  const tree: SourceTree = { read: (path) => (path === apei ? text : model.read(path)) };
  const compiled = modelUnits("L0").map((path) => {
    const key = path === apei ? miscLine : path;
    const unit = units.get(key) ?? compileUnit(tree, path, compileOptions("L0"));
    units.set(key, unit);
    return unit;
  });
  const program = programs.get(miscLine) ?? linkProgram(compiled, { hosts: hostNames });
  programs.set(miscLine, program);
  return program;
}

interface Options {
  readonly miscLine?: string;
  readonly world?: World;
  readonly ffs64OfZero?: bigint;
}

interface Run {
  readonly stop: Stop;
  readonly events: readonly string[];
  readonly messages: readonly string[];
  readonly undefinedKinds: readonly string[];
  /** What the stimuli changed, by name. */
  readonly state: ReadonlyMap<string, string>;
}

function run(stimuli: readonly Stimulus[], options: Options = {}): Run {
  const program = programWith(options.miscLine ?? baseLine);
  const events: string[] = [];
  const messages: string[] = [];
  const undefinedKinds: string[] = [];
  const { ffs64OfZero } = options;
  const machine = new Machine(program, {
    fuel: 1_000_000,
    onEvent: (kind, text) => events.push(`${kind}: ${text}`),
    onMessage: (_level, text) => messages.push(text.trimEnd()),
    hooks: { undefinedProduced: (kind) => undefinedKinds.push(kind) },
    ...(ffs64OfZero === undefined ? {} : { undefinedResults: { ffs0: ffs64OfZero } }),
  });
  assert.equal(bootWorld(machine, options.world ?? w0).kind, "returned");
  events.length = 0;
  const before = readState(machine);
  let stop: Stop = { kind: "returned" };
  for (const stimulus of stimuli) if (stop.kind === "returned") stop = perform(machine, stimulus);
  const state = new Map(
    [...readState(machine)].filter(([key, value]) => before.get(key) !== value),
  );
  return { stop, events, messages, undefinedKinds, state };
}

const report = (mask: bigint, changes: Partial<Extract<Stimulus, { kind: "ghes-record" }>> = {}) =>
  ({
    kind: "ghes-record",
    severity: "recoverable",
    validationBits: bothValid,
    physicalAddress: `0x${address.toString(16)}`,
    mask: `0x${mask.toString(16)}`,
    thresholdExceeded: false,
    ...changes,
  }) as const;

const ones = 0xffff_ffff_ffff_ffffn;
const granule64 = 0xffff_ffff_ffff_ffc0n;

test("the base marks a whole page bad for 64 reported bytes", () => {
  const { stop, state, events } = run([report(granule64)]);
  assert.equal(stop.kind, "returned");
  assert.equal(state.get("mce record 0 misc"), "mode PHYS, lsb 12");
  assert.equal(state.get("mce record 0 kflags"), "NFIT");
  assert.equal(state.get("badrange 0"), "start 0x100010000, length 4096");
  assert.equal(state.get("pmem0 badblock 128"), "8 sectors");
  assert.equal(state.get("region0 badblock 128"), "8 sectors");
  assert.ok(events.includes("mce-record: bank=255, addr=0x100010040, uc=1, mode=PHYS, lsb=12"));
});

test("the base pays no heed to the mask", () => {
  for (const mask of [0n, ones, 0x40n]) {
    const { stop, state, undefinedKinds } = run([report(mask)]);
    assert.equal(stop.kind, "returned");
    assert.deepEqual(undefinedKinds, []);
    assert.equal(state.get("badrange 0"), "start 0x100010000, length 4096");
  }
});

test("with the mask's lowest bit in MISC one sector is marked for 64 bytes", () => {
  const { stop, state } = run([report(granule64)], { miscLine: v3Line });
  assert.equal(stop.kind, "returned");
  assert.equal(state.get("mce record 0 misc"), "mode PHYS, lsb 6");
  assert.equal(state.get("badrange 0"), "start 0x100010040, length 64");
  assert.equal(state.get("pmem0 badblock 128"), "1 sector");
});

test("a mask of all ones is one byte, and one sector", () => {
  const { state } = run([report(ones)], { miscLine: v3Line });
  assert.equal(state.get("mce record 0 misc"), "mode PHYS, lsb 0");
  assert.equal(state.get("badrange 0"), "start 0x100010040, length 1");
  assert.equal(state.get("pmem0 badblock 128"), "1 sector");
});

test("a mask of zero makes MISC undefined, and the first reader that asks for it stops", () => {
  const { stop, undefinedKinds, state } = run([report(0n)], { miscLine: v3Line });
  assert.deepEqual(undefinedKinds, ["ffs0"]);
  assert.equal(state.get("mce record 0 misc"), "undefined");
  assert.equal(state.has("badrange 0"), false);
  assert.equal(stop.kind, "trapped");
  if (stop.kind !== "trapped") return;
  assert.equal(stop.trap.kind, "undefined-decides");
  assert.equal(stop.trap.function, "mce_usable_address");
  assert.match(stop.trap.message, /__ffs64\(0\)/);
});

test("where __ffs64(0) is 64 the record's mode is wrong and nothing is remembered", () => {
  const options = { miscLine: v3Line, ffs64OfZero: 64n };
  const { stop, undefinedKinds, state, messages } = run([report(0n)], options);
  assert.equal(stop.kind, "returned");
  assert.deepEqual(undefinedKinds, ["ffs0"]);
  assert.equal(state.get("mce record 0 misc"), "mode MEM, lsb 0");
  assert.equal(state.get("mce record 0 kflags"), "none");
  assert.equal(state.has("badrange 0"), false);
  assert.ok(messages.some((message) => message.includes("MISC c0")));
});

test("a mask beyond a page makes the address unusable", () => {
  const { state } = run([report(0xffff_ffff_ffe0_0000n)], { miscLine: v3Line });
  assert.equal(state.get("mce record 0 misc"), "mode PHYS, lsb 21");
  assert.equal(state.has("badrange 0"), false);
});

test("the lowest bit of a mask with holes rules, and an invalid mask is used as well", () => {
  const holes = run([report(0xffff_ffff_ffff_f0c0n)], { miscLine: v3Line });
  assert.equal(holes.state.get("badrange 0"), "start 0x100010040, length 64");
  const invalid = report(0x40n, { validationBits: onlyAddressValid });
  assert.equal(run([invalid], { miscLine: v3Line }).state.get("badrange 0")?.includes("64"), true);
  assert.equal(
    run([invalid]).state.get("badrange 0"),
    "start 0x100010000, length 4096",
    "the base does not look",
  );
});

test("adjacent reports are one range at the base and two with the mask", () => {
  const reports = [report(granule64), report(granule64, { physicalAddress: "0x100010080" })];
  const base = run(reports).state;
  assert.equal(base.get("badrange 0"), "start 0x100010000, length 4096");
  assert.equal(base.has("badrange 1"), false);
  const v3 = run(reports, { miscLine: v3Line }).state;
  assert.equal(v3.get("badrange 0"), "start 0x100010040, length 64");
  assert.equal(v3.get("badrange 1"), "start 0x100010080, length 64");
  assert.equal(v3.get("pmem0 badblock 128"), "1 sector");
});

test("the last page of a range stays inside it", () => {
  const last = report(granule64, { physicalAddress: "0x1000fffc0" });
  const { state } = run([last]);
  assert.equal(state.get("badrange 0"), "start 0x1000ff000, length 4096");
  assert.equal(state.get("pmem0 badblock 2040"), "8 sectors");
});

test("a report without an address is logged by nobody", () => {
  const { state, events } = run([report(granule64, { validationBits: 4 })]);
  assert.equal(state.has("mce record 0 misc"), false);
  assert.ok(!events.some((event) => event.startsWith("work:")));
});

test("a corrected error marks nothing; past the threshold the page is refused", () => {
  const once = run([report(granule64, { severity: "corrected" })]);
  assert.equal(once.state.get("mce record 0 kflags"), "none");
  assert.equal(once.state.has("badrange 0"), false);
  assert.ok(once.messages.some((message) => message.includes("Machine Check")));
  const often = run([report(granule64, { severity: "corrected", thresholdExceeded: true })]);
  assert.ok(often.events.includes("soft-offline: page=0x100010, result=-5"));
});

test("a fatal error ends the run", () => {
  const { stop } = run([report(granule64, { severity: "fatal" })]);
  assert.equal(stop.kind === "trapped" && stop.trap.message, "fatal hardware error");
});

test("only persistent ranges that hold the address take note", () => {
  const beyond = run([report(granule64, { physicalAddress: "0x300000000" })]);
  assert.equal(beyond.state.get("mce record 0 kflags"), "none");
  assert.equal(beyond.state.has("badrange 0"), false);
  const spas = w0.spas.map((spa) => ({ ...spa, kind: "volatile" as const }));
  const volatile = run([report(granule64)], { world: { ...w0, spas } });
  assert.equal(volatile.state.get("mce record 0 kflags"), "none");
});

test("the failed page is dealt with before the record, by a kernel worker", () => {
  const { events } = run([report(granule64)]);
  const work = events.filter((event) => event.startsWith("work:"));
  assert.deepEqual(work, [
    "work: call=memory_failure_work_func",
    "work: call=mce_gen_pool_process",
  ]);
  assert.ok(events.includes("run: process=kworker"));
});

test("the decode chain is called in falling priority", () => {
  const { events } = run([report(granule64)]);
  const chain = events.filter((event) => event.startsWith("notifier:"));
  assert.deepEqual(
    chain.map((event) => /call=(\w+)/.exec(event)?.[1]),
    [
      "ghes_notify_hed",
      "mce_early_notifier",
      "uc_decode_notifier",
      "nfit_handle_mce",
      "mce_default_notifier",
    ],
  );
});

const bank = (changes: Partial<Extract<Stimulus, { kind: "mce-record" }>>) =>
  ({
    kind: "mce-record",
    bank: 7,
    status: "0xbd00000000000090",
    address: `0x${address.toString(16)}`,
    misc: "0x86",
    severity: 6,
    ...changes,
  }) as const;

test("a record of a bank is taken at its word", () => {
  assert.equal(run([bank({})]).state.get("badrange 0"), "start 0x100010040, length 64");
  const optional = run([bank({ severity: 4 })]);
  assert.ok(optional.events.includes("work: call=mce_gen_pool_process"));
  assert.equal(optional.state.get("mce record 0 kflags")?.includes("NFIT"), true);
});

test("a vendor without a limit on the lowest bit has a whole region go bad at 32", () => {
  const deferred = bank({ bank: 4, status: "0x8c00100000080000", misc: "0x20", severity: 0 });
  const { stop, state } = run([deferred], { world: { ...w0, vendor: "amd" } });
  assert.equal(stop.kind, "returned");
  assert.equal(state.get("badrange 0"), "start 0x0, length 0");
  const sectors = [...state]
    .filter(([key]) => key.startsWith("pmem0 badblock"))
    .map(([, value]) => Number.parseInt(value, 10));
  assert.equal(
    sectors.reduce((sum, count) => sum + count, 0),
    0x100000 / 512,
  );
});

test("every lock of the way is given back", () => {
  const { state } = run([report(granule64), report(granule64, { physicalAddress: "0x100020000" })]);
  assert.deepEqual(
    [...state.keys()].filter((key) => key.startsWith("held")),
    [],
  );
});

// ---- what strikes a process at once, and what firmware found after a crash ----

const later = (level: string, stimulus: object, world: object = {}) =>
  runModel(modelProgram([], level), { base: "w0", ...world }, stimulus);
const struck = { ...report(granule64), by: "P1" };

test("a synchronous report nobody can act on ends its process in 6.1.y and from 6.8 on", () => {
  const beyond = { ...struck, physicalAddress: "0x900000000" };
  for (const { id } of levels) {
    const kills = ["L1", "L3", "L4", "L5"].includes(id);
    const of = later(id, beyond);
    const signals = ofKinds(of, "signal").map((text) => /to=(\w+), signal=(\w+)/.exec(text)?.[0]);
    assert.deepEqual(signals, kills ? ["to=P1, signal=SIGBUS"] : [], id);
    // Of what is told later nobody in particular dies.
    assert.deepEqual(
      ofKinds(later(id, { ...report(granule64), physicalAddress: "0x900000000" }), "signal"),
      [],
      id,
    );
  }
});

test("a synchronous report of a page leaves its process to what is done about the page", () => {
  for (const id of ["L1", "L3", "L5"]) {
    const of = later(id, struck);
    assert.ok(
      of.events.includes("work: call=memory_failure_work_func") && of.stop.kind === "returned",
    );
    assert.deepEqual(
      ofKinds(of, "signal").filter((text) => text.includes("code=none")),
      [],
      id,
    );
  }
});

test("the registers of an AMD bank become a record, and other vendors have none", () => {
  const block = {
    ...{ kind: "smca-record", bank: 3, status: "0xbc00000000080090", misc: "0x8c", apicId: 0 },
    address: "0x100010040",
  };
  for (const { id } of levels) {
    const of = later(id, block, { vendor: "amd" });
    assert.equal(of.result, 0n, id);
    assert.equal(of.after.get("mce record 0 address"), "0x100010040", id);
    assert.equal(of.after.get("mce record 0 status"), "0xbc00000000080090", id);
    assert.equal(later(id, block).result, -22n, id);
  }
});
