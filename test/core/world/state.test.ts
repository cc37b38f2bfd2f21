// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Machine } from "../../../src/core/interp";
import { bootWorld, currentProcess, readState, w0 } from "../../../src/core/world";
import { modelProgram, runModel, worldOf } from "../../support/model";

const program = modelProgram();

test("the base world shows what is mapped, cached and alive, and nothing held", () => {
  const machine = new Machine(program, { fuel: 1_000_000 });
  assert.equal(bootWorld(machine, w0).kind, "returned");
  assert.deepEqual(
    [...readState(machine)].map(([fact, value]) => `${fact}: ${value}`),
    [
      "pmem0.driver: nd_pmem",
      "pmem0.alive: 1",
      "pmem0.holder: m0",
      "pmem0.holder operations: set",
      "pmem0.pages: present",
      "pmem0.disk: 2048 sectors",
      "m0.shutdown: none",
      "m0.frozen: no",
      "m0.log: running",
      "F1 entry 0: pmem0 page 16, dirty",
      "F1 entry 1: pmem0 page 17, dirty",
      "F1 entry 2: pmem0 page 18, dirty",
      "F1 entry 3: pmem0 page 19, dirty",
      "F2 entry 0: pmem0 page 84, clean",
      "P1 maps F1 page 0: pmem0 page 16, 4 KiB, writable",
      "P1 maps F1 page 1: pmem0 page 17, 4 KiB, writable",
      "P1 maps F1 page 2: pmem0 page 18, 4 KiB, writable",
      "P1 maps F1 page 3: pmem0 page 19, 4 KiB, writable",
      "P2 maps F1 page 2: pmem0 page 18, 4 KiB, read-only",
      "P3 maps F2 page 0: pmem0 page 84, 4 KiB, read-only",
    ],
  );
  assert.equal(currentProcess(machine), "swapper");
});

test("the state is one map until a byte that it was made of is another", () => {
  const machine = new Machine(program, { fuel: 1_000_000 });
  bootWorld(machine, w0);
  const { bytes } = machine.memory;
  const state = readState(machine);
  assert.equal(readState(machine), state);
  const told = JSON.stringify([...state]);
  const letters = [...bytes.keys()].filter(
    (at) => String.fromCharCode(...bytes.subarray(at, at + 3)) === "F1\0",
  );
  for (const at of letters) bytes[at] = 0x47;
  assert.equal(JSON.stringify([...readState(machine)]), told.replaceAll("F1", "G1"));
  for (const at of letters) bytes[at] = 0x46;
  assert.equal(JSON.stringify([...readState(machine)]), told);
});

test("two boots of one world give the same memory", () => {
  const states = [1, 2].map(() => {
    const machine = new Machine(program, { fuel: 1_000_000 });
    bootWorld(machine, w0);
    return { facts: [...readState(machine)], step: machine.step };
  });
  assert.deepEqual(states[0], states[1]);
});

test("what is held in the middle of a run is a fact, and is none at its end", () => {
  let during: ReadonlyMap<string, string> | undefined;
  const { after } = runModel(
    program,
    { base: "w0" },
    { kind: "memory-failure", object: "F1", page: 1 },
    {
      hooks: {
        call: (callee) => {
          if (callee.name === "xfs_dax_notify_failure") during = readState(machineOf());
        },
      },
      onEvent: () => undefined,
    },
    (machine) => void (current = machine),
  );
  assert.deepEqual(
    [...(during ?? [])].filter(([fact]) => fact.startsWith("held ")),
    [
      ["held mutex mf_mutex", "1 time"],
      ["held pagemap pmem0", "1 time"],
      ["held srcu dax_srcu", "1 time"],
    ],
  );
  assert.deepEqual(
    [...after.keys()].filter((fact) => fact.startsWith("held ")),
    [],
  );
});

let current: Machine | undefined;
const machineOf = (): Machine => {
  assert.ok(current);
  return current;
};

test("the largest device there can be is booted, and a boot without fuel says so", () => {
  const world = worldOf({ devices: [{ name: "pmem0", basePhys: 0x1000, bytes: "0x80000000" }] });
  const boot = (fuel: number): string => bootWorld(new Machine(program, { fuel }), world).kind;
  assert.equal(boot(1_000_000), "returned");
  assert.equal(boot(100), "out-of-fuel");
});
