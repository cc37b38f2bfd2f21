// SPDX-License-Identifier: MIT
// Each kind of thing that can happen to the machine, by what it leaves behind.
import assert from "node:assert/strict";
import test from "node:test";
import { runScenario, type Run } from "../../../src/core/sim";
import { modelProgram } from "../../support/model";
import { poison, scenario, unbind } from "../sim/support";

const program = modelProgram([], "L5");
const play = (world: object, ...stimuli: readonly object[]): Run =>
  runScenario(program, scenario(world, ...stimuli));

const host = (of: Run, ...names: readonly string[]): readonly string[] =>
  of.events
    .filter((event) => event.kind === "host" && names.includes(event.name))
    .map(({ text }) => text);
const facts = (of: Run, ...names: readonly string[]): readonly (string | undefined)[] =>
  names.map((name) => of.state.get(name));

const nobody = [{ name: "SH" }, { name: "P1" }];
const by = (process: string, kind: string, more: object): object => ({
  kind,
  by: process,
  ...more,
});
const onMount = (kind: string, process = "SH"): object => by(process, kind, { mount: "m0" });
const onFile = (kind: string, more: object = {}): object => by("P1", kind, { file: "F1", ...more });

test("a device that is unbound and bound again is alive, and nobody holds it", () => {
  const gone = play({ processes: nobody }, unbind);
  assert.deepEqual(facts(gone, "pmem0.alive", "pmem0.driver"), ["0", "none"]);
  const back = play({ processes: nobody }, unbind, { ...unbind, kind: "bind" });
  assert.deepEqual(facts(back, "pmem0.alive", "pmem0.driver", "pmem0.holder"), [
    "1",
    "nd_pmem",
    "none",
  ]);
});

test("a mount begins with its devices, and an unmount lets them go", () => {
  const later = { processes: nobody, mounts: { m0: { mounted: false } } };
  const up = play(later, onMount("mount"));
  assert.deepEqual(
    [up.initialState.get("pmem0.holder"), ...facts(up, "pmem0.holder")],
    ["none", "m0"],
  );
  const down = play({ processes: nobody }, onMount("umount"));
  assert.deepEqual(facts(down, "pmem0.holder", "m0.mounted"), ["none", "no"]);
  const busy = play({}, onMount("umount"));
  assert.deepEqual(host(busy, "mount"), ["mount: mount m0, step busy"]);
});

test("a freeze goes through its levels, and a thaw ends it", () => {
  const frozen = play({}, onMount("freeze"));
  assert.equal(frozen.state.get("m0.frozen"), "complete");
  assert.deepEqual(
    host(frozen, "freeze").map((text) => /step (.*)$/.exec(text)?.[1]),
    ["pagefault", "complete"],
  );
  const thawed = play({}, onMount("freeze"), onMount("thaw", "P1"));
  assert.equal(thawed.state.get("m0.frozen"), "no");
});

test("a mapping is made, touched, written back, and taken away by its own process", () => {
  const mmap = onFile("mmap", { firstPage: 4, pages: 2 });
  const page4 = ["P1 maps F1 page 4", "F1 entry 4"];
  const world = { processes: nobody };
  assert.deepEqual(facts(play(world, mmap), ...page4), [undefined, undefined]);
  const read = play(world, mmap, onFile("read", { page: 4 }));
  assert.deepEqual(facts(read, ...page4), [
    "pmem0 page 20, 4 KiB, read-only",
    "pmem0 page 20, clean",
  ]);
  const write = play(world, mmap, onFile("write", { page: 4 }));
  assert.deepEqual(facts(write, ...page4), [
    "pmem0 page 20, 4 KiB, writable",
    "pmem0 page 20, dirty",
  ]);
  const synced = play(world, mmap, onFile("write", { page: 4 }), onFile("msync"));
  assert.deepEqual(facts(synced, ...page4), [
    "pmem0 page 20, 4 KiB, read-only",
    "pmem0 page 20, clean",
  ]);
  const unmapped = play(world, mmap, onFile("read", { page: 4 }), onFile("munmap"));
  assert.deepEqual(facts(unmapped, ...page4), [undefined, "pmem0 page 20, clean"]);
  const fault = play(world, mmap, onFile("munmap"), onFile("read", { page: 4 }));
  assert.equal(fault.state.get("P1 killed"), "yes");
});

test("a process that exits maps nothing, and is told of nothing", () => {
  const of = play({}, by("P1", "exit", {}), unbind);
  assert.deepEqual(host(of, "exit"), ["exit: process P1"]);
  assert.deepEqual(
    host(of, "signal").map((text) => /to (\w+)/.exec(text)?.[1]),
    ["P2", "P3"],
  );
});

test("a lost page is told as optional by a worker, and as required to who runs into it", () => {
  const code = (of: Run): readonly string[] =>
    host(of, "signal").map((text) => /to (\w+).*code (\w+)/.exec(text)?.slice(1).join(" ") ?? "");
  const early = { sysctl: { memoryFailureEarlyKill: true } };
  assert.deepEqual(code(play(early, poison("F1", 2))), ["P1 BUS_MCEERR_AO", "P2 BUS_MCEERR_AO"]);
  assert.deepEqual(code(play(early, { ...poison("F1", 2, "P2"), flags: 2 })), [
    "P1 BUS_MCEERR_AO",
    "P2 BUS_MCEERR_AR",
  ]);
});

const bank = { bank: 7, address: "0x100011040", misc: "0x8c" };
const check = (status: string, more: object = {}): object =>
  by("P1", "machine-check", { ...bank, status, ...more });
/** A load of lost data: uncorrected, signalled, action required. */
const consumed = "0xbd80000000000134";

test("a load of lost data is the end of the process or of the kernel, by where it strikes", () => {
  const end = (where: string, restartable = true): string => {
    const { outcome, state } = play({}, check(consumed, { where, restartable }));
    return outcome.kind === "trapped"
      ? outcome.trap
      : (state.get("P1 pending SIGBUS") ?? "nothing");
  };
  assert.match(end("user"), /^BUS_MCEERR_AR, F1 page 1/);
  assert.equal(end("kernel"), "panic");
  assert.equal(end("kernel-recoverable"), "nothing");
  // Who copied from the page maps it: that is who is running when the page is taken away.
  assert.match(end("copy-in"), /^BUS_MCEERR_AR, F1 page 1/);
  // Where it cannot go on it is not asked which page it was.
  assert.match(end("user", false), /^code 0, no mapping/);
});

test("a patrol scrub, a corrected error and a deferred one are judged by their own rules", () => {
  const told = (stimulus: object): readonly string[] =>
    host(play({}, stimulus), "severity").map((text) => /severity (\w+)$/.exec(text)?.[1] ?? "");
  assert.deepEqual(told(check("0xbd000000000000c0")), ["AO"]);
  assert.deepEqual(told(check("0x9c00000000000090")), ["KEEP"]);
  const poll = { kind: "machine-check-poll", ...bank };
  assert.deepEqual(told({ ...poll, status: "0x9c00000000000090" }), ["KEEP"]);
  assert.deepEqual(told({ ...poll, status: "0xbc00000000000090" }), ["UCNA"]);
  assert.deepEqual(told({ ...poll, status: "0xbd80000000000134" }), []);
});

test("a search for bad memory leaves bad blocks, into which nobody faults any more", () => {
  const ars = { kind: "ars", start: "0x100014000", bytes: 512 };
  const mmap = onFile("mmap", { firstPage: 4, pages: 1 });
  const of = play({ processes: nobody }, ars, mmap, onFile("read", { page: 4 }));
  assert.deepEqual(facts(of, "badrange 0", "pmem0 badblock 160"), [
    "start 0x100014000, length 512",
    "1 sector",
  ]);
  assert.match(host(of, "fault")[0] ?? "", /result SIGBUS$/);
});

test("a setting that is written decides from then on", () => {
  const set = (name: string, value: number): object => by("SH", "sysctl", { name, value });
  const heard = (of: Run): number => host(of, "signal").length;
  assert.equal(heard(play({}, poison("F1", 1))), 0);
  assert.equal(heard(play({}, set("memory_failure_early_kill", 1), poison("F1", 1))), 1);
  const panics = play({}, set("memory_failure_recovery", 0), poison("F1", 1));
  assert.equal(panics.outcome.kind === "trapped" && panics.outcome.trap, "panic");
});
