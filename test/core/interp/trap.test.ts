// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Trap } from "../../../src/core/interp";
import { runText } from "../../support/c";

const declarations = `
#include <stdlib.h>
#include <string.h>
struct mount { int id; struct mount *parent; long x[4]; };
struct info { int a; unsigned flags; struct { char c; short d; } in; };
static int table[4];
static int (*unset)(int);
static int id_of(struct mount *pag) { return pag->id; }
`;

/** Runs the text of a main; it must trap on the line with the mark. */
function trapOf(body: string): Trap {
  const text = `${declarations}int main(int argc, char **argv)\n{\n${body}\nreturn 0;\n}\n`;
  const { stop, errors } = runText(text);
  assert.deepEqual(errors, []);
  assert.equal(stop.kind, "trapped", `${body}: ${stop.kind}`);
  assert.ok(stop.kind === "trapped");
  const marked = text.split("\n").findIndex((line) => line.includes("/*!*/"));
  if (0 <= marked) assert.equal(stop.trap.position.line, marked + 1, stop.trap.message);
  assert.equal(stop.trap.position.path, "t.c");
  return stop.trap;
}

function check(body: string, kind: string, message: string): Trap {
  const trap = trapOf(body);
  assert.equal(trap.kind, kind, trap.message);
  assert.equal(trap.message, message);
  return trap;
}

test("a NULL pointer is named with the field and its offset, and the call that passed it", () => {
  const trap = trapOf("return id_of(argc ? 0 : (struct mount *)1);");
  assert.equal(trap.kind, "null");
  assert.equal(trap.message, "NULL pointer read: pag->id (offset 0x0)");
  assert.deepEqual(
    trap.stack.map((frame) => frame.function),
    ["id_of", "main"],
  );
  check(
    "struct mount *m = 0;\nm->x[2] = 1; /*!*/",
    "null",
    "NULL pointer write: m->x[2] (offset 0x20)",
  );
  check(
    "struct mount a = { 0 };\nreturn a.parent->parent->id; /*!*/",
    "null",
    "NULL pointer read: a.parent->parent (offset 0x8)",
  );
});

test("an error pointer is decoded", () => {
  check(
    "struct mount *m = (void *)-12L;\nreturn m->id; /*!*/",
    "err-pointer",
    "ERR_PTR(-ENOMEM) read: m->id (the pointer is -12, an error code or a member's " +
      "distance before NULL)",
  );
});

test("use after free names both sites", () => {
  const trap = check(
    "struct mount *m = malloc(sizeof(*m));\nm->id = 3;\nfree(m);\nreturn m->id; /*!*/",
    "use-after-free",
    "use after free: read of m->id in mount #1.id, freed by main at t.c:13",
  );
  assert.equal(trap.allocatedAt?.[0]?.position.line, 11);
  assert.equal(trap.freedAt?.[0]?.position.line, 13);
  assert.equal(trap.object?.root.kind, "heap");
});

test("freeing twice, or what was never allocated, is found", () => {
  check(
    "struct mount *m = malloc(sizeof(*m));\nfree(m);\nfree(m); /*!*/",
    "double-free",
    "mount #1 is freed twice, first by main at t.c:12",
  );
  check(
    "struct mount *m = malloc(sizeof(*m));\nfree(&m->parent); /*!*/",
    "invalid-free",
    "free of something that was not allocated: 8 bytes into mount #1",
  );
  check("free(table); /*!*/", "invalid-free", "free of something that was not allocated: table");
});

test("accesses outside of heap, stack and global objects name the object and the distance", () => {
  check(
    "struct mount *m = malloc(sizeof(*m));\nm->x[3 + argc] = 0; /*!*/",
    "out-of-bounds",
    "heap out of bounds: write of 8 bytes at m->x[3 + argc], just past the end of " +
      "mount #1 (48 bytes)",
  );
  check(
    "int l[3];\nfor (int i = 0; i <= 3; i++)\nl[i] = i; /*!*/",
    "out-of-bounds",
    "stack out of bounds: write of 4 bytes at l[i], just past the end of l (local of " +
      "main) (12 bytes)",
  );
  check(
    "return table[argc - 2]; /*!*/",
    "out-of-bounds",
    "global out of bounds: read of 4 bytes at table[argc - 2], 4 before the start of " +
      "table (16 bytes)",
  );
  check(
    'char buf[8];\nmemcpy(buf, "123456789", 10); /*!*/',
    "out-of-bounds",
    "stack out of bounds: write of 10 bytes at memory for memcpy(), across the end of " +
      "buf (local of main) (8 bytes), from offset 0",
  );
});

test("a constant index outside of an array is found too", () => {
  assert.equal(trapOf("return table[4]; /*!*/").kind, "out-of-bounds");
  assert.equal(trapOf("int l[2] = { 1 };\nreturn l[-1]; /*!*/").kind, "out-of-bounds");
});

test("an index that leaves an array for its neighbour in one struct is found", () => {
  const text = `
struct s { int before[2]; int array[3]; int after; int tail[1]; };
int f(struct s *s, int i) { return s->array[i]; }
int g(struct s *s, int i) { return s->tail[i]; }
int *end(struct s *s) { return &s->array[3]; }
int main(void) { struct s s = { .after = 4 }; return WHAT; }
`;
  const of = (what: string) => runText(text.replace("WHAT", what)).stop;
  const outside = of("f(&s, 3)");
  assert.ok(outside.kind === "trapped");
  assert.equal(outside.trap.message, "index 3 of s->array, which has 3 elements");
  assert.equal(outside.trap.position.line, 3);
  assert.equal(of("f(&s, -1)").kind, "trapped");
  assert.equal(of("s.before[2]").kind, "trapped");
  assert.equal(of("f(&s, 2)").kind, "returned");
  assert.equal(of("end(&s) == &s.after ? 0 : 1").kind, "returned");
  assert.equal(of("g(&s, 0)").kind, "returned");
});

test("a dangling pointer into a returned function is found", () => {
  const { stop } = runText(
    "static int *leak(void) { int here = 3; int *p = &here; return p; }\n" +
      "int main(void) { return *leak(); }\n",
  );
  assert.equal(stop.kind === "trapped" && stop.trap.kind, "use-after-free");
});

test("a pointer to a local of a block that has ended is found", () => {
  check(
    "int *p;\n{ int x = 5; p = &x; }\nreturn *p; /*!*/",
    "use-after-free",
    "use after scope: read of *p in x (local of main), whose block has ended",
  );
  check(
    "struct mount *m;\nif (argc) { struct mount a[2]; m = &a[1]; }\nm->x[1] = 3; /*!*/",
    "use-after-free",
    "use after scope: write of m->x[1] in a[1].x[1] (local of main), whose block has ended",
  );
});

test("the objects of a block are there each time it runs, however it is left", () => {
  const { stop } = runText(`
    struct pair { long a, b; };
    static long sum(struct pair *p) { return p->a + p->b; }
    int main(void)
    {
      long total = 0;
      for (int i = 0; i < 5; i++) {
        struct pair p = { i, 1 };
        if (i == 1)
          continue;
        total += sum(&p);
        {
          struct pair q = p;
          total += sum(&q) + ({ struct pair r = q; sum(&r); });
          if (i == 3)
            break;
        }
      }
      goto inside;
      {
        struct pair s;
      inside:
        s.a = s.b = 2;
        total += sum(&s);
      }
      return total;
    }
  `);
  assert.ok(stop.kind === "returned", stop.kind);
  assert.equal(stop.value?.bits, 28n);
});

test("which bit of 0 is set is not known", () => {
  for (const name of ["clz", "ctz", "clzl", "ctzl"])
    check(
      `int n = __builtin_${name}(argc - 1);\nif (n) return 1; /*!*/`,
      "undefined-decides",
      `a value nobody set decides the if (n): the result of __builtin_${name.slice(0, 3)}(0) ` +
        "at t.c:11",
    );
  const { stop } = runText("int main(void) { return __builtin_ctz(8) + __builtin_ffs(0); }");
  assert.ok(stop.kind === "returned");
  assert.equal(stop.value?.bits, 3n);
});

test("calls through pointers are checked", () => {
  check("return unset(3); /*!*/", "null-function", "call of a NULL function pointer");
  assert.equal(trapOf("unset = (void *)0x1234567;\nreturn unset(3); /*!*/").kind, "bad-function");
  assert.equal(trapOf("unset = (void *)table;\nreturn unset(3); /*!*/").kind, "bad-function");
  check(
    "return ((int (*)(int, int))id_of)(1, 2); /*!*/",
    "bad-function",
    "call of id_of through a pointer of another type: 2 argument words for 1",
  );
});

test("a function called by another type is found, unless it can be called that way", () => {
  check(
    "char *(*f)(char *) = (void *)abs;\nreturn f(0) == 0; /*!*/",
    "bad-function",
    "call of abs through a pointer of another type: char *(char *) for int (int)",
  );
  check(
    "long (*f)(int) = (void *)abs;\nreturn f(1); /*!*/",
    "bad-function",
    "call of abs through a pointer of another type: long (int) for int (int)",
  );
  const { stop } = runText(`
    static int first(const char *text) { return text[0]; }
    static unsigned plus(unsigned value) { return value + 1; }
    int main(void)
    {
      int (*any)(void *) = (void *)first;
      int (*number)(int) = (void *)plus;
      void (*unused)(int) = (void *)plus;
      unused(1);
      return any("a") + number(1);
    }
  `);
  assert.ok(stop.kind === "returned", stop.kind);
  assert.equal(stop.value?.bits, 99n);
});

test("string literals cannot be written", () => {
  check(
    'char *s = "abc";\ns[1] = 120; /*!*/',
    "string-literal-write",
    'write to string literal "abc": s[1]',
  );
});

test("division by zero, overflowing division and shifts out of range are found", () => {
  check("return 5 / (argc - 1); /*!*/", "divide-by-zero", "division by zero");
  check("return 5L % (argc - 1); /*!*/", "divide-by-zero", "division by zero");
  assert.equal(trapOf("return (-2147483647 - argc) / -1; /*!*/").kind, "divide-overflow");
  check("return 1 << (argc + 31); /*!*/", "shift", "shift by 32 of a 32-bit value");
  check("return 1L >> (argc - 2) != 0; /*!*/", "shift", "shift by -1 of a 64-bit value");
});

test("addresses where nothing is are wild", () => {
  assert.equal(
    trapOf("struct mount *m = (void *)0x123456789abcUL;\nm->id = 4; /*!*/").kind,
    "wild",
  );
  assert.equal(trapOf("return *(int *)main; /*!*/").kind, "wild");
});

test("a value nobody set may be copied, but not decide", () => {
  const trap = check(
    "struct info i, j = i, *q = malloc(sizeof(*q));\n*q = j;\nif (q->flags & 4) /*!*/\nreturn 1;",
    "undefined-decides",
    "a value nobody set decides the if (q->flags & 4): i.flags, a local of main " +
      "declared at t.c:11, never set",
  );
  assert.equal(trap.origin?.declaredAt?.line, 11);
  assert.equal(trap.origin?.kind, "local");
  assert.notEqual(trap.decision, undefined);
});

test("only the bits that matter have to be defined", () => {
  const { stop, output } = runText(`
#include <stdio.h>
int main(void)
{
	unsigned x, y, z;
	unsigned char c;
	x |= 4;
	y &= ~8u;
	z = x << 16;
	c = z;
	printf("%d %d %d %d\\n", (x & 4) != 0, (y >> 3) & 1, c, (x | ~0u) == ~0u);
	if ((z & 0xffff) == 0 && x >= 4 && (unsigned long)x <= 0xffffffff)
		puts("decided");
	return (x & 1) ? 1 : 0;
}
`);
  assert.equal(output, "1 0 0 1\ndecided\n");
  assert.equal(stop.kind === "trapped" && stop.trap.kind, "undefined-decides");
});

test("a bit-field that was set is defined among neighbours that were not", () => {
  const { stop } = runText(`
struct f { unsigned a : 3, b : 5, c : 9; };
int main(void)
{
	struct f f;
	f.b = 3;
	if (f.b != 3)
		return 1;
	if (f.a)
		return 2;
	return 0;
}
`);
  assert.ok(stop.kind === "trapped");
  assert.equal(stop.trap.kind, "undefined-decides");
  assert.equal(stop.trap.position.line, 9);
});

test("an address nobody set is not followed", () => {
  check(
    "struct mount *m;\nreturn m->id; /*!*/",
    "undefined-address",
    "read through a pointer that has no value: m->id: m, a local of main declared at " +
      "t.c:11, never set",
  );
});

test("memory from malloc has no value until it is written", () => {
  check(
    "struct info *p = malloc(sizeof(*p));\np->a = 1;\nif (p->in.d) /*!*/\nreturn 1;",
    "undefined-decides",
    "a value nobody set decides the if (p->in.d): info #1.in.d, in memory allocated " +
      "by main at t.c:11, never set",
  );
  check(
    "struct info *p = malloc(sizeof(*p));\nswitch (p->in.c) { /*!*/\ncase 1: return 1;\n}",
    "undefined-decides",
    "a value nobody set decides the switch (p->in.c): info #1.in.c, in memory " +
      "allocated by main at t.c:11, never set",
  );
});

test("a local is undefined again each time its declaration is passed", () => {
  assert.equal(
    trapOf("for (int i = 0; i < 2; i++) {\nint x;\nif (i == 0)\nx = 1;\nif (x) /*!*/\ncontinue;\n}")
      .kind,
    "undefined-decides",
  );
  assert.equal(
    trapOf("switch (argc) {\nint x;\ncase 1:\nif (x) /*!*/\nreturn 1;\n}").kind,
    "undefined-decides",
  );
});

test("the value of a function that returns none is undefined", () => {
  const { stop } = runText(
    "static int f(int n) { if (n) return 1; }\nint main(void) { return f(0) ? 1 : 0; }\n",
  );
  assert.ok(stop.kind === "trapped");
  assert.match(stop.trap.message, /the value of f, which ended without returning one/);
});

test("runs without end stop where they are", () => {
  const { stop } = runText("int main(void)\n{\n\tfor (;;)\n\t\t;\n}\n", { fuel: 1000 });
  assert.equal(stop.kind, "out-of-fuel");
  assert.equal(stop.kind === "out-of-fuel" && stop.position.line, 3);
  const deep = runText(
    "static int f(int n) { return f(n + 1) + 1; }\nint main(void) { return f(0); }",
  );
  assert.ok(deep.stop.kind === "trapped");
  assert.equal(deep.stop.trap.kind, "depth");
});

test("what stack variables hold can be chosen", () => {
  const text = "int main(void) { unsigned x; unsigned char b[3]; return x == 0 ? 1 : b[2]; }";
  const returned = (initStack: "zero" | "pattern"): number => {
    const { stop } = runText(text, { initStack });
    return stop.kind === "returned" ? Number(stop.value?.bits) : -1;
  };
  assert.equal(returned("zero"), 1);
  assert.equal(returned("pattern"), 0xaa);
});
