// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Overflow, Stored } from "../../../src/core/interp";
import { boot } from "../../support/c";

const text = `
#include <string.h>
struct state { int before; unsigned flags; unsigned low : 4, high : 12; long after; };
struct state state, other = { 1, 2, 3, 4, 5 };
long total;
void set(struct state *s, int value) { s->flags = value; }
int twice(int value)
{
	set(&state, value);
	set(&other, value);
	state.before++;
	state.flags |= 8;
	return 0;
}
int fields(int n) { state.high = n; return 0; }
int copies(int n) { state = other; return 0; }
int clears(int n) { memset(&state, n, sizeof(state)); return 0; }
int wide(int n) { *(long *)&state = n; return 0; }
int atomic(int n) { return __sync_fetch_and_or(&state.flags, n); }
int main(void) { return 0; }
`;

/** What a watch on state.flags hears, as "line function: before > after by host". */
function heard(name: string, value: number, field = "flags"): readonly string[] {
  const { machine } = boot(text);
  const { address, type } = machine.readGlobal("state").field(field);
  const stores: Stored[] = [];
  machine.listen({
    watched: [{ address, sizeBytes: type.sizeBytes }],
    stored: (one) => stores.push(one),
  });
  const result = machine.call(name, [value]);
  assert.equal(result.kind, "returned");
  machine.listen({});
  assert.equal(machine.call(name, [value]).kind, "returned");
  return stores.map(
    ({ position, function: of, before, after, host }) =>
      `${position.line} ${of}: ${before[0]} > ${after[0]}${host ? ` by ${host}` : ""}`,
  );
}

test("a watched field is heard of whoever stores to it, and its neighbours are not", () => {
  assert.deepEqual(heard("twice", 5), ["6 set: 0 > 5", "12 twice: 5 > 13"]);
  assert.deepEqual(heard("fields", 5), []);
  assert.deepEqual(heard("copies", 5), ["16 copies: 0 > 2"]);
  assert.deepEqual(heard("clears", 7), ["17 clears: 0 > 7 by memset"]);
  assert.deepEqual(heard("atomic", 6), ["19 atomic: 0 > 6"]);
});

test("a store that reaches into a watched field from beside it is one", () => {
  assert.deepEqual(heard("wide", 7), ["18 wide: 0 > 0"]);
  assert.deepEqual(heard("wide", 7, "before"), ["18 wide: 0 > 7"]);
});

const arithmetic = `
int add(int a, int b) { return a + b; }
int less(int a) { return a - 2000000000; }
int times(int a) { return a * 8; }
int minus(int a) { return -a; }
long wide(long a, long b) { return a * b; }
int next(int a) { a++; return a; }
unsigned hash(unsigned a) { return a * 31 + 7; }
unsigned left(unsigned have, unsigned want)
{
	return have - want;
}
unsigned fixed(unsigned have)
{
	return have - 5;
}
int index(char *p, int i) { return p[i] + p[-i]; }
int main(void) { return 0; }
`;

function overflows(name: string, ...args: (number | bigint)[]): readonly string[] {
  const { machine } = boot(arithmetic);
  const found: Overflow[] = [];
  machine.listen({ overflow: (one) => found.push(one), marks: ({ line }) => line > 8 });
  const stop = machine.call(name, args);
  assert.ok(stop.kind === "returned");
  return found.map(
    ({ kind, exact, wrapped, position }) => `${kind} ${position.line}: ${exact} > ${wrapped}`,
  );
}

test("a signed result that does not fit is told, whatever the operation", () => {
  assert.deepEqual(overflows("add", 2147483647, 1), [
    "signed-overflow 2: 2147483648 > -2147483648",
  ]);
  assert.deepEqual(overflows("less", -200000000), ["signed-overflow 3: -2200000000 > 2094967296"]);
  assert.deepEqual(overflows("times", 0x10000000), ["signed-overflow 4: 2147483648 > -2147483648"]);
  assert.deepEqual(overflows("minus", -2147483648), [
    "signed-overflow 5: 2147483648 > -2147483648",
  ]);
  assert.deepEqual(overflows("wide", 1n << 62n, 4), [
    "signed-overflow 6: 18446744073709551616 > 0",
  ]);
  assert.deepEqual(overflows("next", 2147483647), ["signed-overflow 7: 2147483648 > -2147483648"]);
});

test("results that fit are not told", () => {
  assert.deepEqual(overflows("add", 2147483646, 1), []);
  assert.deepEqual(overflows("less", 147483648 - 1), []);
  assert.deepEqual(overflows("times", -0x10000000), []);
  assert.deepEqual(overflows("minus", -2147483647), []);
  assert.deepEqual(overflows("wide", 1n << 60n, -8n), []);
  assert.deepEqual(overflows("fixed", 5), []);
});

test("an unsigned result that wraps is told where it is marked only", () => {
  assert.deepEqual(overflows("hash", 0x10000000), []);
  assert.deepEqual(overflows("left", 3, 5), ["unsigned-wrap 11: -2 > 4294967294"]);
  assert.deepEqual(overflows("fixed", 4), ["unsigned-wrap 15: -1 > 4294967295"]);
  assert.deepEqual(overflows("left", 5, 3), []);
});
