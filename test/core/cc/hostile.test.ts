// SPDX-License-Identifier: MIT
// Texts made to exhaust a compiler: each ends with a limit's diagnostic, or is simply compiled, and
// twice the text takes about twice the time.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compileUnit, linkProgram, type Unit } from "../../../src/core/cc";

const options = { includePaths: ["include"], defines: {} };

function compile(text: string, headers: Readonly<Record<string, string>> = {}): Unit {
  const files: Readonly<Record<string, string>> = { ...headers, "t.c": text };
  const unit = compileUnit({ read: (path) => files[path] }, "t.c", options);
  linkProgram([unit], { hosts: [] });
  return unit;
}

const codesOf = ({ diagnostics }: Unit): ReadonlySet<string> =>
  new Set(diagnostics.map(({ code }) => code));

/** Processor time in milliseconds. */
function timeOf(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Four times the text may take this many times as long; what is not linear takes sixteen times. */
const growthLimit = 9;
/** Times below this are noise. */
const noiseMilliseconds = 40;

const inFunction = (body: string): string => `int f(int x)\n{\n${body}\n}\nint after;\n`;

/** By name: a text of a size, how large to make it, and the code it has to give, if any. */
const shapes: Readonly<
  Record<string, readonly [size: number, text: (size: number) => string, code?: string]>
> = {
  parentheses: [
    4_000,
    (n) => inFunction(`return ${"(".repeat(n)}x${")".repeat(n)};`),
    "cc/too-deep",
  ],
  "unclosed parentheses": [4_000, (n) => inFunction(`return ${"(".repeat(n)}`), "cc/too-deep"],
  blocks: [4_000, (n) => inFunction(`${"{".repeat(n)}${"}".repeat(n)}`), "cc/too-deep"],
  "unclosed blocks": [4_000, (n) => inFunction("{".repeat(n)), "cc/too-deep"],
  ifs: [2_500, (n) => inFunction(`${"if (x) ".repeat(n)};`), "cc/too-deep"],
  "else ifs": [2_500, (n) => inFunction(`${"if (x) ; else ".repeat(n)};`), "cc/too-deep"],
  loops: [2_500, (n) => inFunction(`${"for (;;) while (x) do ".repeat(n)};`), "cc/too-deep"],
  "unary operators": [4_000, (n) => inFunction(`return ${"- ~ ! ".repeat(n)}x;`), "cc/too-deep"],
  casts: [4_000, (n) => inFunction(`return ${"(int)".repeat(n)}x;`), "cc/too-deep"],
  sizeofs: [4_000, (n) => inFunction(`return ${"sizeof ".repeat(n)}x;`), "cc/too-deep"],
  "a row of sums": [4_000, (n) => inFunction(`return x${" + x".repeat(n)};`), "cc/too-deep"],
  "a row of assignments": [4_000, (n) => inFunction(`x${" = x".repeat(n)};`), "cc/too-deep"],
  "a row of questions": [
    4_000,
    (n) => inFunction(`return ${"x ? x : ".repeat(n)}x;`),
    "cc/too-deep",
  ],
  subscripts: [4_000, (n) => inFunction(`return x${"[0]".repeat(n)};`), "cc/too-deep"],
  initialisers: [4_000, (n) => `int a[] = ${"{".repeat(n)}1${"}".repeat(n)};\n`, "cc/too-deep"],
  designators: [4_000, (n) => `int a[9] = { ${"[1]".repeat(n)} = 1 };\n`, "cc/syntax"],
  pointers: [4_000, (n) => `int ${"*".repeat(n)}a;\n`, "cc/too-deep"],
  "array bounds": [4_000, (n) => `int a${"[1]".repeat(n)};\n`, "cc/too-deep"],
  declarators: [4_000, (n) => `int ${"(".repeat(n)}a${")".repeat(n)};\n`, "cc/too-deep"],
  "functions of functions": [
    4_000,
    (n) => `int ${"(*".repeat(n)}a${")(void)".repeat(n)};\n`,
    "cc/too-deep",
  ],
  structs: [4_000, (n) => `${"struct {".repeat(n)} int a; ${"} a;".repeat(n)}\n`, "cc/too-deep"],
  typeofs: [4_000, (n) => `${"typeof(".repeat(n)}int${")".repeat(n)} a;\n`, "cc/too-deep"],
  "statement expressions": [
    4_000,
    (n) => inFunction(`return ${"({".repeat(n)}x;${"})".repeat(n)};`),
    "cc/too-deep",
  ],
  "brackets that do not match": [4_000, (n) => inFunction("([{)".repeat(n))],
  "one long line": [20_000, (n) => inFunction("x = x + 1; ".repeat(n))],
  "one long comment": [600_000, (n) => `/${"* ".repeat(n)}*/ int a;\n`],
  "comments on one line": [50_000, (n) => `${"/* */".repeat(n)} int a;\n`],
  "one long string": [600_000, (n) => `char a[] = "${"abcd".repeat(n)}";\n`],
  "one long name": [600_000, (n) => `int ${"abcd".repeat(n)};\n`],
  "one long number": [100_000, (n) => `long a = ${"1234".repeat(n)};\n`, "cc/constant-too-large"],
  "strings in a row": [20_000, (n) => `char a[] = ${'"a" '.repeat(n)};\n`],
  backslashes: [100_000, (n) => `int a;${"\\\n".repeat(n)}\n`],
  "many ifs": [10_000, (n) => `${"#if 1\n".repeat(n)}int a;\n${"#endif\n".repeat(n)}`],
  "skipped ifs": [10_000, (n) => `#if 0\n${"#if 1\n".repeat(n)}${"#endif\n".repeat(n)}#endif\n`],
  "an unknown directive again": [10_000, (n) => "#nothing\n".repeat(n), "cc/unknown-directive"],
  "a deep #if": [
    4_000,
    (n) => `#if ${"(".repeat(n)}1${")".repeat(n)}\n#endif\n`,
    "cc/bad-condition",
  ],
  "a long #if": [4_000, (n) => `#if 1${" + 1".repeat(n)}\nint a;\n#endif\n`],
  "macros in a chain": [
    5_000,
    (n) =>
      Array.from({ length: n }, (_, at) => `#define m${at} m${at + 1}\n`).join("") + "int m0;\n",
  ],
  "many names": [4_000, (n) => Array.from({ length: n }, (_, at) => `int v${at};\n`).join("")],
  "one name again": [4_000, (n) => "int same;\n".repeat(n)],
  "many cases": [
    5_000,
    (n) =>
      inFunction(
        `switch (x) {${Array.from({ length: n }, (_, at) => `case ${at}: x++;`).join("\n")}}`,
      ),
  ],
  "many labels": [
    5_000,
    (n) =>
      inFunction(
        Array.from({ length: n }, (_, at) => `l${at}: if (x) goto l${n - 1 - at};`).join("\n"),
      ),
  ],
  "many fields": [
    5_000,
    (n) => `struct s {${Array.from({ length: n }, (_, at) => `int f${at};`).join("")}} s;\n`,
  ],
  "fields that nothing declares": [
    400,
    (n) => `struct s { int a; };\nint f(struct s *p)\n{\nreturn p${"->u[0]()".repeat(n)};\n}\n`,
  ],
  packs: [
    2_500,
    (n) => "#pragma pack(1)\nstruct { int a; } a;\n".repeat(n),
    "cc/conflicting-types",
  ],
};

for (const [name, [size, make, code]] of Object.entries(shapes))
  test(`${name} take time in proportion${code ? ` and end with ${code}` : ""}`, () => {
    const [small, large] = [make(size), make(size * 4)];
    let codes: ReadonlySet<string> = new Set();
    const short = timeOf(() => void compile(small));
    const long = timeOf(() => void (codes = codesOf(compile(large))));
    if (code) assert.ok(codes.has(code), [...codes].join());
    const allowed = growthLimit * Math.max(short, noiseMilliseconds);
    assert.ok(long < allowed, `${short.toFixed(0)} ms, four times as much ${long.toFixed(0)} ms`);
  });

test("a macro that doubles itself ends at the limit of expansion", () => {
  const doubling = Array.from({ length: 40 }, (_, at) => `#define m${at} m${at + 1} m${at + 1}\n`);
  assert.ok(codesOf(compile(`${doubling.join("")}int a = m0;\n`)).has("cc/expansion-limit"));
  const calls = Array.from({ length: 40 }, (_, at) => `#define f${at}(x) f${at + 1}(x x)\n`);
  assert.ok(codesOf(compile(`${calls.join("")}int a = f0(1);\n`)).has("cc/expansion-limit"));
  const nested = `#define f(x) x\nint a = ${"f(".repeat(5000)}1${")".repeat(5000)};\n`;
  assert.ok(codesOf(compile(nested)).has("cc/expansion-limit"));
});

test("a macro that makes ever longer strings of strings ends at the limit of expansion", () => {
  const levels = Array.from({ length: 40 }, (_, at) => `#define s${at + 1}(x) s${at}(x #x x)\n`);
  const text = `#define s0(x) x\n${levels.join("")}char *a = s40(a);\nint after;\n`;
  assert.ok(codesOf(compile(text)).has("cc/expansion-limit"));
});

test("types that double, or grow, with each typedef end with cc/too-deep", () => {
  const rows = (count: number, row: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => row(at)).join("\n");
  const twice = (name: string): string =>
    `typedef int ${name}0(void);\n` +
    rows(60, (at) => `typedef int ${name}${at + 1}(${name}${at} *, ${name}${at} *);`);
  const uses = "f60 *p;\ng60 *q;\nint f(void) { p = q; p = 3; return p == q; }\n";
  assert.ok(codesOf(compile(`${twice("f")}\n${twice("g")}\n${uses}`)).has("cc/too-deep"));
  const chain = (name: string): string =>
    `typedef int ${name}0;\n` + rows(9000, (at) => `typedef ${name}${at} *${name}${at + 1};`);
  const compared = "p1990 a;\nq1990 b;\nint f(void) { a = b; return a == b; }\np9000 c;\n";
  assert.ok(codesOf(compile(`${chain("p")}\n${chain("q")}\n${compared}`)).has("cc/too-deep"));
});

/** By what they are: texts that ask for more than there is, and lines of 10 MB. */
const large: Readonly<Record<string, () => string>> = {
  "arrays of gigabytes": () =>
    "int a[1 << 28], b[1 << 29], c[1ull << 62], d[-1];\nint main(void) { return a[5] + b[5]; }\n",
  "a local of a gigabyte": () => "int main(void) { int a[1 << 28]; a[1] = 1; return a[1]; }\n",
  "elements without number": () =>
    "int a[] = { [0 ... 400000000] = 1 };\nchar b[] = { [2000000000] = 1 };\n" +
    "struct { int x, y; } c[1 << 27] = { [0 ... 100000000] = { 1, 2 } };\n",
  "records in themselves": () =>
    "struct s { struct s x; } s;\nunion u { union u a[2]; } u;\n" +
    "typedef struct t t;\nstruct t { t a; } v;\n",
  "records that double": () =>
    "struct s0 { int x; };\n" +
    Array.from({ length: 60 }, (_, at) => `struct s${at + 1} { struct s${at} a, b; };\n`).join("") +
    "struct s60 a;\nunsigned long f(void) { return sizeof(a); }\n",
  "macros that double": () =>
    Array.from({ length: 60 }, (_, at) => `#define b${at + 1} b${at} b${at}\n`).join("") +
    "#define b0 1,\nint x[] = { b60 1 };\n",
  "a comment of 10 MB": () => `//${"x".repeat(1e7)}\nint a;\n`,
  "a name of 10 MB": () => `int ${"x".repeat(1e7)};\n`,
  "10 MB of blanks": () => `int${" ".repeat(1e7)}a;\n`,
  "10 MB of comments": () => `${"/**/".repeat(2.5e6)}int a;\n`,
};
const largeMilliseconds = 1000;
const largeBytes = 200e6;

for (const [name, make] of Object.entries(large))
  test(`${name} cost no more than a large unit does`, () => {
    const text = make();
    const before = process.memoryUsage().rss;
    const milliseconds = timeOf(() => void compile(text));
    assert.ok(milliseconds < largeMilliseconds, `${milliseconds} ms`);
    assert.ok(process.memoryUsage().rss - before < largeBytes);
  });

test("files that include one another end at the depth limit", () => {
  const loop = { "include/a.h": "#include <b.h>\n", "include/b.h": "#include <a.h>\n" };
  assert.deepEqual([...codesOf(compile("#include <a.h>\n", loop))], ["cc/include-depth"]);
  const twice = { "include/a.h": "#include <a.h>\n#include <a.h>\n" };
  assert.deepEqual([...codesOf(compile("#include <a.h>\n", twice))], ["cc/include-depth"]);
});

const words = [
  "int long unsigned char void struct union enum typedef static inline const if else while",
  "do for switch case default break continue return goto sizeof typeof _Generic asm float",
  "__auto_type __attribute__ _Static_assert __builtin_offsetof __builtin_choose_expr x y s T",
  "( ) ( ) { } { } [ ] ; ; ; , . -> ++ -- & * + - ~ ! / % << < == ^ | && ? : = += # ## ...",
  "0 1 42 0x7fffffffffffffff 1.5 'a' \"text\" packed aligned cleanup",
]
  .flatMap((row) => row.split(" "))
  .concat("\n", "\n#define", "\n#if", "\n#endif", "\n#include", "\n#undef x\n", "\\\n")
  .concat("\n#pragma pack(1)\n");

test("no row of C's words makes the compiler throw", () => {
  const start = "struct s { int x, *y; } s; typedef struct s T; int x, f(int y)\n{\n";
  const property = fc.property(
    fc.array(fc.constantFrom(...words), { maxLength: 60 }),
    fc.boolean(),
    (row, inside) => void compile(inside ? `${start}${row.join(" ")};}\n` : row.join(" ")),
  );
  fc.assert(property, { numRuns: 1000, seed: 20220714 });
});
