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

test("whatever writes to memory, the next state has it", () => {
  const writers = `
#include <stdlib.h>
#include <string.h>
struct record { long a[5]; unsigned bits : 9; };
char bytes[4096];
static struct record records[40];
int one(int at, long v) { bytes[at] = v; return 0; }
int two(int at, long v) { *(short *)(bytes + at) = v; return 0; }
int four(int at, long v) { *(int *)(bytes + at) += v; return 0; }
int eight(int at, long v) { *(long *)(bytes + at) ^= v; return 0; }
int filled(int at, long v) { memset(bytes + at, v, 300); return 0; }
int moved(int at, long v) { memmove(bytes + at, bytes + at / 2, 290); return 0; }
int copied(int at, long v)
{
  records[at % 40].bits = v;
  records[v % 40] = records[at % 40];
  memcpy(bytes + at, &records[v % 40], sizeof(struct record));
  return 0;
}
int atomic(int at, long v) { return __sync_fetch_and_or((int *)(bytes + at), v); }
int allocated(int at, long v) { long *p = malloc(64); *p = v; bytes[at] = *p; return 0; }
`;
  const names = "one two four eight filled moved copied atomic allocated".split(" ");
  const { machine, program } = boot(writers);
  const other = new Machine(program, { fuel: 1e7, memoryBytes: 0x400000 });
  const { address = 0 } = program.globalNamed("bytes") ?? {};
  let random = 1;
  const next = (below: number): number => {
    random = (Math.imul(random, 0x41c64e6d) + 0x3039) >>> 0;
    return (random >>> 8) % below;
  };
  for (let round = 0; round < 300; round++) {
    const name = names[next(names.length)] ?? "";
    called(machine, name, next(3700) & ~7, next(100_000));
    if (next(4) === 0) machine.writeBytes(BigInt(address + next(4000)), new Uint8Array([round]));
    const state = machine.snapshot();
    // The other machine puts back the pages that differ from what it was before, and no others.
    other.restore(state);
    const [mine, its] = [machine, other].map((one) => one.readBytes(BigInt(address), 4096));
    assert.deepEqual(its, mine, name);
    assert.ok(isSameState(other.snapshot(), state), name);
  }
});
