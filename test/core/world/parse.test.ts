// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStimuli, parseWorld, w0 } from "../../../src/core/world";

const problems = (json: unknown): string[] =>
  parseWorld(json).diagnostics.map(({ message }) => message);

test("the base world is valid as it is", () => {
  const { value, diagnostics } = parseWorld({ base: "w0" });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(value, w0);
});

test("changes keyed by name land in the item of that name", () => {
  const { value } = parseWorld({ base: "w0", processes: { P1: { earlyKill: true } } });
  assert.deepEqual(
    value.processes.map(({ name, earlyKill }) => `${name} ${earlyKill}`),
    ["SH false", "P1 true", "P2 false", "P3 true"],
  );
  assert.equal(value.processes[1]?.maps.length, 1);
});

test("a new name adds an item, a list replaces the list", () => {
  const added = parseWorld({ base: "w0", files: { F3: { mount: "m0", ino: 68 } } });
  assert.deepEqual(
    added.value.files.map(({ name }) => name),
    ["F1", "F2", "F3"],
  );
  const replaced = parseWorld({ base: "w0", processes: [{ name: "P9" }] });
  assert.deepEqual(
    replaced.value.processes.map(({ name }) => name),
    ["P9"],
  );
});

test("what does not fit is said with its path", () => {
  assert.deepEqual(problems({ base: "w0", sysctl: { earlyKill: true } }), [
    "world.sysctl.earlyKill is not a known name",
  ]);
  assert.deepEqual(problems({ base: "w0", processes: { P1: { sigbus: "caught" } } }), [
    "world.processes.1.sigbus is not one of default, handled, blocked, ignored",
  ]);
  assert.deepEqual(problems("w0"), ["world is not an object"]);
});

test("what does not fit together is said too", () => {
  assert.deepEqual(problems({ base: "w0", files: { F1: { ino: 2048 } } }), [
    "world.files.F1.ino lies behind the last group",
  ]);
  assert.deepEqual(problems({ base: "w0", devices: { pmem0: { bytes: 4096 } } }), [
    "world.mounts.m0 does not fit its device",
  ]);
  assert.deepEqual(problems({ base: "w0", injections: [{ call: "main", error: "EIO" }] }), [
    "world.injections.0.call is no call that can be made to fail",
  ]);
  assert.deepEqual(problems({ base: "w0", processes: { P1: { maps: { 0: { pages: 9 } } } } }), [
    "world.processes.P1.maps.0 touches page 8, which is a hole",
  ]);
});

test("long numbers are text, and too long ones are refused", () => {
  const record = { kind: "ghes-record", severity: "recoverable", validationBits: 6, mask: "0x0" };
  const good = parseStimuli([{ ...record, physicalAddress: "0xffffffffffffffff" }]);
  assert.deepEqual(good.diagnostics, []);
  const bad = parseStimuli([{ ...record, physicalAddress: "18446744073709551616" }]);
  assert.deepEqual(
    bad.diagnostics.map(({ message }) => message),
    ["stimuli.0.physicalAddress is not an unsigned 64-bit number"],
  );
});

test("names of the object's own machinery change nothing", () => {
  const json: unknown = JSON.parse('{ "base": "w0", "processes": { "P1": { "__proto__": 1 } } }');
  assert.deepEqual(parseWorld(json).value, w0);
});
