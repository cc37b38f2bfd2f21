// SPDX-License-Identifier: MIT
// What nothing declares, while it runs: fields, and values of types.
import assert from "node:assert/strict";
import { test } from "node:test";
import { valueNumber } from "../../../src/core/interp";
import { boot } from "../../support/c";

const usesOfUnknown = `
struct page { int count; };
struct gone;
struct page copied;
int f(struct page *p, struct gone *gone)
{
	long n = sizeof(p->fresh) + __builtin_offsetof(struct page, fresh);
	char *name = p->name;
	p->fresh = 5;
	p->fresh += 2;
	p->fresh++;
	copied = p->whole;
	p->ops->call(p, 3);
	n += p->elements[2].part + gone->size + (long)&p->list + (long)name;
	p->count++;
	if (p->fresh > 3)
		p->count++;
	return n;
}
int main(void)
{
	struct page p = { .count = 1, .fresh = 7 };
	return f(&p, 0);
}
`;

test("a field nobody declares has no value, and ends the run where that decides", () => {
  const heard: (string | undefined)[] = [];
  const { machine } = boot(usesOfUnknown, {
    hooks: { stub: (...[name, , , standsFor]) => heard.push(`${name}: ${standsFor}`) },
  });
  const stop = machine.call("main", []);
  assert.ok(stop.kind === "trapped");
  assert.equal(stop.trap.kind, "undefined-decides");
  assert.equal(stop.trap.position.line, 16);
  const origin = /the field fresh of struct page, which nothing declares, at t\.c:16/;
  assert.match(stop.trap.message, origin);
  assert.equal(stop.trap.origin?.kind, "result");
  assert.deepEqual(heard, [
    "sizeof struct page.fresh: the field fresh of struct page",
    "offsetof struct page.fresh: the field fresh of struct page",
    "struct page.name: the field name of struct page",
    "struct page.fresh =: the field fresh of struct page",
    "struct page.fresh +=: the field fresh of struct page",
    "struct page.fresh++: the field fresh of struct page",
    "struct page.whole as struct page: the field whole of struct page",
    "struct page.ops: the field ops of struct page",
    "*struct page.ops.call: the field ops of struct page",
    "*struct page.ops.call(): the field ops of struct page",
    "struct page.elements: the field elements of struct page",
    "struct page.elements[].part: the field elements of struct page",
    "struct gone.size: the field size of struct gone",
    "&struct page.list: the field list of struct page",
    "struct page.fresh: the field fresh of struct page",
  ]);
});

const usesOfName = `
struct page { int count; };
int f(struct page *p)
{
	int flags = KNOWN | OTHER;
	nobody = 5;
	nobody++;
	p = nobody->next[1].page;
	(*nobody)(3, &nobody);
	if (flags)
		return 1;
	return 0;
}
int nobody_else(void) { return KNOWN > 3; }
int main(void)
{
	struct page p = { .count = 1 };
	return f(&p);
}
`;

test("a name nobody declares has no value, and ends the run where that decides", () => {
  const heard: (string | undefined)[] = [];
  const { machine } = boot(usesOfName, {
    hooks: { stub: (...[name, , , standsFor]) => heard.push(`${name}: ${standsFor}`) },
  });
  const stop = machine.call("main", []);
  assert.ok(stop.kind === "trapped");
  assert.equal(stop.trap.kind, "undefined-decides");
  assert.equal(stop.trap.position.line, 10);
  assert.match(stop.trap.message, /the name (KNOWN|OTHER), which nothing declares, at t\.c:5/);
  assert.deepEqual(heard, [
    "name KNOWN: the name KNOWN",
    "name OTHER: the name OTHER",
    "name nobody =: the name nobody",
    "name nobody++: the name nobody",
    "name nobody: the name nobody",
    "*name nobody.next: the name nobody",
    "*name nobody.next[].page: the name nobody",
    "&name nobody: the name nobody",
    "name nobody: the name nobody",
    "*name nobody: the name nobody",
    "*name nobody(): the name nobody",
  ]);
});

test("a host gives a name nobody declares its value", () => {
  for (const [given, expected] of [
    [4, 1n],
    [3, 0n],
  ] as const) {
    const { machine } = boot(usesOfName, {
      hosts: { "name KNOWN": (_host, args) => void args.returns(given) },
    });
    const stop = machine.call("nobody_else", []);
    assert.equal(stop.kind === "returned" && stop.value?.bits, expected);
  }
});

const usesOfType = `
struct page { int count; };
opaque_t make(void);
int init(opaque_t *p);
static opaque_t pass(opaque_t x) { return x; }
static struct gone whole(struct gone x) { struct gone y = x; return y; }
struct has { struct page *page; opaque_t x; };
int f(struct page *p, struct gone *g)
{
	opaque_t x, y = pass(make());
	struct has h = { p, y };
	struct gone n = whole(*g);
	init(&x);
	h.x = x;
	*g = n;
	p->count += sizeof(int) + (x ? 1 : 2);
	return p->count;
}
int main(void)
{
	struct page p = { .count = 1 };
	return f(&p, (struct gone *)&p);
}
`;

test("a value of a type nobody declares is passed on, and ends the run where it decides", () => {
  const heard: (string | undefined)[] = [];
  const { machine } = boot(usesOfType, {
    hooks: { stub: (...[name, , , standsFor]) => heard.push(`${name}: ${standsFor}`) },
  });
  const stop = machine.call("main", []);
  assert.ok(stop.kind === "trapped");
  assert.equal(stop.trap.kind, "undefined-decides");
  assert.equal(stop.trap.position.line, 16);
  assert.match(stop.trap.message, /the type opaque_t, which nothing declares, at t\.c:10/);
  assert.deepEqual(heard, [
    "(opaque_t): the type opaque_t",
    "make: undefined",
    "*struct gone: the type struct gone",
    "init: undefined",
    "*struct gone =: the type struct gone",
  ]);
});

test("a host gives a type nobody declares its values", () => {
  const { machine } = boot(usesOfType, {
    hosts: {
      "(opaque_t)": (_host, args) => void args.returns(7),
      "*struct gone": (_host, args) => void args.returns(9),
    },
  });
  const stop = machine.call("main", []);
  assert.ok(stop.kind === "returned" && stop.value);
  assert.equal(valueNumber(stop.value), 6n);
});

test("a stub gives a field nobody declares its value", () => {
  const source = `
struct page { int count; };
int f(struct page *p) { return p->fresh > 3 ? p->count : 0; }
int main(void) { struct page p = { 9 }; return f(&p); }
`;
  for (const [given, expected] of [
    [4, 9n],
    [3, 0n],
  ] as const) {
    const asked: bigint[] = [];
    const { machine } = boot(source, {
      hosts: {
        "struct page.fresh"(host, args) {
          const at = host.memory.words[Number(args.bigint(0)) >>> 2] ?? 0;
          asked.push(BigInt(at));
          args.returns(given);
        },
      },
    });
    const stop = machine.call("main", []);
    assert.equal(stop.kind === "returned" && stop.value?.bits, expected);
    assert.deepEqual(asked, [9n]);
  }
});
