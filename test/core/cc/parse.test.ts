// SPDX-License-Identifier: MIT
// Over 400 lines: a case for each construct, and for each way to get it wrong.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Statement, typeText, type TypedUnit, type Value } from "../../../src/core/cc";
import { found, unitOf } from "./support";

const statements = (unit: TypedUnit, name: string): readonly Statement[] =>
  unit.functions.find(({ symbol }) => symbol.name === name)?.body.statements ?? assert.fail(name);

/** A value as a fully parenthesised text, conversions and loads included. */
function shown(value: Value): string {
  switch (value.kind) {
    case "constant":
      return `${value.lo}:${typeText(value.type)}`;
    case "load":
      return value.place.kind === "local" ? value.place.local.name : value.place.kind;
    case "convert":
      return `(${typeText(value.type)})${shown(value.value)}`;
    case "binary":
      return `(${shown(value.left)} ${value.operator} ${shown(value.right)})`;
    case "unary":
      return `${value.operator}${shown(value.operand)}`;
    case "pointer-add":
      return `(${shown(value.pointer)} +${value.scaleBytes}* ${shown(value.index)})`;
    case "call":
      return `call(${value.args.map(shown).join(", ")})`;
    case "assign":
      return `= ${shown(value.value)}`;
    case "compound-assign":
      return `${value.operator}=${typeText(value.operationType)} ${shown(value.value)}`;
    default:
      return value.kind;
  }
}

/** The value of the one return statement of f. */
function returned(text: string): string {
  const unit = unitOf(text);
  assert.deepEqual(found(unit), []);
  const last = statements(unit, "f").at(-1);
  assert(last?.kind === "return" && last.value);
  return shown(last.value);
}

const bad = (unit: TypedUnit): readonly string[] =>
  unit.functions.filter(({ state }) => state === "bad").map(({ symbol }) => symbol.name);

test("every conversion is a node", () => {
  assert.equal(
    returned("long f(char c, unsigned u) { return c + u; }"),
    "(long)((unsigned int)(int)c + u)",
  );
  assert.equal(returned("int f(short s, long l) { return s < l; }"), "((long)(int)s < l)");
  assert.equal(returned("char *f(char *p, unsigned i) { return p + i; }"), "(p +1* (long)i)");
  assert.equal(returned("_Bool f(int *p) { return p; }"), "(_Bool)p");
  assert.equal(
    returned("int g(long, ...); int f(char c) { return g(c, c, 1.5 > 1); }"),
    "call((long)c, (int)c, 1:int)",
  );
  assert.equal(returned("int f(char c) { return c += 1u; }"), "(int)+=unsigned int 1:unsigned int");
});

test("bit-fields promote by their width", () => {
  const record = "struct s { unsigned a : 3; unsigned b : 32; unsigned long c : 40; };";
  assert.equal(
    returned(`${record} int f(struct s *p) { return p->a - 1; }`),
    "((int)member - 1:int)",
  );
  assert.equal(
    returned(`${record} unsigned f(struct s *p) { return p->b - 1; }`),
    "(member - 1:unsigned int)",
  );
  assert.equal(
    returned(`${record} unsigned f(struct s *p) { return (unsigned)p->a - 1; }`),
    "((unsigned int)member - 1:unsigned int)",
  );
  assert.match(
    returned(`${record} unsigned long f(struct s *p) { return p->c << 8; }`),
    /<< 24:int\) >> 24:int/,
  );
});

test("a condition keeps its source on one line", () => {
  const unit = unitOf(`#define over(x) ((x) > limit)
int limit;
void f(int a)
{
	if (a &&   /* odd */
	    over(a))
		limit = a ? over(a) ? 1 : 2 : 3;
	while (over(a) || !a) a--;
}
`);
  const [branch, loop] = statements(unit, "f");
  assert(branch?.kind === "if" && loop?.kind === "while");
  assert.equal(branch.condition.text, "a && over(a)");
  assert.deepEqual(
    { line: branch.condition.position.line, column: branch.condition.position.column },
    { line: 5, column: 6 },
  );
  assert.equal(loop.condition.text, "over(a) || !a");
});

test("a body out of a macro has the macro's place", () => {
  const unit = unitOf(`#define each(i, n) for (i = 0; i < n; i++)
void g(int);
void f(int n)
{
	int i;
	each(i, n)
		g(i);
}
`);
  const loop = statements(unit, "f")[1];
  assert(loop?.kind === "for" && loop.condition);
  assert.deepEqual(
    [loop.position.line, loop.position.expansion?.map(({ name }) => name)],
    [6, ["each"]],
  );
  assert.equal(loop.condition.text, "i < n");
  assert.deepEqual([loop.body.position.line, loop.body.position.column], [7, 3]);
});

test("one bad function does not lose its file", () => {
  const unit = unitOf(`struct page { int count; };
int good(struct page *p) { return p->count; }
int field(struct page *p) { return p->cuont; }
int name(void) { return unknown_name; }
int type(void) { foo_t x = 1; return x; }
int floats(double d) { return d * 2; }
int assembler(void) { asm volatile("cli"); return 0; }
int label(void) { void *p = &&here; here: return p != 0; }
int jump(void) { goto nowhere; }
int syntax(int x) { if (x { return 1; } return 2; }
int count(void) { return good(); }
int last(void) { return good(0); }
`);
  assert.deepEqual(found(unit), [
    "3: cc/unknown-field",
    "4: cc/unknown-name",
    "5: cc/unknown-type",
    "6: cc/float",
    "6: cc/float",
    "7: cc/inline-asm",
    "8: cc/label-address",
    "9: cc/unknown-label",
    "10: cc/syntax",
    "11: cc/argument-count",
  ]);
  assert.deepEqual(bad(unit), "floats assembler label jump syntax count".split(" "));
  assert.equal(unit.functions.length, 11);
});

test("a callee nobody declared is a warning, and takes what it is given", () => {
  const unit = unitOf("int f(char c) { return later(c, 1ul); }");
  assert.deepEqual(found(unit), ["1: cc/unknown-callee"]);
  assert.equal(unit.functions[0]?.state, "ok");
  assert.equal(unit.functionSymbols.find(({ name }) => name === "later")?.implicit, true);
});

test("a type nobody declares is a warning, wherever it stands", () => {
  const unit = unitOf(`struct pt { int a; };
nobody_t make(void);
static nobody_t (*call)(int), *plain, table[2] = { { 1 }, NOBODY };
foo_t *pointer(void) { return 0; }
foo_t pass(const foo_t x, struct gone n) { return x; }
struct gone returned(struct gone n) { return n; }
struct has { int a; foo_t x; struct gone n; foo_t (*call)(foo_t *, int); foo_t *list[3]; };
static struct has has = { .a = 4, .x = NOBODY, .n = { .u = 3 } };
int local(void) { foo_t a, *b = 0, *const c = 0, **d; a = pass(a, *(struct gone *)b); return !c; }
int cast(void *v) { foo_t *a = (foo_t *)v, *e[3]; bar_t b = (bar_t)(1 + 2); return (bar_t)~3; }
int literal(void) { struct gone g = { .f = 1 }; foo_t f = { 1 }; f = (foo_t){ 2 }; return 0; }
unsigned long size(void) { return sizeof(foo_t) + _Alignof(bar_t) + sizeof(struct gone *); }
int each(void) { int n = 3; for (foo_t *x = 0; !x; x = (foo_t *)8) n++; return n; }
int moved(struct gone *p, foo_t *q) { *p = *p; p++; p += 2; *q += 3; return q[2] - p[1].f; }
struct pt taken(void) { struct pt p; p = make(); return p; }
int used(foo_t x) { x.f = 3; x->g++; x[3] = 1; *x = 3; x(1, 2); return 1 ? x : x; }
int stays(void) { static foo_t a = { 0 }; static struct gone b; a = b; return sizeof(a); }
int after(void) { int no_type = 3, x = 2; return no_type * x; }
`);
  const codes = new Set(unit.diagnostics.map(({ code, severity }) => `${severity} ${code}`));
  assert.deepEqual([...codes].sort(), ["warning cc/incomplete-type", "warning cc/unknown-type"]);
  assert.deepEqual(bad(unit), []);
  assert.equal(unit.functions.length, 13);
  const [first] = unit.diagnostics;
  assert.equal(first?.message, 'the type "nobody_t" is not known');
  assert.deepEqual([first.position.line, first.position.column], [2, 1]);
});

test("a name nobody declared is a type only where nothing else could stand", () => {
  const unit = unitOf(`int minus(int x) { return (gone) - x; }
int times(int x) { return gone * x; }
int product(int x) { int y = 2; y * x; return y; }
int pointer(int x) { { gone *x; } return x; }
int last(void) { return 1; }
`);
  assert.deepEqual(found(unit), ["1: cc/unknown-name", "2: cc/unknown-name", "4: cc/unknown-type"]);
  assert.deepEqual(bad(unit), []);
});

test("a name nobody declares is a warning, but an error where a constant has to be", () => {
  const unit = unitOf(`int outside = NOBODY;
int value(int x) { return x & NOBODY ? nobody.x : nobody[2]->y; }
int place(void) { nobody = 1; nobody++; *nobody = nobody; return &nobody != 0; }
int called(void) { return (*nobody)(1); }
int chosen(int x) { switch (x) { case NOBODY: return 1; } return 0; }
int sized(void) { struct { int bits : NOBODY; } x = { 1 }; return x.bits; }
int nobody(void) { return 1; }
`);
  const said = unit.diagnostics.map(
    ({ severity, code, position }) => `${position.line}: ${severity} ${code}`,
  );
  assert.deepEqual(said, [
    "1: error cc/unknown-name",
    "2: warning cc/unknown-name",
    "2: warning cc/unknown-name",
    "3: warning cc/unknown-name",
    "4: warning cc/unknown-name",
    "5: error cc/unknown-name",
    "6: error cc/unknown-name",
  ]);
  assert.deepEqual(bad(unit), ["chosen", "sized"]);
});

test("a field nobody declares is a warning in a function, an error in a constant", () => {
  const unit = unitOf(`struct page { int count; };
struct gone;
int f(struct page *p, struct gone *g) { return p->cuont + g->size; }
int g(void) { struct page p = { .cuont = 1 }; return p.count; }
int h(int f(void)) { struct page p = { .cuont = f() }; return p.count; }
int size = sizeof(((struct page *)0)->cuont);
struct page page = { .cuont = 3 };
`);
  assert.deepEqual(found(unit), [
    "3: cc/unknown-field",
    "3: cc/incomplete-type",
    "4: cc/unknown-field",
    "5: cc/unknown-field",
    "6: cc/unknown-field",
    "7: cc/unknown-field",
  ]);
  assert.deepEqual(
    unit.diagnostics.map(({ severity }) => severity),
    ["warning", "warning", "warning", "error", "error", "warning"],
  );
  assert.deepEqual(bad(unit), ["h"]);
});

test("errors outside of functions leave the functions as they are", () => {
  const unit = unitOf(`int 3x;
MODULE_LICENSE("GPL");
struct { int a } missing;
int f(void) { return 1; }
}
int g(void) { return 2; }
`);
  assert.deepEqual(bad(unit), []);
  assert.deepEqual(
    unit.functions.map(({ symbol }) => symbol.name),
    ["f", "g"],
  );
});

test("the statements of C come out as they went in", () => {
  const unit = unitOf(`int f(int n) {
  switch (n) { case 1: case 3 ... 5: n++; break; default: goto out; }
  for (int i = 0; i < n; i++) { if (i) continue; else break; }
  do n--; while (n > 0);
  { static int kept = 3; extern int other; n += kept + other; }
out:
  return ({ int t = n; t * 2; });
}`);
  assert.deepEqual(found(unit), []);
  assert.deepEqual(
    statements(unit, "f").map(({ kind }) => kind),
    ["switch", "for", "do", "block", "label", "return"],
  );
  const [choice] = statements(unit, "f");
  assert(choice?.kind === "switch");
  assert.deepEqual(
    choice.cases.map(({ range }) => range && [range.lowLo, range.highLo]),
    [[1, 1], [3, 5], undefined],
  );
  const kept = unit.globals.find(({ name }) => name === "kept");
  assert.deepEqual([kept?.owner, kept?.isStatic], ["f", true]);
});

test("kernel idioms are ordinary C", () => {
  const unit = unitOf(`
#define offsetof(t, m) __builtin_offsetof(t, m)
#define container_of(p, t, m) ({ void *__p = (void *)(p); \\
	_Static_assert(__builtin_types_compatible_p(typeof(*(p)), typeof(((t *)0)->m)), "type"); \\
	((t *)(__p - offsetof(t, m))); })
#define list_entry(p, t, m) container_of(p, t, m)
#define list_for_each_entry(pos, head, m) \\
	for (pos = list_entry((head)->next, typeof(*pos), m); &pos->m != (head); \\
	     pos = list_entry(pos->m.next, typeof(*pos), m))
#define min(x, y) ({ typeof(x) _x = (x); typeof(y) _y = (y); \\
	(void)(&_x == &_y); _x < _y ? _x : _y; })
#define BUILD_BUG_ON_ZERO(e) ((int)(sizeof(struct { int:(-!!(e)); })))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]) + \\
	BUILD_BUG_ON_ZERO(__builtin_types_compatible_p(typeof(a), typeof(&(a)[0]))))
#define __is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define guard(n) __attribute__((cleanup(n))) int
struct list_head { struct list_head *next, *prev; };
struct item { int value; struct list_head list; };
static void drop(int *p) { *p = 0; }
struct ops { int (*get)(struct item *, int); };
static int get(struct item *i, int n) { return i->value + n; }
static const struct ops table[] = { [0] = { .get = get }, [3 ... 4] = { get } };
_Static_assert(__is_constexpr(3) == 1 && ARRAY_SIZE(table) == 5, "constant");
int sum(struct list_head *head)
{
	struct item *pos; int total = 0; __auto_type copy = total; guard(drop) held = 1;
	list_for_each_entry(pos, head, list)
		total += table[0].get(pos, min(total, copy)) ?: READ_ONCE(held);
	return __is_constexpr(total) ? -1 : total;
}
`);
  assert.deepEqual(found(unit), []);
  const held = unit.functions
    .find(({ symbol }) => symbol.name === "sum")
    ?.locals.find(({ name }) => name === "held");
  assert.equal(held?.cleanup?.name, "drop");
});

test("a function is read on when its beginning is forgotten", () => {
  const long = "x++; ".repeat(3000);
  const unit = unitOf(`int first(int x)
{ ${long}
	if (({ ${long} x; }) == 1 ? x : 2)
		return 1;
	${long}
	return 2; }
int second(int x)
{ ${long} { ${long} ( x; ${long} } if (x { ${long} } return 2; }
int third(int x) { return x; }
int fourth(int x) { { ${long} }
`);
  assert.deepEqual(found(unit), ["8: cc/syntax", "8: cc/syntax", "10: cc/syntax"]);
  assert.deepEqual(bad(unit), ["second", "fourth"]);
  const [branch] = statements(unit, "first").filter(({ kind }) => kind === "if");
  assert(branch?.kind === "if");
  assert.match(branch.condition.text, /^\(\{ (x\+\+; )+.*\.\.\.$/);
  assert.equal(unit.functions.length, 4);
});

test("deep nesting and long rows are refused, not overflowed", () => {
  const deep = (inner: string, open: string, close: string): string =>
    `int f(int x) { ${open.repeat(20_000)}${inner}${close.repeat(20_000)} return 0; }`;
  for (const text of [
    deep("x;", "{", "}"),
    deep("x;", "(", ")"),
    deep("x;", "if (x) ", ""),
    deep("x;", "- ", ""),
    deep("x;", "x ? x : ", ""),
    deep("x;", "x = ", ""),
    deep("x;", "x + ", ""),
    deep("x;", "x, ", ""),
    deep("x;", "({", ";})"),
    deep("p;", "int (*", ")(void)"),
    `int ${"(".repeat(20_000)}x${")".repeat(20_000)};`,
    `struct s ${"{ struct ".repeat(20_000)}`,
    `int a[] = ${"{".repeat(20_000)}`,
    `int a${"[2]".repeat(20_000)};`,
    `int ${"*".repeat(20_000)}p;`,
  ]) {
    const unit = unitOf(`${text}\nint after(void) { return 1; }\n`);
    assert.equal(unit.functions.at(-1)?.symbol.name ?? "after", "after", text.slice(0, 40));
  }
});

test("no text throws or hangs", () => {
  const words = [
    ..."int char long unsigned struct union enum typedef static const void f x y s".split(" "),
    ..."{ } ( ) [ ] ; ; , * & = + - < : ? . -> ... 1 0x10u 'c' ({ }) ## # 1.5 asm".split(" "),
    ..."if else while for do switch case default return goto break sizeof typeof".split(" "),
    ..."__attribute__ ((packed)) _Generic __builtin_offsetof __builtin_va_arg".split(" "),
    ...['"text"', "\n#define x", "\n#if", "\n#endif\n", "\n"],
  ];
  const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join(" "));
  const inFunction = soup.map((text) => `struct s { int a; } g; int f(int x, int *y) { ${text} }`);
  fc.assert(
    fc.property(fc.oneof(soup, inFunction, fc.string({ maxLength: 80 })), (text) => {
      const unit = unitOf(text);
      for (const { position } of unit.diagnostics)
        assert(1 <= position.line && 1 <= position.column);
    }),
    { seed: 2, numRuns: 400 },
  );
});

test("names that JavaScript objects have are names like others", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"]) {
    const unit = unitOf(`#ifdef ${name}
#endif
struct ${name} { int ${name}; };
typedef int t __attribute__((mode(${name}), ${name}));
int f(struct ${name} *p) { return ${name}(p->${name}) + __builtin_${name}(1); }
enum { ${name} };
int g(void) { ${name}: goto ${name}; }`);
    assert.deepEqual(found(unit), ["5: cc/unknown-callee", "5: cc/unknown-builtin"], name);
  }
});
