// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { replay } from "../../../src/core/base";
import { Machine, chosen, interleave, isSameState, valueNumber } from "../../../src/core/interp";
import type { Thread, ThreadState, Until } from "../../../src/core/interp";
import { boot } from "../../support/c";

const text = `
void __hs_wait(const void *object, const char *on);
int __hs_wake(const void *object);
void __hs_block(const char *on);
long counter, other;
struct lock { int held; };
struct lock a, b;
static void acquire(struct lock *lock, const char *name)
{
	while (lock->held)
		__hs_wait(lock, name);
	lock->held = 1;
}
static void release(struct lock *lock)
{
	lock->held = 0;
	__hs_wake(lock);
}
long add(long n)
{
	long i, sum = 0;
	for (i = 0; i < n; i++) {
		counter = counter + 1;
		sum += i;
	}
	return sum;
}
int atomic(int n)
{
	long *where = &counter;
	while (n--)
		__sync_fetch_and_add(where, 1);
	return 0;
}
int locked(int n)
{
	acquire(&a, "a");
	counter += n;
	release(&a);
	return n;
}
int both(int turned)
{
	acquire(turned ? &b : &a, turned ? "b" : "a");
	acquire(turned ? &a : &b, turned ? "a" : "b");
	release(&a);
	release(&b);
	return turned;
}
int unknown(int n)
{
	int value, seen = n;
	__hs_block("news");
	seen += 1;
	return value + seen;
}
int known(int n)
{
	int i, value[4] = { 1, 2, 3, n };
	for (i = 0; i < 3; i++)
		value[3] += value[i];
	return value[3];
}
long *shared;
int lends(void)
{
	long mine[2] = { 5, 6 };
	shared = mine;
	__hs_block("answer");
	return mine[1];
}
int borrows(int at) { shared[at] = 7; return 0; }
int callee(int n) { return n * 2; }
int calls(int n) { int x = callee(n); x = callee(x); return x; }
int main(void) { return 0; }
`;

const ready = (machine: Machine): readonly string[] =>
  machine.threads.ready.map(({ name }) => name);

function result(state: ThreadState): bigint | string {
  if (state.kind === "finished") return state.value ? valueNumber(state.value) : "void";
  if (state.kind === "stopped") return state.stop.kind === "trapped" ? state.stop.trap.kind : "";
  return state.kind;
}

function turns(machine: Machine, threads: readonly Thread[], until: Until): readonly unknown[] {
  interleave(machine.threads, {
    next: (able, last) => able.find(({ id }) => last === undefined || last.id < id) ?? able[0],
    until,
  });
  return threads.map((thread) => result(machine.threads.stateOf(thread)));
}

test("threads that take turns at every statement keep their own locals", () => {
  const { machine } = boot(text, { threads: 3 });
  const threads = [3, 4, 5].map((n) => machine.threads.spawn("add", [n], `add ${n}`));
  assert.deepEqual(ready(machine), ["add 3", "add 4", "add 5"]);
  assert.deepEqual(turns(machine, threads, { statement: true }), [3n, 6n, 10n]);
  assert.equal(machine.readGlobal("counter").number(), 12);
});

test("an update that another thread's comes in between is lost, an atomic one is not", () => {
  const counted = (name: string): number => {
    const { machine } = boot(text, { threads: 2 });
    const threads = [1, 2].map((n) => machine.threads.spawn(name, [10], String(n)));
    turns(machine, threads, { operation: true });
    return machine.readGlobal("counter").number();
  };
  assert.equal(counted("add"), 10);
  assert.equal(counted("atomic"), 20);
});

test("a pause says which visible operation is next", () => {
  const { machine, program } = boot(text, { threads: 1 });
  const thread = machine.threads.spawn("add", [1], "one");
  const address = BigInt(program.globalNamed("counter")?.address ?? 0);
  const seen: unknown[] = [];
  for (;;) {
    const state = machine.threads.run(thread, { operation: true });
    if (state.kind !== "ready" || !state.pause) break;
    const { position, ...what } = state.pause;
    seen.push({ ...what, line: position.line });
  }
  assert.deepEqual(seen, [
    { kind: "load", address, sizeBytes: 8, line: 23 },
    { kind: "store", address, sizeBytes: 8, line: 23 },
  ]);
  assert.equal(machine.readGlobal("counter").number(), 1);
});

test("a thread pauses before the calls that are asked for", () => {
  const { machine } = boot(text, { threads: 1 });
  const thread = machine.threads.spawn("calls", [3], "one");
  const lines: number[] = [];
  const until: Until = { call: (f) => f.name === "callee" };
  let state = machine.threads.run(thread, until);
  for (; state.kind === "ready"; state = machine.threads.run(thread, until))
    if (state.pause?.kind === "call") {
      assert.equal(state.pause.callee?.name, "callee");
      lines.push(state.pause.position.line);
    }
  assert.deepEqual(lines, [74, 74]);
  assert.equal(result(state), 12n);
});

test("a thread can pause differently each time, and passes each place once", () => {
  const { machine } = boot(text, { threads: 1 });
  const thread = machine.threads.spawn("add", [1], "one");
  const seen: string[] = [];
  const kinds: Until[] = [{ statement: true }, { operation: true }];
  for (let step = 0; ; step++) {
    const state = machine.threads.run(thread, kinds[step % 2] ?? {});
    if (state.kind !== "ready" || !state.pause) break;
    seen.push(`${state.pause.kind} ${state.pause.position.line}`);
  }
  assert.deepEqual(seen, ["statement 21", "load 23", "statement 24"]);
});

test("a blocked thread says what it waits for, and goes on when it is woken", () => {
  const { machine, program } = boot(text, { threads: 2 });
  const [one, two] = [5, 6].map((n) => machine.threads.spawn("locked", [n], `adds ${n}`));
  assert.ok(one && two);
  // One has the lock when two wants it.
  const held = { statement: (f: { readonly name: string }) => f.name === "release" };
  assert.equal(machine.threads.run(one, held).kind, "ready");
  const blocked = machine.threads.run(two);
  assert.ok(blocked.kind === "blocked");
  assert.equal(blocked.on, "a");
  assert.equal(blocked.object, BigInt(program.globalNamed("a")?.address ?? 0));
  assert.deepEqual(
    blocked.stack.map((frame) => frame.function),
    ["acquire", "locked"],
  );
  assert.deepEqual(ready(machine), ["adds 5"]);
  assert.equal(result(machine.threads.run(two)), "blocked");
  assert.equal(result(machine.threads.run(one)), 5n);
  assert.deepEqual(ready(machine), ["adds 6"]);
  assert.equal(result(machine.threads.run(two)), 6n);
  assert.equal(machine.readGlobal("counter").number(), 11);
});

test("threads that wait for each other are a deadlock, which one schedule shows", () => {
  const outcome = (choices: readonly number[]): string => {
    const { machine } = boot(text, { threads: 2 });
    for (const turned of [0, 1]) machine.threads.spawn("both", [turned], `both ${turned}`);
    const ended = interleave(machine.threads, {
      next: chosen(replay(choices)),
      until: { call: (f) => f.name === "acquire" },
    });
    if (ended.kind !== "deadlocked") return ended.kind;
    return ended.waiting
      .map((thread) => {
        const state = machine.threads.stateOf(thread);
        return `${thread.name}: ${state.kind === "blocked" ? state.on : state.kind}`;
      })
      .join(", ");
  };
  assert.equal(outcome([0, 0, 0]), "finished");
  assert.equal(outcome([0, 1, 0, 1, 0, 1]), "both 0: b, both 1: a");
});

test("what has no value in a thread has none when the thread goes on", () => {
  const { machine } = boot(text, { threads: 2 });
  const first = machine.threads.spawn("unknown", [1], "unknown");
  const second = machine.threads.spawn("known", [4], "known");
  assert.equal(machine.threads.run(first).kind, "blocked");
  assert.equal(result(machine.threads.run(second, { statement: true })), "ready");
  assert.equal(machine.call("known", [1]).kind, "returned");
  assert.equal(result(machine.threads.run(second)), 10n);
  machine.threads.wake(first);
  const state = machine.threads.run(first);
  assert.ok(state.kind === "finished");
  assert.notEqual(state.value?.undefinedBits, 0n);
});

test("a trap ends its own thread only, and names what is on another one's stack", () => {
  const { machine } = boot(text, { threads: 3 });
  const lender = machine.threads.spawn("lends", [], "lender");
  const wrong = machine.threads.spawn("borrows", [2], "wrong");
  const right = machine.threads.spawn("borrows", [1], "right");
  machine.threads.run(lender);
  const state = machine.threads.run(wrong);
  assert.ok(state.kind === "stopped" && state.stop.kind === "trapped");
  assert.equal(state.stop.trap.kind, "out-of-bounds");
  assert.equal(state.stop.trap.object?.text, "mine (local of lends)");
  assert.equal(machine.threads.stackOf(wrong)[0]?.function, "borrows");
  assert.equal(result(machine.threads.run(right)), 0n);
  machine.threads.wake(lender);
  assert.equal(result(machine.threads.run(lender)), 7n);
  assert.equal(machine.call("callee", [4]).kind, "returned");
});

test("a pause asked for in a hook comes right after what the hook tells", () => {
  for (const hook of ["call", "return", "decision"] as const) {
    const { machine } = boot(text, { threads: 1 });
    const thread = machine.threads.spawn(hook === "decision" ? "add" : "calls", [1], "one");
    let asked = 0;
    const ask = (): void => {
      asked++;
      machine.threads.pause();
    };
    machine.listen({
      [hook]: ask,
      selects: (f) => f.name === "callee",
    });
    let pauses = 0;
    while (machine.threads.run(thread).kind === "ready") pauses++;
    assert.equal(pauses, 2, hook);
    assert.equal(asked, 2, hook);
  }
});

test("a thread runs in the midst of a call from outside, and of another thread", () => {
  const { machine } = boot(text, { threads: 2 });
  const [one, two] = [1, 2].map((n) => machine.threads.spawn("calls", [n], String(n)));
  assert.ok(one && two);
  const order: string[] = [];
  machine.listen({
    selects: (f) => f.name === "callee",
    call: () => {
      const current = machine.threads.current?.name ?? "call";
      order.push(current);
      const next = current === "call" ? one : two;
      order.push(`${current}: ${machine.threads.run(next).kind}`);
    },
  });
  const stop = machine.call("callee", [21]);
  assert.ok(stop.kind === "returned" && stop.value?.bits === 42n);
  assert.equal(result(machine.threads.stateOf(one)), 4n);
  assert.equal(result(machine.threads.stateOf(two)), 8n);
  assert.ok(order.includes("1: finished"), order.join(" "));
});

test("a snapshot has the threads, and going back to it repeats them", () => {
  const { machine } = boot(text, { threads: 2 });
  const [one, two] = [1, 2].map((n) => machine.threads.spawn("add", [3], String(n)));
  assert.ok(one && two);
  for (let turn = 0; turn < 4; turn++) machine.threads.run(one, { operation: true });
  const before = machine.snapshot();
  const end = (): readonly unknown[] => {
    const results = [machine.threads.run(two), machine.threads.run(one)].map(result);
    return [...results, machine.readGlobal("counter").number()];
  };
  const first = end();
  assert.deepEqual(first, [3n, 3n, 3]);
  assert.ok(!isSameState(before, machine.snapshot()));
  machine.restore(before);
  assert.ok(isSameState(before, machine.snapshot()));
  assert.deepEqual(end(), first);
  machine.restore(before);
  machine.threads.run(one, { operation: true });
  assert.ok(!isSameState(before, machine.snapshot()));
  machine.restore(before);
  assert.deepEqual(end(), first);
});

test("two ways to one state of threads give one key", () => {
  const { machine } = boot(text, { threads: 2 });
  const [one, two] = [1, 2].map((n) => machine.threads.spawn("locked", [n], String(n)));
  assert.ok(one && two);
  const start = machine.snapshot();
  machine.threads.run(one);
  machine.threads.run(two);
  const first = machine.snapshot();
  machine.restore(start);
  machine.threads.run(two);
  machine.threads.run(one);
  assert.ok(isSameState(first, machine.snapshot()));
});

test("a snapshot tells a thread's locals apart that another one wrote through a pointer", () => {
  const { machine } = boot(text, { threads: 2 });
  const lender = machine.threads.spawn("lends", [], "lender");
  machine.threads.run(lender);
  const before = machine.snapshot();
  const borrower = machine.threads.spawn("borrows", [1], "borrower");
  machine.threads.run(borrower);
  assert.ok(!isSameState(before, machine.snapshot()));
  machine.restore(before);
  machine.threads.wake(lender);
  assert.equal(result(machine.threads.run(lender)), 6n);
});

test("machines of one program that share a state keep their threads apart from then on", () => {
  const { machine, program } = boot(text, { threads: 2 });
  const lender = machine.threads.spawn("lends", [], "lender");
  machine.threads.run(lender);
  const shared = machine.snapshot();
  const other = new Machine(program, machine.options);
  other.restore(shared);
  assert.ok(isSameState(shared, other.snapshot()));
  machine.threads.run(machine.threads.spawn("borrows", [1], "borrower"));
  const changed = machine.snapshot();
  assert.ok(isSameState(shared, other.snapshot()));
  other.restore(changed);
  machine.restore(shared);
  const ends = [machine, other].map((one) => {
    one.threads.wake(lender);
    return result(one.threads.run(lender));
  });
  assert.deepEqual(ends, [6n, 7n]);
});

test("there are as many threads as were asked for, and a stack ends where its slice does", () => {
  const deep = `int down(int n) { volatile long local[64]; local[0] = n;
    return n ? down(n - 1) + (int)local[0] : 0; }`;
  const { machine } = boot(deep, { threads: 2 });
  const thread = machine.threads.spawn("down", [10_000], "deep");
  machine.threads.spawn("down", [1], "flat");
  assert.throws(() => machine.threads.spawn("down", [1], "third"), RangeError);
  assert.equal(result(machine.threads.run(thread)), "stack");
});
