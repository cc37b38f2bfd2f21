// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { interleave, valueNumber } from "../../../src/core/interp";
import type { Thread } from "../../../src/core/interp";
import { boot, runText } from "../../support/c";

test("a misaligned access is found where it is asked for, and allowed in packed records", () => {
  const program = `
struct plain { int a; long b; };
struct tight { char a; int b; short c[3]; } __attribute__((packed));
struct partly { char a; int b __attribute__((packed)); };
char bytes[64];
int main(void)
{
  struct tight *tight = (struct tight *)(bytes + 8);
  struct partly *partly = (struct partly *)(bytes + 32);
  struct plain *plain = (struct plain *)(bytes + OFFSET);
  tight->b = 3;
  tight->c[1] = 4;
  partly->b = 5;
  plain->b += tight->b;
  return 0;
}
`;
  const at = (offset: number, misaligned?: "event" | "trap") => {
    const events: string[] = [];
    const { stop } = runText(program.replace("OFFSET", String(offset)), {
      ...(misaligned && { misaligned }),
      onEvent: (kind, _text, position) => events.push(`${kind} ${position.line}`),
    });
    return { stop, events };
  };
  assert.equal(at(0, "trap").stop.kind, "returned");
  assert.equal(at(4).stop.kind, "returned");
  const { stop } = at(4, "trap");
  assert.ok(stop.kind === "trapped");
  const { kind, message, position, object } = stop.trap;
  assert.equal(kind, "misaligned");
  assert.equal(
    message,
    "misaligned read: plain->b, 8 bytes at offset 12 of bytes, which should be a multiple of 8",
  );
  assert.equal(position.line, 14);
  assert.equal(stop.trap.function, "main");
  assert.equal(object?.root.name, "bytes");
  const told = at(4, "event");
  assert.equal(told.stop.kind, "returned");
  assert.deepEqual(told.events, ["misaligned 14", "misaligned 14"]);
});

const aligned = `
static int rec(int n)
{
  _Alignas(64) int a[3] = { n, n };
  _Alignas(4096) char page;
  int at = 1, bad = ((unsigned long)a & 63) || ((unsigned long)&page & 4095);
  page = n;
  if (n > 0)
    bad += rec(n - 1);
  return bad + (a[at] != n) + (page != n);
}
int outside(int at)
{
  _Alignas(64) int a[3] = { 1, 2 };
  return a[at];
}
int unset(int at)
{
  _Alignas(64) int a[3];
  a[0] = 1;
  return a[at] ? 1 : 2;
}
int passed(int n)
{
  int *p = 0;
  for (int i = 0; i < n; i++) {
    _Alignas(256) int in = i;
    p = &in;
  }
  return *p;
}
`;

test("a local aligned more than a frame lies so, in recursion and on each thread's stack", () => {
  const { machine } = boot(aligned, { threads: 3, memoryBytes: 0x800000 });
  const threads = [3, 4, 5].map((n) => machine.threads.spawn("rec", [n], `rec ${n}`));
  const next = (able: readonly Thread[], last?: Thread) =>
    able.find(({ id }) => last === undefined || last.id < id) ?? able[0];
  interleave(machine.threads, { next, until: { statement: true } });
  for (const thread of threads) {
    const state = machine.threads.stateOf(thread);
    assert.ok(state.kind === "finished" && state.value, state.kind);
    assert.equal(valueNumber(state.value), 0n);
  }
});

test("a local aligned more than a frame is checked as any other", () => {
  const trapOf = (name: string, given: number) => {
    const stop = boot(aligned).machine.call(name, [given]);
    assert.ok(stop.kind === "trapped", stop.kind);
    return stop.trap.message;
  };
  assert.match(trapOf("outside", 3), /at a\[at\], just past the end of a \(local of outside\)/);
  assert.match(trapOf("outside", -1), /before the start of a \(local of outside\)/);
  assert.match(trapOf("unset", 2), /a\[2\], a local of unset declared at t\.c:\d+, never set/);
  assert.match(trapOf("passed", 3), /in \(local of passed\)/);
});
