// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { reachesWithin } from "../../../src/core/cc";
import { Machine, valueNumber } from "../../../src/core/interp";
import type { Hooks } from "../../../src/core/interp";
import { boot, link, runText } from "../../support/c";

const text = `
int depth;
struct node { struct node *next; int key; char name[8]; unsigned low : 3; int high : 5; };
struct node first = { 0, 7, "one", 5, -3 }, second = { &first, 8 };
static int helper(int n)
{
	if (n > 2 && n < 10)
		return n * 2;
	else
		depth++;
	return -n;
}
int work(int n, long m)
{
	int sum = 0;
	for (int i = 0; i < n; i++)
		sum += helper(i);
	return m < 0 ? -sum : sum;
}
`;

test("calls take arguments and give typed values", () => {
  const { machine } = boot(text);
  const stop = machine.call("work", [4, -1n]);
  assert.equal(stop.kind, "returned");
  assert.equal(stop.kind === "returned" && stop.value && valueNumber(stop.value), -3n);
  assert.equal(machine.readGlobal("depth").number(), 3);
});

test("hooks hear calls, returns, statements and decisions, and can be switched", () => {
  const { machine, program } = boot(text);
  const heard: string[] = [];
  const hooks: Hooks = {
    call: (f, args, activation) =>
      heard.push(`call ${f.name}(${args.map(valueNumber).join(",")}) ${activation}`),
    return: (f, value) => heard.push(`return ${f.name} ${value ? valueNumber(value) : ""}`),
    decision: (id, outcome) => heard.push(`${program.decisions[id]?.text}: ${outcome}`),
    statement: (id) => heard.push(`line ${program.statements[id]?.position.line}`),
  };
  machine.call("helper", [1]);
  machine.listen(hooks);
  machine.call("helper", [3]);
  machine.listen({});
  machine.call("helper", [4]);
  assert.deepEqual(heard, [
    "call helper(3) 2",
    "line 7",
    "n > 2 && n < 10: true",
    "line 8",
    "return helper 6",
  ]);
});

test("statements of a loop run as often as the loop does", () => {
  const { machine, program } = boot(text);
  const counts = new Map<number, number>();
  machine.listen({
    statement: (id) => {
      const line = program.statements[id]?.position.line ?? 0;
      counts.set(line, (counts.get(line) ?? 0) + 1);
    },
  });
  machine.call("work", [2, 0]);
  assert.equal(counts.get(17), 2);
  assert.equal(counts.get(18), 1);
  assert.equal(counts.get(10), 2);
});

test("listening once hears of each statement, side and function the first time only", () => {
  const { machine, program } = boot(text);
  const heard: string[] = [];
  machine.listen({
    once: true,
    statement: (id) => heard.push(`statement ${id}`),
    decision: (id, outcome) => heard.push(`${program.decisions[id]?.text}: ${outcome}`),
    entered: (f) => heard.push(`enter ${f.name}`),
    call: (f) => heard.push(`call ${f.name}`),
    selects: (f) => f.name === "work",
  });
  const first = machine.call("work", [5, 0]);
  assert.equal(new Set(heard).size, heard.length);
  assert.ok(heard.includes("i < n: true") && heard.includes("i < n: false"));
  assert.ok(heard.includes("enter helper") && !heard.includes("call helper"));
  const before = heard.length;
  const again = machine.call("work", [5, 0]);
  assert.deepEqual(again, first);
  assert.deepEqual(heard.slice(before), ["call work"]);
});

test("a forced decision takes its outcome, even when an undefined bit decides", () => {
  const undefinedText = `
int f(int n)
{
	int x;
	if (x & n)
		return 1;
	return 0;
}
`;
  const decided = (outcome: boolean | undefined) => {
    const seen: string[] = [];
    const { machine } = boot(undefinedText, {
      forces: outcome === undefined ? [] : [{ path: "t.c", line: 5, outcome }],
      hooks: { decision: (_id, taken, _activation, forced) => seen.push(`${taken} ${forced}`) },
    });
    const stop = machine.call("f", [4]);
    return [stop.kind === "returned" ? Number(stop.value?.bits) : stop.kind, seen];
  };
  assert.deepEqual(decided(undefined), ["trapped", []]);
  assert.deepEqual(decided(true), [1, ["true true"]]);
  assert.deepEqual(decided(false), [0, ["false true"]]);
});

test("forcing a defined decision turns it", () => {
  const { machine } = boot(text, { forces: [{ path: "t.c", line: 7, outcome: true }] });
  const stop = machine.call("helper", [20]);
  assert.equal(stop.kind === "returned" && stop.value && valueNumber(stop.value), 40n);
});

test("an undefined result is heard of, decides nothing, and can be given a value", () => {
  const source = `
unsigned long __hs_undefined64(const char *kind, const char *why);
unsigned long ffs64(unsigned long x)
{
	if (!x)
		return __hs_undefined64("ffs0", "__ffs64(0)");
	return __builtin_ctzl(x);
}
int f(void) { return ffs64(0) > 10 ? 1 : 0; }
`;
  const kinds: string[] = [];
  const hooks: Hooks = { undefinedProduced: (kind) => kinds.push(kind) };
  const stop = boot(source, { hooks }).machine.call("f", []);
  assert.ok(stop.kind === "trapped");
  assert.equal(stop.trap.origin?.kind, "result");
  assert.match(stop.trap.message, /the result of __ffs64\(0\) at t\.c:6/);
  const given = boot(source, { hooks, undefinedResults: { ffs0: 64n } }).machine.call("f", []);
  assert.equal(given.kind === "returned" && given.value?.bits, 1n);
  assert.deepEqual(kinds, ["ffs0", "ffs0"]);
});

test("views read fields, elements, bit-fields and texts", () => {
  const { machine } = boot(text);
  const second = machine.readGlobal("second");
  const first = second.field("next").deref();
  assert.equal(first.field("key").number(), 7);
  assert.equal(first.field("name").cString(), "one");
  assert.equal(first.field("name").at(1).number(), "n".charCodeAt(0));
  assert.equal(first.field("low").number(), 5);
  assert.equal(first.field("high").number(), -3);
  assert.ok(first.field("next").isNull);
  assert.throws(() => first.field("next").deref());
});

test("addresses are described by name and field, never by number", () => {
  const { machine } = boot(text);
  const { address } = machine.readGlobal("first").field("name").at(2);
  assert.equal(machine.describe(address).text, "first.name[2]");
  assert.equal(machine.describe(0n).text, "NULL");
  const object = machine.alloc(24, { zeroed: true, name: "process P2" });
  assert.equal(machine.describe(object + 8n).text, "process P2+8");
});

test("a function nobody defines is a stub whose result has no value", () => {
  const stubs: string[] = [];
  const { machine, program } = boot(
    "int other(int n);\nint f(void) { return other(3) ? 1 : 0; }\n",
    {
      hooks: { stub: (name, args) => stubs.push(`${name}(${args.map(valueNumber).join()})`) },
    },
  );
  const stop = machine.call("f", []);
  assert.ok(stop.kind === "trapped");
  assert.match(stop.trap.message, /the result of other\(\), which nothing defines, at t\.c:2/);
  assert.deepEqual(stubs, ["other(3)"]);
  assert.ok(program.unresolved.some(({ name }) => name === "other"));
});

test("a function with an error loses only itself", () => {
  const { machine } = boot("int good(void) { return 4; }\nint bad(void) { return &&nothing; }\n");
  assert.equal(machine.call("good", []).kind, "returned");
  const stop = machine.call("bad", []);
  assert.equal(stop.kind, "not-runnable");
  assert.equal(stop.kind === "not-runnable" && stop.diagnostics[0]?.position.line, 2);
});

test("a snapshot brings back memory, heap and fuel", () => {
  const source = `
#include <stdlib.h>
int *list[10];
int count;
int grow(void) { list[count] = malloc(8); *list[count] = count; return ++count; }
int check(int n) { return *list[n]; }
`;
  const { machine } = boot(source);
  machine.call("grow", []);
  const snapshot = machine.snapshot();
  const step = machine.step;
  machine.call("grow", []);
  assert.equal(machine.call("check", [1]).kind, "returned");
  machine.restore(snapshot);
  assert.equal(machine.step, step);
  assert.equal(machine.readGlobal("count").number(), 1);
  assert.equal(machine.call("check", [1]).kind, "trapped");
  machine.restore(snapshot);
  assert.equal(machine.call("check", [0]).kind, "returned");
  const again = machine.call("grow", []);
  assert.equal(again.kind === "returned" && again.value?.bits, 2n);
});

test("two machines of one program do not disturb each other", () => {
  const program = link({ "t.c": text });
  const a = new Machine(program, { fuel: 1000 });
  const b = new Machine(program, { fuel: 1000 });
  a.call("helper", [1]);
  assert.equal(b.readGlobal("depth").number(), 0);
  assert.equal(a.readGlobal("depth").number(), 1);
});

test("hosts can call back into C, and a trap there ends everything", () => {
  const source = `
int ask(int n);
static int inner(int n) { return n ? n * 2 : *(int *)0; }
int f(int n) { return ask(n) + 1; }
int (*keep)(int) = inner;
`;
  const program = link({ "t.c": source });
  const linked = { ...program };
  const info = linked.functionNamed("ask");
  assert.equal(info?.state, "stub");
  const { machine } = boot(source.replaceAll("ask", "__hs_choose"), {
    hosts: {
      __hs_choose(host, args) {
        const stop = host.call("inner", [args.bigint(0)]);
        if (stop.kind === "returned") args.returns(stop.value?.bits ?? 0n);
      },
    },
  });
  const fine = machine.call("f", [4]);
  assert.equal(fine.kind === "returned" && fine.value?.bits, 9n);
  const stop = machine.call("f", [0]);
  assert.ok(stop.kind === "trapped");
  assert.deepEqual(
    stop.trap.stack.map((frame) => frame.function),
    ["inner", "f"],
  );
});

test("what reaches a point within its function is known", () => {
  const program = link({ "t.c": text });
  const helper = program.functionNamed("helper");
  assert.ok(helper);
  const [target] = program.pcAt("t.c", 8);
  const [other] = program.pcAt("t.c", 10);
  assert.ok(target !== undefined && other !== undefined);
  const reaches = reachesWithin(program, helper.index, target);
  assert.ok(reaches.has(helper.codeStart));
  assert.ok(!reaches.has(other));
  const decision = program.decisions.find(({ function: f }) => f === helper.index);
  assert.ok(decision && reaches.has(decision.trueStart) && !reaches.has(decision.falseStart));
});

test("where functions become values is known", () => {
  const program = link({
    "t.c":
      "static void a(void) {}\nvoid b(void) {}\nvoid (*table[])(void) = { a };\n" +
      "void (*get(void))(void) { return b; }\nvoid run(void) { b(); table[0](); }\n",
  });
  const nameOf = (index: number) => program.functions[index]?.name;
  const names = program.addressTaken.map(
    ({ target, inFunction }) => `${nameOf(target)} in ${nameOf(inFunction ?? -1) ?? "data"}`,
  );
  assert.deepEqual(names.filter((name) => /^[ab] /.test(name)).sort(), ["a in data", "b in get"]);
  const calls = program.calls.filter(({ caller }) => program.functions[caller]?.name === "run");
  assert.deepEqual(
    calls.map(({ callee }) => callee),
    ["b", undefined],
  );
});

test("one program run twice gives the same output and the same step count", () => {
  const source =
    "#include <stdio.h>\nint main(void)\n" +
    '{ for (int i = 0; i < 50; i++) printf("%d ", i * i); return 0; }';
  const a = runText(source);
  const b = runText(source);
  assert.equal(a.output, b.output);
  assert.equal(a.machine.step, b.machine.step);
});
