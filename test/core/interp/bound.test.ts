// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { boot } from "../../support/c";

const text = `
#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))
struct box { int first; int a[3]; struct { short b[2]; int z; } in[2]; int m[2][3]; int last[4]; };
struct box box = { .last = { 7 } };
int row(struct box *s, int i) { return s->m[0][i]; }
int whole(struct box *s, int i) { return (&s->m[0][0])[i]; }
int plain(struct box *s, int i) { return s->a[i]; }
int parens(struct box *s, int i) { return (s->a)[i]; }
int star(struct box *s, int i) { return *(s->a + i); }
int turned(struct box *s, int i) { return i[s->a]; }
int inner(struct box *s, int i) { return s->in[1].b[i]; }
int held(struct box *s, int i) { int *p = s->a; s->first = 1; return p[i]; }
int constant(struct box *s, int i) { const int *const p = s->a; return *(p + i); }
int stored(struct box *s, int i) { int *p = s->a; p[i] = 4; return 0; }
int looped(struct box *s, int n)
{
	int sum = 0;
	for (int round = 0; round < 2; round++) {
		int *p = s->a, i;
		for (i = 0; i <= n; i++)
			sum += p[i];
	}
	return sum;
}
int moved(struct box *s, int i) { int *p = s->a; p += i; return *p; }
int stepped(struct box *s, int i) { int *p = s->a; while (i--) p++; return p[0]; }
int reset(struct box *s, int i) { int *p = s->a; if (i > 2) p = &s->first; return p[i]; }
int around(struct box *s, int i) { int *p = s->a; return container_of(p, struct box, a)->last[0]; }
int bytes(struct box *s, int i) { unsigned char *p = (unsigned char *)s->a; return p[i * 4]; }
int taken(struct box *s, int i) { int *p = s->a, **q = &p; *q = &s->first; return p[i]; }
int tail(struct box *s, int i) { int *p = s->last; return p[i - 1]; }
static int callee(int *p, int i) { return p[i]; }
int passed(struct box *s, int i) { return callee(s->a, i); }
int main(void) { return 0; }
`;

function run(name: string, index: number) {
  const { machine, program } = boot(text);
  return machine.call(name, [BigInt(program.globalNamed("box")?.address ?? 0), index]);
}

test("an index that leaves a member array is found where the array is named", () => {
  for (const name of ["plain", "parens", "star", "turned"]) {
    assert.equal(run(name, 2).kind, "returned", name);
    for (const index of [3, -1]) {
      const stop = run(name, index);
      assert.ok(stop.kind === "trapped", name);
      assert.equal(stop.trap.kind, "out-of-bounds");
      assert.equal(stop.trap.message, `index ${index} of s->a, which has 3 elements`);
      assert.equal(stop.trap.function, name);
    }
  }
  assert.equal(run("inner", 1).kind, "returned");
  assert.equal(run("inner", 2).kind, "trapped");
});

test("a row of a member of two dimensions ends before the next one", () => {
  assert.equal(run("row", 2).kind, "returned");
  const stop = run("row", 3);
  assert.ok(stop.kind === "trapped");
  assert.equal(stop.trap.message, "index 3 of s->m[0], which has 3 elements");
  assert.equal(run("whole", 3).kind, "returned");
});

test("and through a local that is set to the array once", () => {
  for (const name of ["held", "constant", "stored", "looped"]) {
    assert.equal(run(name, 2).kind, "returned", name);
    const stop = run(name, 3);
    assert.ok(stop.kind === "trapped", name);
    assert.equal(stop.trap.message, "index 3 of s->a, which has 3 elements");
  }
});

test("a pointer that moves, is set anew, cast or passed on may go where its object is", () => {
  for (const name of ["moved", "stepped", "reset", "around", "bytes", "taken", "tail", "passed"])
    assert.equal(run(name, 4).kind, "returned", name);
});
