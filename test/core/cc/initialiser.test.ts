// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { GlobalSymbol, TypedUnit } from "../../../src/core/cc";
import { found, gccOutput, unitOf } from "./support";

/**
 * Objects whose bytes do not depend on addresses: braces left out, designated, overridden, ranged.
 */
const objects = `
struct in { char c; int i; short s[3]; };
struct out { struct in a; struct in b[2]; union { int n; char text[6]; } u; };
struct bits { unsigned a : 3; int b : 5; unsigned long c : 40; _Bool d : 1; int : 4; short e : 7; };
struct anon { int x; struct { int y; union { char z[4]; int w; }; }; int v; };
struct flexible { int n; short tail[]; };
struct __attribute__((packed)) tight { char c; long l; unsigned w : 13; int v : 20; };
typedef struct { int a, b; } pair;
enum e { R, G = 5, B };
int a0[5] = { 1, 2, 3 };
int a1[] = { 1, [4] = 5, 6, [0] = 9 };
int a2[2][3] = { { 1 }, { 2, 3 } };
int a3[2][3] = { 1, 2, 3, 4 };
int a4[10] = { [2 ... 5] = 7, 8, [3] = 1 };
int a5[3][2] = { [1][1] = 5, 6, [0] = { 1 } };
char s0[] = "text", s1[3] = "abc", s2[10] = { "ab" };
char s3[2][4] = { "x", "yz" }, s4[] = { 'a', "b"[0] };
int w0[] = L"wide"; unsigned short u0[] = u"sixteen"; char j0[] = "joined " "text" "\\x41" "1";
struct in r0 = { 1, 2, { 3, 4 } }, r1 = { .i = 5, { 6 }, .c = 'x' }, r2 = { 1, 2, 3, 4, 5 };
struct out o0 = { 1, 2, 3, 4, 5, 6, 7, 8 };
struct out o1 = { .b[1].s[2] = 9, .u.text = "hello", .a = { .s = { [1] = 2 } } };
struct out o2 = { .u = { .text = { 'a', 'b' } }, .b = { { 1 }, { 2 } } };
struct out o3 = { .a.i = 3, 4, .b[0] = { 5 }, 6 };
struct bits b0 = { 5, -7, 0x123456789a, 1, -3 }, b1 = { .c = -1, .e = 9, .a = 15 };
struct anon n0 = { 1, 2, 3 }, n1 = { .w = 5, 6 }, n2 = { .y = 1, .z = "ab", .v = 2 };
struct anon n3 = { 1, { 2, { "q" } }, 3 };
struct flexible f0 = { 2, { 3, 4, 5 } };
struct tight t0 = { 'c', 0x1122334455667788, 0x1fff, -2 };
pair p0 = (pair){ 1, 2 }, p1[] = { { 3 }, (pair){ .b = 4 }, [3] = { 5, 6 } };
pair over[2] = { [0] = { 1, 2 }, [0].b = 3, [1].a = 4, [1] = { .b = 5 } };
pair *unused; static const pair source = { 7, 8 };
long values[] = { 1 ? 2 : 3, sizeof(struct in), 1.5 * 4, -1, 1u - 2, G, B, (char)300, 'z' << 8 };
_Bool flags[] = { 5, 0, 0.5, 1 == 2 };
double d0[] = { 1, 2.5, -3e10 }; float g0 = 1.25f;
struct { int a; struct { int b[2]; } c; } tagless = { 1, { { 2 } } }, *none = 0;
union { struct { char a, b; } p; int n; } m0 = { { 1, 2 } }, m1 = { .n = 3 }, m2 = { 4, 5 };
unsigned char big[300] = { [0 ... 299] = 0x5a, [100 ... 199] = 1, [150] = 2 };
int old[3] = { [1] 5 }; struct in older = { i: 4, c: 'o' };
struct in many[] = { 1, 2, 3, 4, 5, 6, [2] = { 7 }, 8, 9 };
void *zero = (void *)0; long x8 = { 42 }; int empty[3] = {}; struct out x9 = {};
`;

const names = [
  ...objects.matchAll(
    /\b([a-z]+\d|over|values|flags|tagless|big|older?|many|empty)(?=[[\] 0-9]*=[^=])/g,
  ),
]
  .map((match) => match[1] ?? "")
  .filter((name, index, all) => all.indexOf(name) === index);

/**
 * The bytes of a global as its initialiser gives them; bit-fields are merged into what is there.
 */
function image(symbol: GlobalSymbol): string {
  const bytes = new Uint8Array(symbol.type.sizeBytes + symbol.flexibleBytes);
  for (const entry of symbol.initialiser?.entries ?? []) {
    assert.notEqual(entry.kind, "address");
    if (entry.kind === "bytes") bytes.set(entry.bytes, entry.offsetBytes);
    if (entry.kind !== "number") continue;
    const { shift, width, unitBytes } = entry.bits ?? {
      shift: 0,
      width: entry.type.sizeBytes * 8,
      unitBytes: entry.type.sizeBytes,
    };
    const value = (BigInt(entry.hi >>> 0) << 32n) | BigInt(entry.lo >>> 0);
    const mask = (1n << BigInt(width)) - 1n;
    for (let at = 0; at < unitBytes; at++) {
      const own = Number((((value & mask) << BigInt(shift)) >> BigInt(8 * at)) & 255n);
      const kept = Number(((mask << BigInt(shift)) >> BigInt(8 * at)) & 255n);
      const index = entry.offsetBytes + at;
      bytes[index] = ((bytes[index] ?? 0) & ~kept) | own;
    }
  }
  return Buffer.from(bytes).toString("hex");
}

function symbolOf(unit: TypedUnit, name: string): GlobalSymbol {
  return unit.globals.find((symbol) => symbol.name === name) ?? assert.fail(name);
}

test("static objects hold the bytes gcc gives them", (t) => {
  assert(30 < names.length);
  const dumps = names.map((name) => {
    const size = name === "f0" ? "sizeof f0 + 6" : `sizeof ${name}`;
    return `dump("${name}", &${name}, ${size});`;
  });
  const expected = gccOutput(
    t,
    `${objects}
#include <stdio.h>
static void dump(const char *name, const void *at, unsigned size) {
  printf("%s ", name);
  for (unsigned k = 0; k < size; k++) printf("%02x", ((const unsigned char *)at)[k]);
  printf("\\n");
}
int main(void) { ${dumps.join(" ")} return 0; }`,
  );
  if (expected === undefined) return;
  const unit = unitOf(objects);
  const errors = unit.diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors, []);
  const lines = names.map((name) => `${name} ${image(symbolOf(unit, name))}\n`);
  assert.equal(lines.join(""), expected);
});

test("addresses are symbols with a distance", () => {
  const unit = unitOf(`struct s { int a[4]; struct s *next; }; extern struct s other;
    int f(void); struct s one[2] = { { .next = &one[1] }, { .next = &other } };
    int (*call)(void) = f, (*call2)(void) = &f; char *text = "abc" + 1; int *in = &one[1].a[2];
    unsigned long number = (unsigned long)&other + 8; int *literal = (int[]){ 1, 2 };`);
  assert.deepEqual(unit.diagnostics, []);
  const addresses = ["one", "call", "call2", "text", "in", "number", "literal"].flatMap((name) =>
    (symbolOf(unit, name).initialiser?.entries ?? []).map((entry) => {
      if (entry.kind !== "address") return entry.kind;
      const { target } = entry;
      const shown = target.kind === "string" ? "string" : target.name;
      return `${name}@${entry.offsetBytes} ${shown}+${entry.addendBytes}`;
    }),
  );
  assert.deepEqual(addresses, [
    "one@16 one+24",
    "one@40 other+0",
    "call@0 f+0",
    "call2@0 f+0",
    "text@0 string+1",
    "in@0 one+32",
    "number@0 other+8",
    "literal@0 +0",
  ]);
});

test("what cannot be initialised is reported at its line", () => {
  assert.deepEqual(
    found(
      unitOf(`struct s { int a; } x;
struct s a = { .b = 1 };
int b[2] = { [2] = 1 };
int c = x.a;
int d[1] = { 1, 2 };
struct t e = { 1 };
`),
    ),
    [
      "2: cc/unknown-field",
      "3: cc/bad-designator",
      "4: cc/not-constant",
      "5: cc/excess-initialiser",
      "6: cc/incomplete-type",
      "6: cc/excess-initialiser",
      "6: cc/incomplete-type",
    ],
  );
});

test("a local is zeroed first only if its entries leave something out", () => {
  const unit = unitOf(`struct s { char c; int i; };
    void f(int n) { struct s whole = { 1, n }, part = { .i = n }; int a[2] = { n, n }; }`);
  const declared = unit.functions[0]?.body.statements.map((statement) =>
    statement.kind === "declare" ? statement.initialiser?.zeroFirst : undefined,
  );
  assert.deepEqual(declared, [false, true, false]);
});
