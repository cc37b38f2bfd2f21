// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameState, Machine } from "../../../src/core/interp";
import type { Snapshot } from "../../../src/core/interp";
import { boot } from "../../support/c";

const text = `
#include <stdlib.h>
#include <string.h>
static long table[200];
static char *held[4];
long put(int index, long value) { return table[index] = value; }
int hold(int index, int size) { held[index] = malloc(size); return held[index] != 0; }
int drop(int index) { free(held[index]); held[index] = 0; return 0; }
int set(int index, int at, int value) { return held[index][at] = value; }
int get(int index, int at) { return held[index][at] ? 1 : 2; }
long deep(int n)
{
  long local[20];
  memset(local, n, sizeof(local));
  return n ? deep(n - 1) : local[3];
}
int main(void) { return 0; }
`;

function called(machine: Machine, name: string, ...args: number[]): bigint | string {
  const stop = machine.call(name, args);
  if (stop.kind === "trapped") return stop.trap.kind;
  assert.ok(stop.kind === "returned", stop.kind);
  return stop.value?.bits ?? 0n;
}

const same = (a: Snapshot, b: Snapshot): boolean => {
  assert.equal(isSameState(a, b), a.key === b.key);
  return isSameState(a, b);
};

test("the same state has the same key, whatever way led there", () => {
  const { machine } = boot(text);
  const first = machine.snapshot();
  called(machine, "put", 3, 5);
  const changed = machine.snapshot();
  assert.equal(same(first, changed), false);
  called(machine, "put", 199, 7);
  called(machine, "put", 3, 0);
  called(machine, "put", 199, 0);
  assert.equal(same(first, machine.snapshot()), true);
});

test("what a call left on the stack is not part of a state", () => {
  const { machine } = boot(text);
  const before = machine.snapshot();
  called(machine, "deep", 9);
  assert.equal(same(before, machine.snapshot()), true);
});

test("machines of one program know each other's states", () => {
  const { machine, program } = boot(text);
  const other = new Machine(program, machine.options);
  for (const one of [machine, other]) {
    called(one, "hold", 0, 300);
    called(one, "set", 0, 9, 1);
  }
  assert.equal(same(machine.snapshot(), other.snapshot()), true);
  called(machine, "set", 0, 10, 1);
  other.restore(machine.snapshot());
  assert.equal(called(other, "get", 0, 10), 1n);
});

test("going back brings back what has no value, what was freed and what was not there", () => {
  const { machine } = boot(text);
  called(machine, "hold", 0, 600);
  called(machine, "set", 0, 0, 1);
  const early = machine.snapshot();
  called(machine, "set", 0, 500, 1);
  called(machine, "hold", 1, 5000);
  called(machine, "drop", 0);
  const late = machine.snapshot();
  for (let round = 0; round < 3; round++) {
    machine.restore(early);
    assert.equal(same(machine.snapshot(), early), true);
    assert.equal(called(machine, "get", 0, 500), "undefined-decides");
    machine.restore(early);
    assert.equal(called(machine, "get", 0, 0), 1n);
    assert.equal(called(machine, "get", 1, 0), "null");
    machine.restore(late);
    assert.equal(same(machine.snapshot(), late), true);
    assert.equal(called(machine, "set", 1, 4999, 1), 1n);
    assert.equal(called(machine, "set", 1, 5000, 1), "out-of-bounds");
  }
});

test("a byte without a value makes another state than one with any", () => {
  const { machine } = boot(text);
  called(machine, "hold", 2, 16);
  const unset = machine.snapshot();
  called(machine, "set", 2, 3, 0);
  assert.equal(same(unset, machine.snapshot()), false);
});
